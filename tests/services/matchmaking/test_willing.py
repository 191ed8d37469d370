"""Who is handed to the matching at all."""

from datetime import timedelta

import pytest

from tests.factories import a_space
from tests.helping import helper, pairs


@pytest.mark.parametrize(
    "visit",
    [
        {"is_listed": False},
        {"heads_down_until": timedelta(hours=1)},
        {"checked_out_at": timedelta(0)},
        {"closes_at": timedelta(0)},
    ],
    ids=str,
)
def test_whoever_is_not_in_open_and_listed_is_not_handed_over(session, now, visit):
    space = a_space()
    helper(space, now, "leases", wants="labels", industry="N-law")
    visit = {
        name: now + value if isinstance(value, timedelta) else value
        for name, value in visit.items()
    }
    helper(space, now, "labels", wants="leases", industry="C-food", visit=visit)

    assert pairs(session, space, now) == []


def test_whoever_does_not_want_to_is_not_handed_over(session, now):
    today = now.date()
    for unwilling in (
        {"wants_introductions": False},
        {"paused_until": today},
        {"ends_on": today - timedelta(days=1)},
        {"starts_on": today + timedelta(days=1)},
        {"joined_at": None},
        {"introductions_per_day": 0},
    ):
        space = a_space()
        helper(space, now, "leases", wants="labels", industry="N-law")
        helper(space, now, "labels", wants="leases", industry="C-food", **unwilling)

        assert pairs(session, space, now) == [], unwilling


def test_a_pause_ends_after_its_last_day(session, now):
    space = a_space()
    ana = helper(space, now, "leases", wants="labels", industry="N-law")
    yesterday = now.date() - timedelta(days=1)
    bo = helper(space, now, "labels", wants="leases", industry="C-food", paused_until=yesterday)

    assert pairs(session, space, now) == [(ana.id, bo.id)]
