"""Who belongs to a space: added, given another role, leaving, coming back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from app.services import hosting
from app.services.errors import Refused
from app.services.members import members, members_queries
from models import Member, Membership, Profile, Role, SignIn, Space, Visit
from tests.at_once import at_once
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


@pytest.mark.parametrize("given", [{"email": "ana"}, {"name": "…"}, {"name": "n" * 81}])
def test_what_is_no_person_is_refused(session, space, now, given):
    with pytest.raises(Refused):
        add(session, space, now, **given)

    assert session.scalars(select(Member)).all() == []


def test_hosts_who_add_the_same_person_at_once_add_one(database_url, session, space, now):
    other = a_space()
    session.commit()

    def adding(where):
        return lambda own: add(own, own.get(Space, where.id), now)

    doings = [adding(where) for where in (space, space, other, other)]
    assert at_once(database_url, *doings) == ["done"] * 4
    assert session.scalar(select(func.count()).select_from(Member)) == 1
    assert session.scalar(select(func.count()).select_from(Membership)) == 2


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
    over = {one.id: one.over_since for one in members_queries.people_of(session, space, now=now)}
    assert (over[hers.id], set(over.values())) == (date(2026, 3, 3), {date(2026, 3, 3), None})


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


def test_a_membership_that_was_to_end_goes_on(session, space, host, now):
    hers = membership_of(session, a_member_of(space, ends_on=date(2026, 3, 3)))

    members.take_back(session, space, hers.id, by=host.id, now=now)

    assert (hers.ends_on, hers.joined_at is None) == (None, False)


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
        assert refusal.value.message == hosting.ELSEWHERE


def test_a_sign_in_is_not_switched_off_by_putting_somebody_on_a_list(session, space, host, now):
    """Their membership elsewhere may be over, and the account is still theirs."""
    ana = a_member_of(a_space())
    before = membership_of(session, ana)
    before.ends_on = date(2026, 1, 31)
    hers = add(session, space, now, email=ana.email)
    session.flush()

    with pytest.raises(Refused) as refusal:
        members.disable(session, space, hers.id, by=host.id, now=now)

    assert (refusal.value.message, ana.disabled_at) == (hosting.ELSEWHERE, None)
