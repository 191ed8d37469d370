"""About whom one reads at one's own table; whoever is hidden here is so by one thing alone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.services import directory
from models import Block, Profile, VisitSource
from tests.factories import a_member, a_member_of, a_membership, a_space, a_visit

YESTERDAY = timedelta(days=1)


@pytest.fixture
def space(session):
    return a_space()


@pytest.fixture
def ana(space):
    """The one who reads."""
    return a_member_of(space, "Ana")


@pytest.fixture
def bo(space):
    """The one who sits there, too."""
    return a_member_of(space, "Bo")


@pytest.fixture
def read_by(session, space, now):
    """Give the names of those about whom a member may read at a table of the space."""

    def names(viewer, evening=None):
        told = {"viewer_id": viewer.id, "evening": evening or now.date(), "now": now}
        seen = directory.seen_at_a_table(space.id, **told).subquery()
        return sorted(
            session.scalars(select(Profile.name).join(seen, seen.c.id == Profile.member_id))
        )

    return names


def test_who_agrees_to_be_seen_is_read_without_being_in(ana, bo, read_by):
    assert read_by(ana) == ["Bo"]


def test_who_has_not_agreed_is_not_read(ana, bo, space, read_by):
    a_member_of(space, "Quiet Cy", is_listed=False)

    assert read_by(ana) == ["Bo"]


@pytest.mark.parametrize(
    ("source", "read"),
    [
        (VisitSource.SELF, []),
        (VisitSource.KIOSK, []),
        (VisitSource.HOST, ["Bo"]),
        (VisitSource.DOOR, ["Bo"]),
    ],
)
def test_only_one_s_own_word_hides_for_the_day(ana, bo, space, now, read_by, source, read):
    a_visit(bo, space, now=now, is_listed=False, source=source)

    assert read_by(ana) == read


def test_who_hid_yesterday_or_next_door_is_read_today(ana, bo, space, now, read_by):
    next_door = a_space(slug="next-door")
    a_membership(bo, next_door)
    a_visit(bo, next_door, now=now, is_listed=False)
    gone = now - YESTERDAY
    a_visit(bo, space, now=gone, is_listed=False, checked_out_at=gone)

    assert read_by(ana) == ["Bo"]


def test_who_hides_on_an_evening_does_so_after_midnight(ana, bo, space, now, read_by):
    gone = now - YESTERDAY
    a_visit(bo, space, now=gone, is_listed=False, checked_out_at=gone)

    assert read_by(ana, evening=gone.date()) == []


def test_who_came_before_midnight_and_is_still_in_hides(ana, bo, space, now, read_by):
    a_visit(bo, space, now=now, checked_in_at=now - YESTERDAY, is_listed=False)

    assert read_by(ana) == []


def test_who_belongs_to_another_space_reads_nobody(bo, read_by):
    zoe = a_member_of(a_space(slug="next-door"), "Zoe")

    assert read_by(zoe) == []


def test_a_block_hides_both_at_a_table_too(session, ana, bo, now, read_by):
    session.add(Block(member_id=bo.id, other_id=ana.id, at=now))
    session.flush()

    assert (read_by(ana), read_by(bo)) == ([], [])


@pytest.mark.parametrize("away", ["ended", "disabled", "not joined"])
def test_who_is_not_in_the_space_now_is_not_read(session, space, ana, now, read_by, away):
    cleo = a_member("Cleo", disabled_at=now if away == "disabled" else None)
    a_membership(
        cleo,
        space,
        ends_on=now.date() - YESTERDAY if away == "ended" else None,
        **({"joined_at": None} if away == "not joined" else {}),
    )
    a_member_of(space, "Bo")

    assert read_by(ana) == ["Bo"]
