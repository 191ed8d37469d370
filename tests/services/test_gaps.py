"""What a space lacks, told in sums that are too large to tell of anybody."""

from datetime import timedelta

import pytest

from app.services.gaps import Wanted, gaps
from tests.factories import (
    a_member,
    a_member_of,
    a_membership,
    a_skill,
    a_space,
    a_visit,
    an_ask,
    an_encounter,
    an_offer,
)


def come(member, space, *, days, now):
    for day in range(days):
        then = now - timedelta(days=day + 1)
        a_visit(member, space, now=then, checked_out_at=then)


@pytest.fixture
def space(session):
    return a_space()


@pytest.fixture
def regulars(space, now):
    """Six who came on five days each, and met nobody."""
    people = [a_member_of(space) for _ in range(6)]
    for one in people:
        come(one, space, days=5, now=now)
    return people


def test_who_comes_often_and_meets_nobody_is_counted_from_five_on(session, space, regulars, now):
    come(a_member_of(space), space, days=4, now=now)
    gone = a_member()
    a_membership(gone, space, ends_on=space.today(now) - timedelta(days=1))
    come(gone, space, days=5, now=now)
    before = gaps(session, space, now=now).alone
    an_encounter(regulars[0], a_member_of(space), space, now=now)
    # What one notes for oneself alone is no news for a host.
    an_encounter(regulars[1], regulars[2], space, now=now, noted_by_id=regulars[1].id)
    after = gaps(session, space, now=now).alone
    an_encounter(regulars[3], regulars[4], space, now=now)

    assert (before, after, gaps(session, space, now=now).alone) == (6, 5, None)
    assert gaps(session, space, now=now + timedelta(days=40)).alone is None


def test_what_is_looked_for_and_offered_by_nobody_here_is_told_most_wanted_first(
    session, space, now
):
    ux = a_skill("user experience")
    a_skill("ux", means_id=ux.id)
    for _twice in range(2):
        an_ask(a_member_of(space), skills=["law", "tax"])
    an_ask(a_member_of(space), skills=["law", "ux", "joinery"])
    an_ask(a_member_of(space), skills=["sewing"], expires_on=space.today(now) - timedelta(days=1))
    an_offer(a_member_of(space), skills=["user experience"])
    an_offer(a_member_of(a_space()), skills=["law"])

    # One or two are told as the same, so not even their order tells which it is.
    told = (Wanted("law", 3), Wanted("joinery", 1), Wanted("tax", 2))
    assert gaps(session, space, now=now).wanted == told
