"""What a space lacks, told in sums that are too large to tell of anybody."""

from datetime import timedelta

import pytest

from app.services.introductions.gaps import Wanted, gaps
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
from tests.leaving import membership_of


def come(member, space, *, days, now):
    """Let somebody come on so many days, the last of them the Sunday before."""
    for day in range(days):
        then = now - timedelta(days=day + 1 + space.today(now).weekday())
        a_visit(member, space, now=then, checked_out_at=then)


@pytest.fixture
def space(session):
    return a_space()


def regulars(space, now, *, count):
    """So many who came on five days each, and met nobody."""
    people = [a_member_of(space) for _ in range(count)]
    for one in people:
        come(one, space, days=5, now=now)
    return people


def test_who_comes_often_and_meets_nobody_is_counted_in_fives(session, space, now):
    people = regulars(space, now, count=11)
    come(a_member_of(space), space, days=4, now=now)
    gone = a_member()
    a_membership(gone, space, ends_on=space.today(now) - timedelta(weeks=1))
    come(gone, space, days=5, now=now)
    long_ago = now - timedelta(weeks=1)
    # What one notes for oneself alone is no news for a host.
    an_encounter(people[1], people[2], space, now=long_ago, noted_by_id=people[1].id)
    told = [gaps(session, space, now=now).alone]
    for one, other in ((0, 1), (2, 3), (4, 5), (6, 7)):
        an_encounter(people[one], people[other], space, now=long_ago)
        told.append(gaps(session, space, now=now).alone)

    assert told == [10, 5, 5, 5, None]


@pytest.mark.parametrize("what", ["comes", "meets", "leaves"])
def test_nothing_that_one_person_does_moves_the_figure_before_the_week_is_over(
    session, space, now, what
):
    monday = now - timedelta(days=space.today(now).weekday())
    other, *_ = regulars(space, now, count=4)
    one = a_member_of(space)
    come(one, space, days=4 if what == "comes" else 5, now=now)
    told = [gaps(session, space, now=monday).alone]

    if what == "comes":
        a_visit(one, space, now=monday, checked_out_at=monday)
    elif what == "meets":
        an_encounter(one, other, space, now=monday)
    else:
        membership_of(session, one, space).ends_on = space.today(monday) - timedelta(days=1)
    told += [gaps(session, space, now=monday + timedelta(days=day)).alone for day in range(8)]

    week, after = (None, 5) if what == "comes" else (5, None)
    assert told == [*[week] * 8, after]


def test_nothing_is_told_where_visits_are_forgotten_meanwhile(session, space, now):
    regulars(space, now, count=5)
    before = gaps(session, space, now=now).alone

    space.retention_days = 27

    assert (before, gaps(session, space, now=now).alone) == (5, None)


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
