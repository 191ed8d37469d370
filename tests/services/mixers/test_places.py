"""Places kept for whoever comes later in the day."""

from datetime import timedelta

import pytest

from app.services.introductions import introductions
from app.services.matchmaking import matchmaking
from tests.factories import a_member_of, a_space, a_visit, an_ask, an_offer

TRADES = ("C-food", "F", "K-software", "N-law", "S-arts", "P")


@pytest.fixture
def space():
    return a_space(introductions_per_day=2)


def _come_in(space, trade, now):
    """Let somebody in who needs what everybody else offers."""
    person = a_member_of(space, profile={"industry": trade, "company": f"{trade} house"})
    for subject in TRADES:
        if subject == trade:
            an_offer(person, f"Help with {subject}")
        else:
            an_ask(person, f"Help with {subject}")
    a_visit(person, space, now=now, checked_in_at=now)
    return person


def _each_has(session, people, space, now):
    made = introductions.propose(session, space, now=now)
    found = [member_id for row in made for member_id in (row.first_id, row.second_id)]
    return [found.count(person.id) for person in people]


@pytest.fixture
def room(session, space, now):
    """Four people who came together and were introduced two by two."""
    people = [_come_in(space, trade, now) for trade in TRADES[:4]]
    assert _each_has(session, people, space, now) == [1, 1, 1, 1]
    return people


def test_those_who_had_one_are_not_introduced_to_each_other_again(session, space, room, now):
    assert matchmaking.todays(session, space, now=now + timedelta(minutes=1)) == []


def test_whoever_comes_later_alone_takes_the_places_that_were_kept(session, space, room, now):
    later = now + timedelta(hours=2)
    newcomer = _come_in(space, TRADES[4], later)

    assert sum(_each_has(session, [newcomer], space, later)) == 2


def test_of_several_who_come_at_once_each_gets_one_for_now(session, space, room, now):
    later = now + timedelta(hours=2)
    newcomers = [_come_in(space, trade, later) for trade in TRADES[4:]]

    assert _each_has(session, newcomers, space, later) == [1, 1]


def test_whoever_is_left_over_gets_a_place_that_another_kept_and_then_nothing_is_left_to_do(
    session, space, now
):
    people = [_come_in(space, trade, now) for trade in TRADES[:3]]

    assert sorted(_each_has(session, people, space, now)) == [1, 1, 2]
    assert _each_has(session, people, space, now) == [0, 0, 0]
