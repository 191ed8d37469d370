"""What a host is told before a mixer is announced."""

from datetime import time, timedelta

import pytest

from app.services.mixers import mixer_doubts
from app.services.mixers.mixers import Plan
from models import OpeningHours
from tests.factories import a_space

HOUR = timedelta(hours=1)


@pytest.fixture
def space(session):
    return a_space()


def doubts(session, space, *, begins, hours=3, coming=0, **said):
    plan = Plan(
        title="Soup", words="", place="", starts_at=begins, ends_at=begins + hours * HOUR, **said
    )
    found = mixer_doubts.doubts(session, space, plan, coming=coming)
    return [(doubt.name, doubt.facts) for doubt in found]


@pytest.mark.parametrize(
    ("people", "size", "rounds", "told"),
    [
        (25, 5, 6, []),
        (25, 5, 7, [("rounds", {"people": 25, "size": 5, "most": 6})]),
        (24, 5, 4, []),
        (12, 5, 2, [("tables", {"people": 12, "size": 5, "tables": 3, "fitting": 3})]),
        (12, 5, 1, []),
        (4, 6, 2, [("tables", {"people": 4, "size": 6, "tables": 1, "fitting": 3})]),
        (2, 2, 2, [("rounds", {"people": 2, "size": 2, "most": 1})]),
        (8, 2, 7, []),
        (8, 2, 8, [("rounds", {"people": 8, "size": 2, "most": 7})]),
    ],
)
def test_repeats_that_arithmetic_forces_are_told(session, space, now, people, size, rounds, told):
    for where in ({"capacity": people}, {"coming": people}):
        shape = {"table_size": size, "rounds": rounds, "round_minutes": 1} | where
        assert doubts(session, space, begins=now, **shape) == told


def test_rounds_that_do_not_fit_into_the_evening_are_told(session, space, now):
    assert doubts(session, space, begins=now, hours=1, rounds=4, round_minutes=13) == []
    assert doubts(session, space, begins=now, hours=1, rounds=5, round_minutes=12) == [
        ("time", {"rounds": 5, "minutes": 12, "needed": 68, "there": 60})
    ]


def test_an_evening_beyond_the_opening_hours_is_told(session, space, now):
    tuesday = {"opens": time(9), "closes": time(18)}
    assert doubts(session, space, begins=now, hours=9) == []  # nothing is known of any day
    session.add(OpeningHours(space_id=space.id, weekday=1, **tuesday))
    session.add(OpeningHours(space_id=space.id, weekday=4, opens=time(17), closes=time(2)))
    session.flush()
    friday = now + timedelta(days=3)

    assert doubts(session, space, begins=now, hours=6) == []
    assert doubts(session, space, begins=now, hours=7) == [("hours", tuesday)]
    assert doubts(session, space, begins=now - 4 * HOUR) == [("hours", tuesday)]
    assert doubts(session, space, begins=friday + 6 * HOUR, hours=8) == []
    assert doubts(session, space, begins=now + timedelta(days=1)) == [("closed", {})]


@pytest.mark.parametrize(
    ("size", "cross", "is_told"), [(5, True, True), (5, False, False), (2, True, False)]
)
def test_mentors_sit_with_mentees_alone_only_at_tables_of_two(
    session, space, now, size, cross, is_told
):
    told = doubts(session, space, begins=now, table_size=size, cross_role=cross)

    assert told == ([("sides", {"size": 5})] if is_told else [])
