"""A host lets the plan choose with whom somebody changes tables."""

import pytest

from app.services.errors import Refused
from app.services.seating import matchmaking_mixers, seating_partners, seating_swaps, seatings
from app.services.seating.seating_swaps import ANYBODY, CannotSwap, Swap
from models import Block
from tests import evenings as nights


def asked(session, night, *, now):
    room = nights.room_of(session, night, now)
    return matchmaking_mixers.question(session, room, night.space, shown=None)


def new_repeats(question, swap):
    standing = seating_swaps.standing(question.room)
    swapped = seating_swaps.exchanged(standing, swap)
    return len(
        seatings.meeting_again(question.room, swapped)
        - seatings.meeting_again(question.room, standing)
    )


def test_with_whoever_fits_best_fewest_meet_again(session, now):
    night = nights.a_night(now=now, people=16, size=4, count=4)
    nights.plan(session, night, now=now)
    question = asked(session, night, now=now)
    seats = nights.seats(session, night)[2]

    for one in list(seats)[:5]:
        swap = Swap(number=2, one=one, other=ANYBODY)
        seating_swaps.require_possible(question.room, swap)
        found = seating_partners.chosen(question, swap)
        others = [other for other, at in seats.items() if at != seats[one]]
        fewest = min(new_repeats(question, Swap(number=2, one=one, other=o)) for o in others)
        assert found.other in others
        assert new_repeats(question, found) == fewest


def test_nobody_is_chosen_beside_whom_one_of_a_parted_pair_would_sit(session, now):
    night = nights.a_night(now=now, people=6, size=3, count=1)
    nights.plan(session, night, now=now)
    seats = nights.seats(session, night)[1]
    ana = night.people[0]
    there = [one for one in night.people if seats[one.id] != seats[ana.id]]
    session.add(Block(member_id=there[0].member_id, other_id=ana.member_id, at=now))
    session.flush()

    found = seating_partners.chosen(
        asked(session, night, now=now), Swap(number=1, one=ana.id, other=ANYBODY)
    )

    # Only where the one who must not sit with Ana takes her place do they stay apart.
    assert found.other == there[0].id


def test_somebody_who_sits_out_is_given_a_seat(session, now):
    night = nights.a_night(now=now, people=5, size=2, count=1)
    nights.plan(session, night, now=now)
    seats = nights.seats(session, night)[1]
    (out,) = (one.id for one in night.people if one.id not in seats)

    found = seating_partners.chosen(
        asked(session, night, now=now), Swap(number=1, one=out, other=ANYBODY)
    )

    assert found.other in seats


def test_where_everybody_else_is_held_nobody_can_be_chosen(session, now):
    night = nights.a_night(now=now, people=6, size=3, count=1)
    nights.plan(session, night, now=now)
    one, *others = (one.id for one in night.people)
    seen = nights.room_of(session, night, now).seating
    seatings.lock(
        session, night.mixer, number=1, attendees=others, is_locked=True, seen=seen, now=now
    )
    question = asked(session, night, now=now)

    with pytest.raises(CannotSwap):
        seating_partners.chosen(question, Swap(number=1, one=one, other=ANYBODY))
    with pytest.raises(Refused):
        seating_swaps.require_possible(question.room, Swap(number=1, one=others[0], other=ANYBODY))
