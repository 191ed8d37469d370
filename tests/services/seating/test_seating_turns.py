"""Where one must sit out, it is another one each time, however often an evening is planned anew."""

from collections import Counter

import pytest

from app.services.seating import seating_turns
from models import Change, MixerRole
from tests import evenings as nights


def out(session, night, people):
    """Who has no seat in each round."""
    found = nights.seats_of(session, night)
    return {n: [one for one in people if one.id not in seated] for n, seated in found.items()}


@pytest.mark.parametrize("shown", [None, 2])
def test_whoever_came_without_a_partner_sits_in_the_next_round(session, now, shown):
    night = nights.a_running_night(session, now, people=6, size=2, count=3)
    late = nights.a_latecomer(night, now)

    nights.plan(session, night, now=now, change=Change.PEOPLE, shown=shown)

    waits = out(session, night, [*night.people, late])
    assert (waits[1], len(waits[2]), len(waits[3])) == ([late], 1, 1)
    assert late not in waits[2] + waits[3]
    assert waits[2] != waits[3]


def test_nobody_sits_out_twice_when_each_round_is_planned_anew(session, now):
    night = nights.a_night(now=now, people=7, size=2, count=4)
    nights.plan(session, night, now=now)
    then = now
    for number in (1, 2, 3):
        then = nights.play(session, night, number, now=then)
        nights.plan(session, night, now=then)

    waits = out(session, night, night.people)

    assert len({one.id for alone in waits.values() for one in alone}) == 4


def test_turns_hold_also_where_people_have_to_meet_twice(session, now):
    night = nights.a_night(now=now, people=3, size=2, count=6)
    nights.plan(session, night, now=now)
    then = now
    for number in range(1, 6):
        then = nights.play(session, night, number, now=then)
        nights.plan(session, night, now=then)

    waits = out(session, night, night.people)

    times = Counter(one.id for alone in waits.values() for one in alone)
    assert sorted(times.values()) == [2, 2, 2]


def test_a_round_that_was_over_at_once_is_nobodys_turn(session, now):
    night = nights.a_night(now=now, people=3, size=2, count=2)
    nights.plan(session, night, now=now)
    nights.play(session, night, 1, now=now)
    session.commit()

    assert set(nights.room_of(session, night, now).sat_out.values()) == {1}
    nights.rounds.finish(session, night.mixer, night.space, now=now)
    session.commit()
    assert nights.room_of(session, night, now).sat_out == {}


MENTOR, MENTEE = MixerRole.MENTOR, MixerRole.MENTEE


def _with_sides(night, *roles):
    for one, role in zip(night.people, roles, strict=True):
        one.role = role


def test_of_many_mentees_those_sit_out_who_have_no_mentor_by_turns(session, now):
    night = nights.a_night(now=now, people=8, size=2, count=2, cross_role=True)
    _with_sides(night, *[MENTOR] * 2, *[MENTEE] * 6)

    nights.plan(session, night, now=now)
    planned = nights.room_of(session, night, now)
    waits = out(session, night, night.people)
    then = nights.play(session, night, 1, now=now)
    later = nights.room_of(session, night, then)

    times = Counter(one.id for alone in waits.values() for one in alone)
    assert [len(alone) for alone in waits.values()] == [4, 4]
    assert sorted(times[one.id] for one in night.people) == [0, 0, 1, 1, 1, 1, 2, 2]
    assert all(one.role is MENTEE for alone in waits.values() for one in alone)
    assert [room.is_behind for room in (planned, later)] == [False, False]


def _turns(session, night, now):
    found = seating_turns.foreseen(session, night.mixer, now=now)
    return found and (found.fewest, found.most, found.are_sides_uneven, found.never)


@pytest.mark.parametrize(
    ("roles", "told"),
    [
        ([MENTOR, *[MENTEE] * 9], (8, 8, True, 7)),
        ([MENTOR, None, None, *[MENTEE] * 7], (4, 4, True, 1)),
        ([*[MENTOR] * 4, *[MENTEE] * 2], (2, 2, True, 0)),
        ([MENTOR, MENTEE, MENTEE], (1, 1, False, 0)),
        ([MENTEE] * 3, (1, 1, False, 0)),
        ([MENTOR, MENTOR, MENTEE, MENTEE], None),
        ([MENTEE], None),
        ([], None),
    ],
)
def test_how_many_sit_out_is_known_before_the_evening_and_why(session, now, roles, told):
    night = nights.a_night(now=now, people=len(roles), size=2, count=2, cross_role=True)
    _with_sides(night, *roles)

    assert _turns(session, night, now) == told
    assert nights.room_of(session, night, now).turns == seating_turns.foreseen(
        session, night.mixer, now=now
    )


def test_where_somebody_comes_for_some_rounds_alone_rounds_differ(session, now):
    night = nights.a_night(now=now, people=4, size=2, count=3)
    night.people[0].first_round = 2
    odd_once = _turns(session, night, now)
    night.mixer.table_size = 4

    assert (odd_once, _turns(session, night, now)) == ((0, 1, False, 0), None)


def test_where_now_one_side_is_larger_and_now_the_other_each_has_its_turns(session, now):
    """Three mentors come later, and three mentees leave early: of each, one is left over."""
    night = nights.a_night(now=now, people=10, size=2, count=2, cross_role=True)
    _with_sides(night, *[MENTOR] * 5, *[MENTEE] * 5)
    for later, early in zip(night.people[2:5], night.people[7:], strict=True):
        later.first_round, early.last_round = 2, 1

    assert _turns(session, night, now) == (3, 3, True, 2)


@pytest.mark.parametrize("roles", [[None] * 4, [MENTEE] * 4, [MENTEE, MENTEE, None, None]])
def test_whoever_is_on_no_side_sits_with_anybody_and_one_side_alone_with_itself(
    session, now, roles
):
    night = nights.a_night(now=now, people=4, size=2, count=1, cross_role=True)
    _with_sides(night, *roles)

    plan = nights.plan(session, night, now=now)

    assert out(session, night, night.people) == {1: []}
    assert plan.keeps_all is (roles != [MENTEE] * 4)


def test_whose_turn_it_is_to_sit_out_is_no_sign_that_a_plan_is_behind(session, now):
    night = nights.a_night(now=now, people=7, size=2, count=2)
    nights.plan(session, night, now=now)
    then = nights.play(session, night, 1, now=now)
    (waits,) = out(session, night, night.people)[2]
    in_turn = nights.room_of(session, night, then)

    late = nights.a_latecomer(night, then)
    even = nights.room_of(session, night, then)

    assert (in_turn.without_seat, in_turn.is_behind) == (frozenset(), False)
    assert (even.without_seat, even.is_behind) == ({waits.id, late.id}, True)
