"""Two people change tables by hand: others give way where they must, and nothing is explained."""

from itertools import combinations

import pytest
from sqlalchemy import update

from app.services.errors import Conflict, Refused
from app.services.seating import matchmaking_mixers, seating_room, seating_swaps, seatings
from app.services.seating.seating_swaps import Swap
from models import Block, Change, Profile, Seat
from tests import evenings as nights


def _swap(session, night, swap, *, now):
    room = seating_room.room(session, night.mixer, now=now)
    seating_swaps.require_possible(room, swap)
    question = matchmaking_mixers.question(session, room, night.space, shown=None)
    before = seatings.told(session, night.mixer.id)
    plan, told = seating_swaps.swapped(question, swap, before)
    seatings.store(session, room, plan, change=Change.SWAPPED, told=told, now=now)
    return told


def test_two_swap_and_both_sit_where_the_other_sat(session, now):
    night = nights.a_night(now=now, people=12, size=4, count=2)
    nights.plan(session, night, now=now)
    before = nights.seats(session, night)
    one, other = next(
        pair
        for pair in combinations(sorted(before[2]), 2)
        if before[2][pair[0]] != before[2][pair[1]]
    )

    told = _swap(session, night, Swap(number=2, one=one, other=other), now=now)

    after = nights.seats(session, night)
    assert (after[2][one], after[2][other]) == (before[2][other], before[2][one])
    assert after[1] == before[1]
    assert set(told.swapped) == {one, other}
    assert told.before is not None


def test_a_swap_that_would_seat_a_blocked_pair_moves_somebody_else_and_gives_no_reason(
    session, now
):
    night = nights.a_night(now=now, people=12, size=4, count=1)
    nights.plan(session, night, now=now)
    before = nights.seats(session, night)[1]
    ana = night.people[0]
    at_hers, bo, cy = _others(before, ana.id)
    session.add(Block(member_id=_member(night, bo), other_id=ana.member_id, at=now))
    session.flush()

    told = _swap(session, night, Swap(number=1, one=ana.id, other=cy), now=now)

    after = nights.seats(session, night)[1]
    assert after[ana.id] == before[cy]
    assert after[bo] != after[ana.id]
    assert bo in told.moved
    assert told.why is None
    kept = {"share", "before", "bound", "alone", "number", "swapped", "moved", "again", "why"}
    kept |= {"is_shown"}  # whether people had been told where they sit
    kept |= {"gain"}  # of the worth, once a round has begun
    assert set(told.stored()) == kept
    assert at_hers


def test_hardly_anybody_else_moves_where_two_would_meet_people_again(session, now):
    night = nights.a_night(now=now, people=30, size=5, count=4)
    nights.plan(session, night, now=now)
    before = nights.seats(session, night)
    one = min(before[1])
    other = next(other for other, at in before[1].items() if at != before[1][one])

    told = _swap(session, night, Swap(number=1, one=one, other=other), now=now)

    after = nights.seats(session, night)
    elsewhere = {who for who, at in after[1].items() if at != before[1][who]}
    assert elsewhere == {one, other, *told.moved}
    assert len(told.moved) in {0, 2, 4}
    assert {number: after[number] for number in (2, 3, 4)} == {
        number: before[number] for number in (2, 3, 4)
    }


def test_two_others_change_tables_so_that_nobody_meets_again_where_there_is_room(session, now):
    night = nights.a_night(now=now, people=24, size=3, count=2)
    nights.plan(session, night, now=now)
    seats = nights.seats(session, night)
    one, mate = next(
        pair for pair in combinations(sorted(seats[2]), 2) if seats[2][pair[0]] == seats[2][pair[1]]
    )
    beside = next(
        other for other, at in seats[1].items() if at == seats[1][mate] and other not in {one, mate}
    )

    told = _swap(session, night, Swap(number=1, one=one, other=beside), now=now)

    after = nights.seats(session, night)[1]
    assert after[one] == seats[1][beside] != after[mate]
    assert (len(told.moved), told.again) == (2, [])


def _others(seats, one):
    """Give who sits with somebody, and two who share another table."""
    mates = [other for other, at in seats.items() if at == seats[one] and other != one]
    away = [other for other, at in seats.items() if at != seats[one]]
    bo, cy = next(pair for pair in combinations(away, 2) if seats[pair[0]] == seats[pair[1]])
    return mates, bo, cy


def _member(night, attendee_id):
    return next(one.member_id for one in night.people if one.id == attendee_id)


def test_only_people_at_two_tables_whose_seats_are_free_can_swap(session, now):
    night = nights.a_night(now=now, people=8, size=4, count=1)
    nights.plan(session, night, now=now)
    seats = nights.seats(session, night)[1]
    ana = night.people[0].id
    (mate, *_), away, _other = _others(seats, ana)

    with pytest.raises(Refused, match="one table already"):
        _swap(session, night, Swap(number=1, one=ana, other=mate), now=now)
    for other in (away, seating_swaps.ANYBODY):
        with pytest.raises(Conflict):
            _swap(session, night, Swap(number=2, one=ana, other=other), now=now)
    with pytest.raises(Conflict):
        _swap(session, night, Swap(number=1, one=ana, other=987654), now=now)
    session.execute(update(Seat).where(Seat.attendee_id == away).values(is_locked=True))
    with pytest.raises(seating_swaps.IsLocked):
        _swap(session, night, Swap(number=1, one=ana, other=away), now=now)


def test_where_some_rule_cannot_be_kept_anyway_people_still_swap_and_the_blocked_stay_apart(
    session, now
):
    night = nights.a_night(now=now, people=8, size=4, count=1)
    for one in night.people[:3]:
        session.get(Profile, one.member_id).company = "Rye & Co"
    nights.plan(session, night, now=now)
    seats = nights.seats(session, night)[1]
    first = next(person for person in night.people[3:] if seats[person.id] == 1)
    second, third = [person for person in night.people[3:] if seats[person.id] == 2][:2]
    session.add(Block(member_id=first.member_id, other_id=third.member_id, at=now))
    session.flush()

    _swap(session, night, Swap(number=1, one=first.id, other=second.id), now=now)

    after = nights.seats(session, night)[1]
    assert (after[first.id], after[second.id]) == (2, 1)
    assert after[third.id] == 1
