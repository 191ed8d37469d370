"""Who comes to some rounds only is seated in them, waited for, and left out of the others."""

import pytest
from sqlalchemy.orm import joinedload

from app.services.errors import Refused
from app.services.mixers import doors, prints, projector, seating_plans, tables
from app.services.seating import matchmaking_mixers, seating_people, seating_swaps, seatings
from app.services.seating.seating_swaps import Swap
from app.services.seating.spans import Span
from models import Change, Member
from tests import evenings as nights
from tests.standing import standing


def test_everybody_sits_in_the_rounds_for_which_they_come_and_in_no_other(session, now):
    night = nights.a_long_night(now)
    late, early, one_only, *_rest, whole = night.people
    late.first_round, early.last_round = 2, 3
    one_only.first_round = one_only.last_round = 3
    session.flush()

    plan = nights.plan(session, night, now=now)

    found = nights.seats(session, night)
    told = [nights.rounds_of(found, one) for one in (late, early, one_only, whole)]
    assert told == [[2, 3, 4], [1, 2, 3], [3], [1, 2, 3, 4]]
    assert [len(found[number]) for number in (1, 2, 3, 4)] == [10, 11, 12, 10]
    assert plan.is_sound
    assert seatings.again(nights.tables(seats) for seats in found.values()) == set()
    room = nights.room_of(session, night, now)
    assert room.is_behind is False
    first = seating_plans.draft(room, None).rounds[0]
    assert (first.sitting_out, first.not_there) == ((), ("Person A", "Person C"))


def test_a_round_in_which_nobody_is_there_stays_empty(session, now):
    night = nights.a_night(now=now, people=8, size=4, count=2)
    for one in night.people:
        one.first_round = 2
    session.flush()

    nights.plan(session, night, now=now)

    found = nights.seats(session, night)
    assert (found.get(1), len(found[2])) == (None, 8)


def test_who_comes_later_is_waited_for_until_their_first_round_begins(session, now):
    night = nights.a_long_night(now)
    late = night.people[0]
    late.first_round, late.arrived_at = 3, None
    session.flush()
    nights.plan(session, night, now=now)
    waited_for = []

    for number in (1, 2, 3):
        room = nights.room_of(session, night, now, only_there=True)
        waited_for.append((late.id in room.ids, room.is_behind))
        now = nights.play(session, night, number, now=now)

    assert waited_for == [(True, False), (True, False), (False, True)]


def test_whose_rounds_are_over_is_neither_planned_nor_missed(session, now):
    night = nights.a_long_night(now)
    early = night.people[0]
    early.last_round = 1
    session.flush()
    nights.plan(session, night, now=now)
    then = nights.play(session, night, 1, now=now)

    plan = nights.plan(session, night, now=then, change=Change.PEOPLE, shown=2)

    room = nights.room_of(session, night, then)
    assert (early.id in room.ids, room.is_behind) == (False, False)
    assert early.id not in plan.alone
    assert nights.rounds_of(nights.seats(session, night), early) == [1]


def test_nobody_who_comes_later_is_taken_as_come_where_nobody_stood_at_the_door(session, now):
    night = nights.a_long_night(now)
    for one in night.people:
        one.arrived_at = None
    night.people[0].first_round = 2
    session.flush()

    seating_people.take_as_come(session, night.mixer, now=now)

    session.expire_all()
    assert [one.is_there for one in night.people] == [False] + [True] * 11


def test_a_locked_seat_gives_way_to_somebody_who_is_not_there(session, now):
    night = nights.a_long_night(now)
    one = night.people[0]
    nights.plan(session, night, now=now)
    seen = nights.room_of(session, night, now).seating
    seatings.lock(
        session, night.mixer, number=1, attendees=[one.id], is_locked=True, seen=seen, now=now
    )
    doors.note_span(session, night.mixer, one.id, Span(first=2, last=4), now=now)

    nights.plan(session, night, now=now)

    assert nights.rounds_of(nights.seats(session, night), one) == [2, 3, 4]


def test_nobody_changes_tables_with_somebody_who_is_not_there(session, now):
    night = nights.a_long_night(now)
    one, other, *_rest = night.people
    one.first_round = 2
    session.flush()
    nights.plan(session, night, now=now)
    room = nights.room_of(session, night, now)

    with pytest.raises(Refused, match="is not there in that round"):
        seating_swaps.require_possible(room, Swap(number=1, one=one.id, other=other.id))


def test_a_swap_in_one_round_seats_nobody_who_is_not_there(session, now):
    night = nights.a_long_night(now)
    away, *_rest = night.people
    away.first_round = 3
    session.flush()
    nights.plan(session, night, now=now)
    room = nights.room_of(session, night, now)
    question = matchmaking_mixers.question(session, room, night.space, shown=None)
    before = seatings.told(session, night.mixer.id)
    seats = nights.seats(session, night)[2]
    one = next(one for one, at in seats.items() if at == 1)

    for other in (other for other, at in seats.items() if at == 2):
        swap = Swap(number=2, one=one, other=other)
        plan, _told = seating_swaps.swapped(question, swap, before)
        assert (set(plan.rounds[2]), plan.is_sound) == (set(seats), True)


def test_neither_the_wall_nor_a_phone_says_that_they_sit_out(session, now):
    night = nights.a_long_night(now)
    late = night.people[0]
    late.first_round = 2
    member = session.get(Member, late.member_id, options=[joinedload(Member.profile)])
    here = standing(session, member, night.space)
    nights.plan(session, night, now=now)
    nights.play(session, night, 1, now=now)

    mine = tables.my_evening(session, here, night.mixer)

    assert projector.floor(session, night.mixer, now=now).sitting_out == ()
    assert (mine.table, mine.span) == (None, Span(first=2, last=4))


def test_on_paper_a_round_without_somebody_is_left_out(session, now):
    night = nights.a_night(now=now, people=4, size=4, count=2)
    night.people[0].first_round = 2
    session.flush()
    nights.plan(session, night, now=now)

    papers = prints.papers(session, night.mixer, now=now)

    assert [one.tables for one in papers.people] == [(None, 1), (1, 1), (1, 1), (1, 1)]
