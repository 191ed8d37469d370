"""A space always keeps a host, and nobody reaches into another space."""

from datetime import date

import pytest
from sqlalchemy import select

from app.services import hosting
from app.services.errors import NotFound, Refused
from app.services.members import members
from models import Membership, Role, Space
from tests.at_once import at_once
from tests.conftest import NOON
from tests.factories import a_host_of, a_member, a_member_of, a_membership, a_space


@pytest.fixture
def space(session):
    return a_space()


@pytest.fixture
def host(space):
    return a_host_of(space, "Hugo")


def membership_of(session, member):
    return session.scalars(select(Membership).where(Membership.member_id == member.id)).one()


def doings(session, space, membership_id, by, now):
    common = {"by": by.id, "now": now}
    return [
        lambda: members.change_role(session, space, membership_id, role=Role.MEMBER, **common),
        lambda: members.end(session, space, membership_id, last_day=None, **common),
        lambda: members.end(session, space, membership_id, last_day=date(2026, 4, 1), **common),
        lambda: members.disable(session, space, membership_id, **common),
    ]


@pytest.mark.parametrize("doing", range(4))
def test_a_space_never_loses_its_last_host(session, space, host, now, doing):
    # Whoever acts here is a host no longer: two browsers, two hosts, one moment.
    former = a_member_of(space)
    a_membership(a_member(claimed_at=None), space, role=Role.HOST, joined_at=None)
    a_membership(a_member(disabled_at=now), space, role=Role.HOST)
    a_membership(a_member(), space, role=Role.HOST, ends_on=date(2026, 4, 1))
    hers = membership_of(session, host)

    with pytest.raises(Refused) as refusal:
        doings(session, space, hers.id, former, now)[doing]()

    assert refusal.value.message == hosting.LAST_HOST


@pytest.mark.parametrize(
    ("doing", "left"),
    [
        (0, (Role.MEMBER, None, None)),
        (1, (Role.HOST, date(2026, 3, 2), None)),
        (2, (Role.HOST, date(2026, 4, 1), None)),
        (3, (Role.HOST, None, NOON)),
    ],
)
def test_one_of_two_hosts_may_go(session, space, host, now, doing, left):
    other = a_host_of(space)
    session.commit()
    theirs = membership_of(session, other)

    doings(session, space, theirs.id, host, now)[doing]()
    session.commit()
    session.expire_all()

    assert (theirs.role, theirs.ends_on, other.disabled_at) == left


def test_of_two_hosts_who_demote_each_other_at_once_one_stays(
    database_url, session, space, host, now
):
    other = a_host_of(space)
    pairs = [
        (membership_of(session, other).id, host.id),
        (membership_of(session, host).id, other.id),
    ]
    session.commit()

    def demoting(membership_id, by):
        return lambda own: members.change_role(
            own, own.get(Space, space.id), membership_id, role=Role.MEMBER, by=by, now=NOON
        )

    assert at_once(database_url, *(demoting(*pair) for pair in pairs)) == ["Refused", "done"]


@pytest.mark.parametrize("doing", range(4))
def test_nobody_shuts_the_door_behind_themselves(session, space, host, now, doing):
    a_host_of(space)
    own = membership_of(session, host)

    with pytest.raises(Refused) as refusal:
        doings(session, space, own.id, host, now)[doing]()

    assert refusal.value.message == members.NOT_ONESELF


@pytest.mark.parametrize("doing", range(4))
def test_a_membership_of_another_space_is_not_there(session, space, host, now, doing):
    stranger = a_member_of(a_space())

    with pytest.raises(NotFound):
        doings(session, space, membership_of(session, stranger).id, host, now)[doing]()
