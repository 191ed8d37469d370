"""A day is the day of the space, wherever on earth it is."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models import Reply
from tests.factories import (
    a_member,
    a_member_of,
    a_membership,
    a_space,
    an_encounter,
)

YESTERDAY = timedelta(days=1)
BOTH_YES = {"first_reply": Reply.YES, "second_reply": Reply.YES}


@pytest.mark.parametrize(
    ("zone", "moment"),
    [
        # Monday evening in UTC is Tuesday morning in Auckland, and Tuesday morning
        # in UTC is still Monday in Honolulu.
        ("Pacific/Auckland", datetime(2026, 3, 2, 20, 0, tzinfo=UTC)),
        ("Pacific/Honolulu", datetime(2026, 3, 4, 8, 0, tzinfo=UTC)),
    ],
)
def test_a_guest_of_one_day_is_seen_on_that_day_by_the_clock_of_the_space(seen_by, zone, moment):
    space = a_space(time_zone=zone)
    ana = a_member_of(space, "Ana")
    bo = a_member("Bo")
    tuesday = date(2026, 3, 3)
    a_membership(bo, space, starts_on=tuesday, ends_on=tuesday)
    an_encounter(ana, bo, space, now=moment)

    assert (seen_by(ana, moment), seen_by(bo, moment)) == (["Bo"], ["Ana"])
    assert seen_by(ana, moment + YESTERDAY) == []
    assert seen_by(ana, moment - YESTERDAY) == []
