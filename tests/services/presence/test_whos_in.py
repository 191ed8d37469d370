"""Who is in, as one member sees it, and what they can look for among them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.services import directory, viewers
from app.services.presence import whos_in
from app.services.viewers import Here, Viewer
from models import Block, Membership, Profile, Reply, Visit
from tests.factories import (
    a_member,
    a_member_of,
    a_membership,
    a_space,
    a_visit,
    a_zone,
    an_introduction,
)

HOUR = timedelta(hours=1)


@pytest.fixture
def space(session):
    return a_space()


@pytest.fixture
def ana(space):
    """The one who looks."""
    return a_member_of(space, "Ana")


@pytest.fixture
def here(session, space, ana, now):
    membership = session.scalars(select(Membership).filter_by(member_id=ana.id)).one()
    viewer = Viewer(
        id=ana.id,
        name="Ana",
        email="",
        photo=None,
        sign_in_id=0,
        signed_in_at=now,
        seen_at=now,
        until=now + 24 * HOUR,
        memberships=(membership,),
    )
    return viewers.here(viewer, space.slug, now=now)


def names_of(session, stays):
    rows = session.execute(select(Profile.member_id, Profile.name))
    names = {row.member_id: row.name for row in rows}
    return [names[stay.member_id] for stay in stays]


def everybody_there_is(session, space, ana, now):
    """Fill the space with one person of each kind that must not be seen, and two that may."""
    a_visit(ana, space, now=now)
    a_visit(a_member_of(space, "Open"), space, now=now)
    a_visit(a_member_of(space, "Busy"), space, now=now, heads_down_until=now + HOUR)
    a_visit(a_member_of(space, "Unlisted"), space, now=now, is_listed=False)
    a_visit(a_member_of(space, "Gone"), space, now=now, checked_out_at=now)
    a_visit(a_member_of(space, "Closed for"), space, now=now, closes_at=now)
    a_visit(a_member_of(a_space(), "Elsewhere"), space, now=now)
    a_visit(a_member_of(space, "Ended", ends_on=now.date() - 24 * HOUR), space, now=now)
    a_visit(a_member_of(space, "Not joined", joined_at=None), space, now=now)
    for name, column in (("Disabled", "disabled_at"), ("Unclaimed", "claimed_at")):
        member = a_member_of(space, name)
        a_visit(member, space, now=now)
        setattr(member, column, now if column == "disabled_at" else None)
    blocking, blocked = a_member_of(space, "Blocking"), a_member_of(space, "Blocked")
    for member in (blocking, blocked):
        a_visit(member, space, now=now)
    session.add(Block(member_id=ana.id, other_id=blocked.id, at=now))
    session.add(Block(member_id=blocking.id, other_id=ana.id, at=now))
    away = a_space()
    visitor = a_member("Away")
    a_membership(visitor, space)
    a_visit(visitor, away, now=now)
    session.flush()


def test_those_are_in_who_are_listed_here_now_and_may_be_seen(session, space, ana, here, now):
    everybody_there_is(session, space, ana, now)

    assert names_of(session, whos_in.present(session, here)) == ["Open", "Busy"]


def test_who_is_in_is_exactly_who_of_those_in_the_directory_shows(session, space, ana, here, now):
    everybody_there_is(session, space, ana, now)

    visible = select(Visit.member_id).where(
        Visit.member_id.in_(directory.visible_members(ana.id, now=now)),
        Visit.space_id == space.id,
        Visit.is_listed,
        Visit.checked_out_at.is_(None),
        Visit.closes_at > now,
    )
    assert {stay.member_id for stay in whos_in.present(session, here)} == set(
        session.scalars(visible)
    )


def test_whose_own_membership_is_over_sees_nobody(session, space, ana, here, now):
    a_visit(a_member_of(space, "Bo"), space, now=now)
    here.membership.ends_on = now.date() - 24 * HOUR
    session.flush()

    assert whos_in.present(session, here) == []


def test_the_open_come_first_and_the_newest_of_them_first(session, space, here, now):
    for name, ago, until in (
        ("Early", 3, None),
        ("Late", 1, None),
        ("Busy", 0.5, now + HOUR),
        ("Open again", 2, now),
    ):
        arrived = now - ago * HOUR
        member = a_member_of(space, name)
        a_visit(member, space, now=now, checked_in_at=arrived, heads_down_until=until)

    stays = whos_in.present(session, here)

    assert names_of(session, stays) == ["Late", "Open again", "Early", "Busy"]
    assert [stay.heads_down_until for stay in stays] == [None, None, None, now + HOUR]


@pytest.mark.parametrize(
    "said",
    [
        (Reply.PENDING, Reply.PENDING, "asked"),
        (Reply.PENDING, Reply.NOT_NOW, "asked"),
        (Reply.PENDING, Reply.YES, "asked"),
        (Reply.YES, Reply.PENDING, ""),
        (Reply.YES, Reply.NEVER, ""),
        (Reply.NOT_NOW, Reply.YES, ""),
        (Reply.YES, Reply.YES, "agreed"),
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_an_introduction_of_today_is_known_by_what_the_viewer_may_know(
    session, space, ana, here, now, said, is_first
):
    mine, theirs, tie = said
    bo = a_member_of(space, "Bo")
    cleo = a_member_of(space, "Cleo")
    viewer, other = (ana, bo) if is_first else (bo, ana)
    for member in (bo, cleo):
        a_visit(member, space, now=now)
    replies = {"first_reply": mine, "second_reply": theirs}
    if not is_first:
        # Ana has the lower number; look from the other side instead.
        replies = {"first_reply": theirs, "second_reply": mine}
        a_visit(ana, space, now=now)
        membership = session.scalars(select(Membership).filter_by(member_id=bo.id)).one()
        viewer_of_bo = Viewer(**{**vars(here.viewer), "id": bo.id, "memberships": (membership,)})
        here = Here(viewer=viewer_of_bo, membership=membership, space=space, now=now)
    an_introduction(ana, bo, space, now=now, **replies)
    an_introduction(viewer, cleo, space, now=now - 24 * HOUR)

    ties = {stay.member_id: stay.tie for stay in whos_in.present(session, here)}

    assert ties == {other.id: tie, cleo.id: ""}


def test_the_marks_are_those_of_the_people_in_their_order(session, space, ana, here, now):
    everybody_there_is(session, space, ana, now)
    a_visit(a_member_of(space, "Third"), space, now=now, zone_id=a_zone(space).id)

    marks, _until = whos_in.marks(session, here)

    stays = whos_in.present(session, here)
    assert len(stays) == 3
    assert marks == "\n".join(stay.mark for stay in stays)


def test_nobody_has_no_marks(session, here):
    assert whos_in.marks(session, here) == ("", here.viewer.until)


def test_the_marks_hold_until_somebody_opens_up_or_the_space_closes(session, space, here, now):
    a_visit(a_member_of(space), space, now=now, closes_at=now + 8 * HOUR)
    _, closing = whos_in.marks(session, here)
    a_visit(a_member_of(space), space, now=now, heads_down_until=now + HOUR)
    _, opening_up = whos_in.marks(session, here)

    assert (closing, opening_up) == (now + 8 * HOUR, now + HOUR)


def test_what_the_viewer_sees_holds_until_any_stay_ends_also_one_that_is_not_shown(
    session, space, here, now
):
    a_visit(a_member_of(space), space, now=now, closes_at=now + 8 * HOUR)
    hidden = a_visit(a_member_of(space), space, now=now, closes_at=now + HOUR, is_listed=False)
    early = whos_in.holds_until(whos_in.present(session, here), here)
    hidden.checked_out_at = now
    session.flush()
    late = whos_in.holds_until(whos_in.present(session, here), here)

    assert (early, late) == (now + HOUR, now + 8 * HOUR)
    assert whos_in.holds_until([], here) == now
