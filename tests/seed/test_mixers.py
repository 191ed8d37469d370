"""The evenings of the demo space: one that was, one tonight, and one to come."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import chain, combinations
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from app.seed.members import PLAYED_MEMBER, number_of
from app.seed.mixers import mixer_tonight, next_mixer
from app.seed.story import SEED, tell
from app.services.mixers import effects
from models import Attendee, Mixer, Seat, Space

TUESDAY = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
FOUR_HOURS, EVENING = timedelta(hours=4), timedelta(hours=2.5)
A_WEEK = [TUESDAY + timedelta(days=day) for day in range(7)]


@pytest.mark.parametrize("now", A_WEEK, ids=str)
def test_one_evening_was_and_one_is_tonight(now):
    was, comes = tell(SEED, now=now).mixers

    assert was.ends_at < now
    assert (now - was.starts_at).days in range(10, 18)
    assert was.starts_at.weekday() == 3
    assert (comes.starts_at - now, comes.ends_at - comes.starts_at) == (FOUR_HOURS, EVENING)
    assert Counter(one.reply for one in was.replies) == {"going": 32}
    to_come = Counter(one.reply for one in comes.replies)
    assert to_come == {"going": 19, "not_going": 4, "invited": 8}
    assert all(one.replied_at is None or one.replied_at <= now for one in comes.replies)


@pytest.mark.parametrize(
    ("clock", "begins"),
    [("06:30", "17:00"), ("16:00", "18:00"), ("19:59", "21:00"), ("20:00", None)],
)
def test_an_evening_tonight_has_not_begun_whenever_one_looks_around(clock, begins):
    hour, minute = map(int, clock.split(":"))
    here = TUESDAY.astimezone(ZoneInfo("Europe/Copenhagen"))
    now = here.replace(hour=hour, minute=minute)

    starts = mixer_tonight(now).starts_at.astimezone(here.tzinfo)

    assert (f"{starts:%H:%M}", starts.day - now.day) == ((begins, 0) if begins else ("17:00", 1))


@pytest.mark.parametrize("now", A_WEEK, ids=str)
def test_the_one_after_is_on_a_thursday(now):
    starts = next_mixer(now).starts_at

    assert (starts.weekday(), (starts - now).days in range(3, 11)) == (3, True)


def test_at_the_evening_that_was_everybody_met_nine_people_and_nobody_twice():
    story = tell(SEED, now=TUESDAY)
    was, _comes = story.mixers
    guests = sorted(one.member for one in was.replies)
    visitor = number_of(story.members, PLAYED_MEMBER)
    tables = chain.from_iterable(was.tables)
    met = Counter(tuple(sorted(pair)) for table in tables for pair in combinations(table, 2))

    assert [sorted(chain.from_iterable(seated)) for seated in was.tables] == [guests] * 3
    assert (set(met.values()), len(met), visitor in guests) == ({1}, 32 * 9 // 2, True)
    assert was.glad[0] == was.glad[1][::-1]
    assert all(tuple(sorted(pair)) in met for pair in was.glad)


def test_what_came_of_the_evening_can_be_read_and_nobody_is_written_to(demo, now):
    was = demo.scalars(select(Mixer).where(Mixer.ends_at < now)).one()
    found = effects.effect(demo, was, demo.scalars(select(Space)).one(), now=now)

    assert demo.scalar(select(func.count()).select_from(Seat)) == 96
    assert demo.scalars(select(Attendee.id).where(Attendee.wants_letters)).all() == []
    assert found.people == 32
    assert found.new_pairs > 100
    assert found.across > 0.5
    assert found.asks_met >= 8
    assert found.in_touch >= 8
