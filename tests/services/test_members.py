"""Who belongs to a space: added, given another role, leaving, coming back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from app.services import members
from app.services.errors import NotFound, Refused
from models import Member, Membership, Profile, Role, SignIn, Space, Visit
from tests.at_once import at_once
from tests.conftest import NOON
from tests.factories import (
    a_host_of,
    a_member,
    a_member_of,
    a_membership,
    a_space,
    a_visit,
    an_invitation,
)
from tests.signing_in import a_sign_in


@pytest.fixture
def space(session):
    return a_space()


@pytest.fixture
def host(space):
    return a_host_of(space, "Hugo")


def membership_of(session, member):
    return session.scalars(select(Membership).where(Membership.member_id == member.id)).one()


def add(session, space, now, **given):
    told = {"email": "ana@example.org", "name": "Ana Silva", "role": Role.MEMBER} | given
    return members.add(session, space, now=now, **told)


def test_somebody_new_is_only_a_name_on_the_list(session, space, now):
    added = add(session, space, now, email=" Ana@Example.ORG", name="Ana  Silva", role=Role.GUEST)
    session.flush()

    kept = session.execute(select(Member.email, Member.claimed_at, Profile.name).join(Profile))
    assert list(map(tuple, kept)) == [("ana@example.org", None, "Ana Silva")]
    assert (added.role, added.starts_on, added.joined_at) == (Role.GUEST, date(2026, 3, 3), None)
    assert (added.is_listed, added.wants_introductions, added.wants_mail) == (False, False, False)


def test_adding_twice_is_adding_once(session, space, now):
    first = add(session, space, now)

    assert add(session, space, now, name="Other", role=Role.HOST) is first
    assert (first.role, session.scalar(select(func.count()).select_from(Member))) == (
        Role.MEMBER,
        1,
    )


def test_who_has_an_account_keeps_it_as_it_is(session, space, now):
    ana = a_member("Ana of elsewhere", email="ana@example.org")
    a_membership(ana, a_space())

    added = add(session, space, now)
    session.flush()

    assert (added.member_id, added.joined_at) == (ana.id, None)
    assert session.scalar(select(Profile.name)) == "Ana of elsewhere"


def test_who_had_left_is_back(session, space, now):
    ana = a_member("Ana", email="ana@example.org")
    a_membership(ana, space, ends_on=date(2026, 3, 2))

    assert add(session, space, now).ends_on is None


@pytest.mark.parametrize("given", [{"email": "ana"}, {"name": "…"}, {"name": "n" * 81}])
def test_what_is_no_person_is_refused(session, space, now, given):
    with pytest.raises(Refused):
        add(session, space, now, **given)

    assert session.scalars(select(Member)).all() == []


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

    assert refusal.value.message == members.LAST_HOST


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
            own, own.get(Space, space.id), membership_id, role=Role.MEMBER, by=by, now=now
        )

    assert at_once(database_url, *(demoting(*pair) for pair in pairs)) == ["Refused", "done"]


def test_hosts_who_add_the_same_person_at_once_add_one(database_url, session, space, now):
    other = a_space()
    session.commit()

    def adding(where):
        return lambda own: add(own, own.get(Space, where.id), now)

    doings = [adding(where) for where in (space, space, other, other)]
    assert at_once(database_url, *doings) == ["done"] * 4
    assert session.scalar(select(func.count()).select_from(Member)) == 1
    assert session.scalar(select(func.count()).select_from(Membership)) == 2


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


def test_a_membership_that_ends_now_is_over_at_once(session, space, host, now):
    ana = a_member_of(space, joined_at=None)
    hers = membership_of(session, ana)
    invitation = an_invitation(hers, now=now)
    visit = a_visit(ana, space, now=now)
    session.commit()

    members.end(session, space, hers.id, last_day=None, by=host.id, now=now)
    session.commit()
    session.refresh(visit)
    session.refresh(invitation)

    assert (hers.ends_on, visit.checked_out_at, invitation.revoked_at) == (
        date(2026, 3, 2),
        now,
        now,
    )


def test_it_is_over_by_every_clock(session, host, now):
    """In Auckland it is tomorrow already; whoever reckons in UTC must find it ended, too."""
    far = a_space(time_zone="Pacific/Auckland")
    by, ana = a_host_of(far), a_member_of(far)
    evening = datetime(2026, 3, 3, 22, tzinfo=UTC)

    members.end(session, far, membership_of(session, ana).id, last_day=None, by=by.id, now=evening)

    assert membership_of(session, ana).ends_on == date(2026, 3, 2)


def test_on_the_last_day_one_still_belongs(session, space, host, now):
    ana = a_member_of(space)
    visit = a_visit(ana, space, now=now)
    hers, today = membership_of(session, ana), space.today(now)

    members.end(session, space, hers.id, last_day=today, by=host.id, now=now)

    assert (hers.is_current(today), hers.is_current(today + timedelta(days=1))) == (True, False)
    assert session.scalar(select(Visit.checked_out_at).where(Visit.id == visit.id)) is None
    with pytest.raises(Refused):
        members.end(
            session, space, hers.id, last_day=today - timedelta(days=1), by=host.id, now=now
        )


def test_who_is_taken_back_belongs_again(session, space, host, now):
    hers = membership_of(session, a_member_of(space, ends_on=date(2026, 1, 1)))

    members.take_back(session, space, hers.id, by=host.id, now=now)

    assert hers.is_current(space.today(now))


def test_a_sign_in_that_is_off_ends_everywhere_at_once(session, space, host, now):
    ana = a_member_of(space)
    a_sign_in(ana, now=now)
    visit = a_visit(ana, space, now=now)
    session.commit()

    members.disable(session, space, membership_of(session, ana).id, by=host.id, now=now)
    session.commit()
    session.expire_all()

    assert (ana.disabled_at, visit.checked_out_at) == (now, now)
    assert session.scalars(select(SignIn)).all() == []
    members.enable(session, space, membership_of(session, ana).id, by=host.id, now=now)
    assert ana.is_active


def test_a_sign_in_of_two_spaces_is_for_neither_host_to_switch(session, space, host, now):
    ana = a_member_of(space)
    a_membership(ana, a_space())
    hers = session.scalars(
        select(Membership).where(Membership.member_id == ana.id, Membership.space_id == space.id)
    ).one()

    for doing in (members.disable, members.enable):
        with pytest.raises(Refused) as refusal:
            doing(session, space, hers.id, by=host.id, now=now)
        assert refusal.value.message == members.ELSEWHERE
