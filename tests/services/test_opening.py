"""When a stay ends by itself, by the clock on the wall of the space."""

from datetime import UTC, datetime, time

import pytest

from app.services import opening
from app.services.errors import Refused
from models import OpeningHours
from tests.factories import a_space

BERLIN = "Europe/Berlin"
SUNDAY = 6


def utc(*moment):
    return datetime(*moment, tzinfo=UTC)


def a_space_open(session, hours, zone=BERLIN):
    """A space with the same hours on each weekday named: {weekday: (opens, closes)}."""
    space = a_space(time_zone=zone)
    for weekday, (opens, closes) in hours.items():
        row = OpeningHours(space_id=space.id, weekday=weekday, opens=opens, closes=closes)
        session.add(row)
    session.flush()
    return space


def daily(opens, closes):
    return dict.fromkeys(range(7), (opens, closes))


NINE_TO_SIX = daily(time(9), time(18))
EVENING = daily(time(18), time(2))


@pytest.mark.parametrize(
    ("hours", "now", "closes"),
    [
        pytest.param(NINE_TO_SIX, utc(2026, 3, 3, 8, 10), utc(2026, 3, 3, 17), id="in the morning"),
        pytest.param(NINE_TO_SIX, utc(2026, 3, 3, 5), utc(2026, 3, 3, 17), id="before it opens"),
        pytest.param(NINE_TO_SIX, utc(2026, 3, 3, 17), utc(2026, 3, 3, 23), id="as it closes"),
        pytest.param(NINE_TO_SIX, utc(2026, 3, 3, 19), utc(2026, 3, 3, 23), id="after it closed"),
        pytest.param({}, utc(2026, 3, 3, 8), utc(2026, 3, 3, 23), id="no hours that day"),
        pytest.param(EVENING, utc(2026, 3, 3, 19), utc(2026, 3, 4, 1), id="past midnight"),
        pytest.param(EVENING, utc(2026, 3, 4, 0, 30), utc(2026, 3, 4, 1), id="after midnight"),
        pytest.param(EVENING, utc(2026, 3, 4, 1), utc(2026, 3, 5, 1), id="as the night ends"),
        pytest.param(
            daily(time(0), time(0)), utc(2026, 3, 3, 8), utc(2026, 3, 3, 23), id="round the clock"
        ),
        pytest.param(
            {1: (time(18), time(2))}, utc(2026, 3, 4, 12), utc(2026, 3, 4, 23), id="the day after"
        ),
        # 29 March 2026: the clock goes from 02:00 to 03:00, so 18:00 is an hour earlier in UTC.
        pytest.param(NINE_TO_SIX, utc(2026, 3, 28, 8), utc(2026, 3, 28, 17), id="before spring"),
        pytest.param(NINE_TO_SIX, utc(2026, 3, 29, 8), utc(2026, 3, 29, 16), id="in spring"),
        pytest.param({}, utc(2026, 3, 28, 23, 30), utc(2026, 3, 29, 22), id="a day of 23 hours"),
        pytest.param(
            {5: (time(18), time(2, 30))},
            utc(2026, 3, 28, 20),
            utc(2026, 3, 29, 1, 30),
            id="closing in the hour that is missing",
        ),
        # 25 October 2026: the clock goes from 03:00 back to 02:00; 02:30 comes twice.
        pytest.param(NINE_TO_SIX, utc(2026, 10, 25, 8), utc(2026, 10, 25, 17), id="in autumn"),
        pytest.param({}, utc(2026, 10, 24, 22), utc(2026, 10, 25, 23), id="a day of 25 hours"),
        pytest.param(
            {5: (time(18), time(2, 30))},
            utc(2026, 10, 24, 20),
            utc(2026, 10, 25, 0, 30),
            id="closing in the hour that comes twice",
        ),
        pytest.param(
            {5: (time(18), time(2, 30))},
            utc(2026, 10, 25, 1, 10),
            utc(2026, 10, 25, 1, 30),
            id="the second time round",
        ),
    ],
)
def test_a_stay_ends_when_the_space_closes(session, hours, now, closes):
    space = a_space_open(session, hours)

    assert opening.closing_time(session, space, now=now) == closes


@pytest.mark.parametrize(
    ("zone", "now", "ends"),
    [
        ("Pacific/Auckland", utc(2026, 3, 2, 20), utc(2026, 3, 3, 11)),
        ("America/Los_Angeles", utc(2026, 3, 3, 7), utc(2026, 3, 3, 8)),
        # In Santiago the clock is changed at midnight: that hour is missing in September,
        # and the last hour of the day comes twice in April.
        ("America/Santiago", utc(2026, 9, 5, 20), utc(2026, 9, 6, 4)),
        ("America/Santiago", utc(2026, 4, 5, 3, 30), utc(2026, 4, 5, 4)),
    ],
)
def test_the_day_is_the_day_of_the_space(session, zone, now, ends):
    space = a_space_open(session, {}, zone=zone)

    assert opening.closing_time(session, space, now=now) == ends


def test_hours_of_another_space_do_not_count(session):
    a_space_open(session, NINE_TO_SIX)
    space = a_space_open(session, {})

    assert opening.closing_time(session, space, now=utc(2026, 3, 3, 8)) == utc(2026, 3, 3, 23)


@pytest.mark.parametrize(
    ("wall", "now", "moment"),
    [
        (time(14), utc(2026, 3, 3, 8, 10), utc(2026, 3, 3, 13)),
        (time(14), utc(2026, 7, 7, 8, 10), utc(2026, 7, 7, 12)),
        (time(2, 30), utc(2026, 10, 25, 0), utc(2026, 10, 25, 0, 30)),
        (time(2, 30), utc(2026, 10, 25, 0, 40), utc(2026, 10, 25, 1, 30)),
        (time(2, 30), utc(2026, 3, 29, 0, 40), utc(2026, 3, 29, 1, 30)),
        (time(1), utc(2026, 3, 3, 22, 30), utc(2026, 3, 4, 0)),
    ],
)
def test_a_time_on_the_wall_is_the_next_moment_that_shows_it(session, wall, now, moment):
    space = a_space(time_zone=BERLIN)
    closing = utc(now.year, now.month, now.day + 1, 1)

    assert opening.next_time(space, wall, now=now, before=closing) == moment


@pytest.mark.parametrize("wall", [time(9, 10), time(8)])
def test_a_time_that_has_passed_is_refused_kindly(session, wall):
    space = a_space(time_zone=BERLIN)
    now = utc(2026, 3, 3, 8, 10)

    with pytest.raises(Refused, match="has passed"):
        opening.next_time(space, wall, now=now, before=now.replace(hour=23))
