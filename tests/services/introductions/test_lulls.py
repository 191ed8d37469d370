"""Why there is nobody right now, in words that give nobody away."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.services.introductions import lulls
from app.services.introductions.lulls import Reason
from models import Block, Membership, Reply
from tests.factories import a_member_of, a_space, a_visit, an_ask, an_introduction, an_offer
from tests.standing import standing


@pytest.fixture
def space():
    return a_space()


@pytest.fixture
def ana(space):
    ana = a_member_of(space, "Ana")
    an_offer(ana)
    return ana


def _why(session, ana, space, now):
    lull = lulls.lull_of(session, standing(session, ana, space, now=now), cards=[])
    return lull and lull.reason


def test_who_is_out_is_asked_to_check_in(session, ana, space, now):
    assert _why(session, ana, space, now) is Reason.OUT


@pytest.mark.parametrize(
    ("visit", "reason"),
    [
        ({}, Reason.NOBODY_YET),
        ({"is_listed": False}, Reason.UNLISTED),
        ({"heads_down_until": timedelta(hours=1)}, Reason.HEADS_DOWN),
        ({"heads_down_until": timedelta(hours=-1)}, Reason.NOBODY_YET),
        ({"checked_out_at": timedelta()}, Reason.OUT),
    ],
)
def test_the_stay_explains_it(session, ana, space, now, visit, reason):
    given = {k: now + v if isinstance(v, timedelta) else v for k, v in visit.items()}
    a_visit(ana, space, now=now, **given)

    assert _why(session, ana, space, now) is reason


@pytest.mark.parametrize(
    ("tells", "reason"),
    [
        (lambda _member: None, Reason.NOTHING_TOLD),
        (an_offer, Reason.NOBODY_YET),
        (an_ask, Reason.NOBODY_YET),
    ],
    ids=["nothing", "an offer", "an ask"],
)
def test_whoever_has_told_nothing_hears_that_there_is_nothing_to_go_by(
    session, ana, space, now, tells, reason
):
    bo = a_member_of(space, "Bo")
    tells(bo)
    a_visit(bo, space, now=now)

    assert _why(session, bo, space, now) is reason


@pytest.mark.parametrize(
    ("choice", "reason"),
    [
        ({"wants_introductions": False}, Reason.SWITCHED_OFF),
        ({"introductions_per_day": 0}, Reason.SWITCHED_OFF),
        ({"paused_until": timedelta()}, Reason.PAUSED),
        ({"paused_until": timedelta(days=-1)}, Reason.NOBODY_YET),
    ],
)
def test_ones_own_choice_explains_it_first(session, ana, space, now, choice, reason):
    a_visit(ana, space, now=now)
    membership = session.scalars(select(Membership)).one()
    for name, value in choice.items():
        given = now.date() + value if isinstance(value, timedelta) else value
        setattr(membership, name, given)
    session.flush()

    assert _why(session, ana, space, now) is reason


def test_where_the_space_makes_none_no_choice_of_ones_own_is_to_blame(session, ana, space, now):
    a_visit(ana, space, now=now)
    space.introductions_per_day = 0
    session.scalars(select(Membership)).one().introductions_per_day = 2

    assert _why(session, ana, space, now) is Reason.NONE_HERE


def test_who_has_answered_has_done_enough_for_today(session, ana, space, now):
    a_visit(ana, space, now=now)
    bo = a_member_of(space)
    an_introduction(ana, bo, space, now=now, first_reply=Reply.NOT_NOW)

    assert _why(session, ana, space, now) is Reason.ALL_SEEN


def test_an_introduction_that_went_because_the_other_did_leaves_no_trace_in_the_words(
    session, ana, space, now
):
    a_visit(ana, space, now=now)
    bo = a_member_of(space)
    a_visit(bo, space, now=now)
    before = _why(session, ana, space, now)
    an_introduction(ana, bo, space, now=now)
    session.add(Block(member_id=bo.id, other_id=ana.id, at=now))
    session.flush()

    assert _why(session, ana, space, now) is before is Reason.NOBODY_YET


def test_a_lull_is_only_where_there_is_no_card(session, ana, space, now):
    assert lulls.lull_of(session, standing(session, ana, space, now=now), cards=["a card"]) is None
