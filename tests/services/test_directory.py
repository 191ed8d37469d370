"""Who may see whom. Each person hidden here could be seen but for the one thing named."""

from datetime import timedelta

import pytest

from app.services import directory
from app.services.errors import NotFound
from models import Block, Reply, Via, VisitSource
from tests.factories import (
    a_member,
    a_member_of,
    a_membership,
    a_space,
    a_visit,
    an_encounter,
    an_introduction,
)

YESTERDAY = timedelta(days=1)
BOTH_YES = {"first_reply": Reply.YES, "second_reply": Reply.YES}


@pytest.fixture
def space(session):
    return a_space()


@pytest.fixture
def ana(space):
    """The one who looks."""
    return a_member_of(space, "Ana")


def a_person_in(space, now, name="Bo", **visit):
    bo = a_member_of(space, name)
    a_visit(bo, space, now=now, **visit)
    return bo


def test_who_is_listed_is_seen_also_by_somebody_who_is_not_in(space, ana, seen_by, now):
    bo = a_person_in(space, now)

    assert (seen_by(ana), seen_by(bo)) == (["Bo"], [])


def test_who_left_is_seen_until_the_day_is_over(space, ana, seen_by, now):
    a_person_in(space, now, checked_out_at=now - timedelta(minutes=5))

    assert seen_by(ana) == ["Bo"]
    assert seen_by(ana, now.replace(hour=23, minute=59)) == ["Bo"]
    assert seen_by(ana, now + timedelta(hours=12)) == []


def test_a_stay_that_runs_past_midnight_is_seen_until_it_ends(space, ana, seen_by, now):
    late = now + timedelta(hours=14)
    a_person_in(space, now, closes_at=late)

    assert seen_by(ana, late - timedelta(minutes=1)) == ["Bo"]
    assert seen_by(ana, late) == []


def test_an_unlisted_stay_shows_nobody(space, ana, seen_by, now):
    a_visit(ana, space, now=now)
    a_person_in(space, now, is_listed=False)

    assert seen_by(ana) == []


def test_an_unlisted_stay_on_a_shared_day_shows_nobody_later(space, ana, seen_by, now):
    for member in (ana, bo := a_member_of(space, "Bo")):
        hidden = {"is_listed": member is ana}
        a_visit(member, space, now=now - YESTERDAY, checked_out_at=now - YESTERDAY, **hidden)

    assert (seen_by(ana), seen_by(bo)) == ([], ["Ana"])


def test_a_shared_day_lets_both_find_each_other_later(space, ana, seen_by, now):
    for member in (ana, bo := a_member_of(space, "Bo")):
        a_visit(member, space, now=now - YESTERDAY, checked_out_at=now - YESTERDAY)

    assert (seen_by(ana), seen_by(bo)) == (["Bo"], ["Ana"])


def test_days_in_two_spaces_are_no_shared_day(space, ana, seen_by, now):
    a_person_in(space, now - YESTERDAY, checked_out_at=now - YESTERDAY)
    elsewhere = a_space()
    a_membership(ana, elsewhere)
    a_visit(ana, elsewhere, now=now - YESTERDAY, checked_out_at=now - YESTERDAY)

    assert seen_by(ana) == []


@pytest.mark.parametrize("blocks", ["ana blocks bo", "bo blocks ana"])
@pytest.mark.parametrize("tie", ["listed", "agreed", "met", "shared day"])
def test_a_block_hides_both_from_each_other(session, space, ana, seen_by, now, blocks, tie):
    bo = a_member_of(space, "Bo")
    tied(ana, bo, space, now, tie)
    assert (seen_by(ana), seen_by(bo)) == (["Bo"], ["Ana"])

    first, second = (ana, bo) if blocks == "ana blocks bo" else (bo, ana)
    session.add(Block(member_id=first.id, other_id=second.id, at=now))
    session.flush()

    assert (seen_by(ana), seen_by(bo)) == ([], [])


@pytest.mark.parametrize("tie", ["listed", "agreed", "met", "shared day"])
@pytest.mark.parametrize(
    "change", ["disabled", "unclaimed", "ended", "not yet", "moved", "not joined"]
)
def test_who_is_no_member_here_is_not_seen(session, space, ana, seen_by, now, tie, change):
    bo = a_member("Bo")
    membership = a_membership(bo, space)
    tied(ana, bo, space, now, tie)
    assert seen_by(ana) == ["Bo"]

    if change == "disabled":
        bo.disabled_at = now
    if change == "unclaimed":
        bo.claimed_at = None
    if change == "ended":
        membership.ends_on = now.date() - YESTERDAY
    if change == "not yet":
        membership.starts_on = now.date() + YESTERDAY
    if change == "not joined":
        membership.joined_at = None
    if change == "moved":
        membership.space_id = a_space().id
    session.flush()

    assert seen_by(ana) == []


@pytest.mark.parametrize("tie", ["listed", "agreed", "met", "shared day"])
def test_whose_own_membership_ended_sees_nobody(session, space, seen_by, now, tie):
    eve = a_member("Eve")
    membership = a_membership(eve, space)
    bo = a_member_of(space, "Bo")
    tied(eve, bo, space, now, tie)
    assert seen_by(eve) == ["Bo"]

    membership.ends_on = now.date() - YESTERDAY
    session.flush()

    assert seen_by(eve) == []


def tied(one, other, space, now, tie):
    """Give two people one reason to see each other."""
    if tie == "listed":
        a_visit(one, space, now=now)
        a_visit(other, space, now=now)
    if tie == "agreed":
        an_introduction(one, other, space, now=now, **BOTH_YES)
    if tie == "met":
        an_encounter(one, other, space, now=now)
    if tie == "shared day":
        for member in (one, other):
            a_visit(member, space, now=now - YESTERDAY, checked_out_at=now - YESTERDAY)


def test_a_space_that_only_one_of_them_is_in_shows_nobody(space, ana, seen_by, now):
    elsewhere = a_space()
    bo = a_person_in(elsewhere, now)
    a_membership(bo, space)

    assert seen_by(ana) == []


def test_a_listed_stay_counts_only_where_the_membership_still_holds(space, ana, seen_by, now):
    left = a_space()
    a_membership(ana, left)
    bo = a_member_of(space, "Bo")
    a_membership(bo, left, ends_on=now.date() - YESTERDAY)
    a_visit(bo, left, now=now)

    assert seen_by(ana) == []


@pytest.mark.parametrize(
    ("first_reply", "second_reply"),
    [
        (Reply.YES, Reply.PENDING),
        (Reply.PENDING, Reply.YES),
        (Reply.YES, Reply.NOT_NOW),
        (Reply.NEVER, Reply.YES),
        (Reply.PENDING, Reply.PENDING),
    ],
)
def test_one_yes_alone_shows_nobody(space, ana, seen_by, now, first_reply, second_reply):
    bo = a_member_of(space, "Bo")
    said = {"first_reply": first_reply, "second_reply": second_reply}
    an_introduction(ana, bo, space, now=now, **said)

    assert (seen_by(ana), seen_by(bo)) == ([], [])


def test_two_yeses_in_another_space_hold_where_both_are_members(space, ana, seen_by, now):
    bo = a_member_of(space, "Bo")
    an_introduction(ana, bo, a_space(), now=now, **BOTH_YES)

    assert (seen_by(ana), seen_by(bo)) == (["Bo"], ["Ana"])


def test_a_meeting_noted_by_hand_shows_its_partner_only_to_who_noted_it(space, ana, seen_by, now):
    bo = a_member_of(space, "Bo")
    an_encounter(ana, bo, space, now=now, via=Via.BY_HAND, noted_by_id=ana.id)

    assert (seen_by(ana), seen_by(bo)) == (["Bo"], [])


def test_nobody_sees_themselves(space, ana, seen_by, now):
    a_visit(ana, space, now=now, source=VisitSource.HOST)

    assert seen_by(ana) == []


def test_requiring_somebody_hidden_is_like_requiring_nobody(session, space, ana, now):
    bo = a_person_in(space, now)
    directory.require_visible(session, bo.id, by=ana.id, now=now)

    for stranger in (a_person_in(a_space(), now).id, bo.id + 1000, ana.id):
        with pytest.raises(NotFound):
            directory.require_visible(session, stranger, by=ana.id, now=now)
