"""One row for each device; without the row nobody is signed in."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.services import tokens, viewers
from app.services.accounts import sign_ins
from app.services.accounts.sign_ins import Known
from app.services.errors import Conflict, NotFound
from models import Role, SignIn
from tests.factories import a_host_of, a_member, a_member_of, a_membership, a_space
from tests.signing_in import a_sign_in

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
)


def viewer_of(session, token, now):
    return viewers.viewer_of(session, tokens.hashed(token), now=now)


def begin(session, member, now):
    member.password_hash = "kept"
    session.flush()
    return sign_ins.begin(session, member.id, password_hash="kept", agent=FIREFOX, now=now)


def test_the_token_opens_and_only_its_hash_is_kept(session, now):
    member = a_member_of(a_space())

    token = begin(session, member, now)

    row = session.scalars(select(SignIn)).one()
    assert (row.member_id, row.agent, row.created_at, row.seen_at) == (member.id, FIREFOX, now, now)
    assert row.token_hash == tokens.hashed(token)
    assert len(token) == 43
    assert viewer_of(session, token, now).id == member.id
    assert viewer_of(session, row.token_hash, now) is None


@pytest.mark.parametrize(
    ("email", "given", "is_known"),
    [
        (" ANA@example.org ", {}, True),
        ("bo@example.org", {}, False),
        ("ana@example.org", {"claimed_at": None}, False),
        ("ana@example.org", {"disabled_at": True}, False),
    ],
)
def test_only_who_may_sign_in_is_known(session, now, email, given, is_known):
    given = {key: now if value else value for key, value in given.items()}
    ana = a_member(email="ana@example.org", password_hash="kept", **given)

    assert sign_ins.known(session, email) == (Known(ana.id, "kept") if is_known else None)


NOBODIES = [f"nobody{n}@example.org" for n in range(60)]


def drawn(session, *, key="a key"):
    return [sign_ins.hash_of_somebody(session, email, key=key) for email in NOBODIES]


def test_an_unknown_email_takes_as_long_as_some_account_and_always_the_same(session, now):
    assert set(drawn(session)) == {None}
    for kept in ("old", "new") * 4:
        a_member(password_hash=kept)
    a_member(password_hash=None)
    a_member(password_hash="unclaimed", claimed_at=None)
    a_member(password_hash="disabled", disabled_at=now)

    first = drawn(session)

    assert (set(first), drawn(session) == first) == ({"old", "new"}, True)
    assert 10 < first.count("old") < 50
    assert drawn(session, key="another key") != first
    assert sign_ins.hash_of_somebody(session, NOBODIES[0].upper(), key="a key") == first[0]


def test_the_time_of_an_unknown_email_changes_only_to_that_of_today(session):
    for _ in range(8):
        a_member(password_hash="old")
    shares = []
    for _ in range(30):
        before = drawn(session)
        a_member(password_hash="new")

        after = drawn(session)

        assert {("new", "old")}.isdisjoint(zip(before, after, strict=True))
        shares.append(after.count("new"))
    assert 0 < shares[8] < shares[-1]


def test_a_password_changed_while_it_was_checked_signs_nobody_in(session, now):
    member = a_member(password_hash="new")

    with pytest.raises(Conflict):
        sign_ins.begin(session, member.id, password_hash="old", agent="", now=now)


def test_somebody_disabled_while_the_password_was_checked_stays_out(session, now):
    member = a_member(password_hash="kept", disabled_at=now)

    with pytest.raises(Conflict):
        sign_ins.begin(session, member.id, password_hash="kept", agent="", now=now)


@pytest.mark.parametrize(("idle_days", "is_in"), [(13.9, True), (14, False)])
def test_a_member_is_signed_out_after_two_weeks_without_use(session, now, idle_days, is_in):
    token = begin(session, a_member_of(a_space()), now)

    found = viewer_of(session, token, now + timedelta(days=idle_days))

    assert (found is not None) is is_in


def test_use_puts_the_end_off_but_not_beyond_ninety_days(session, now):
    token = begin(session, a_member_of(a_space()), now)
    row = session.scalars(select(SignIn)).one()

    for day in range(1, 95):
        sign_ins.seen(session, row.id, is_host=False, now=now + timedelta(days=day))

    assert row.expires_at == now + timedelta(days=90)
    assert viewer_of(session, token, now + timedelta(days=89.9)) is not None
    assert viewer_of(session, token, now + timedelta(days=90)) is None


@pytest.mark.parametrize(("hours", "is_in"), [(11.9, True), (12, False)])
def test_a_host_signs_in_every_day(session, now, hours, is_in):
    token = begin(session, a_host_of(a_space()), now)

    assert (viewer_of(session, token, now + timedelta(hours=hours)) is not None) is is_in


def test_a_member_who_becomes_a_host_is_signed_out_after_half_a_day_too(session, now):
    member = a_member()
    membership = a_membership(member, a_space())
    token = begin(session, member, now)

    membership.role = Role.HOST
    session.flush()

    assert viewer_of(session, token, now + timedelta(hours=11)) is not None
    assert viewer_of(session, token, now + timedelta(hours=13)) is None


def test_use_is_noted_at_most_once_an_hour(session, now):
    begin(session, a_member_of(a_space()), now)
    row = session.scalars(select(SignIn)).one()

    sign_ins.seen(session, row.id, is_host=False, now=now + timedelta(minutes=59))
    assert row.seen_at == now

    sign_ins.seen(session, row.id, is_host=False, now=now + timedelta(minutes=61))
    assert row.seen_at == now + timedelta(minutes=61)


def test_a_disabled_member_is_signed_out_at_once_and_for_good(session, now):
    member = a_member_of(a_space())
    token = begin(session, member, now)

    sign_ins.disable(session, member.email.upper(), now=now)

    assert session.scalars(select(SignIn)).all() == []
    assert viewer_of(session, token, now) is None
    assert sign_ins.known(session, member.email) is None


@pytest.mark.parametrize("state", ["disabled_at", "claimed_at"])
def test_a_sign_in_that_was_left_over_opens_nothing(session, now, state):
    member = a_member_of(a_space())
    token = begin(session, member, now)
    assert viewer_of(session, token, now) is not None

    setattr(member, state, now if state == "disabled_at" else None)
    session.flush()

    assert viewer_of(session, token, now) is None


def test_disabling_nobody_is_said(session, now):
    with pytest.raises(NotFound):
        sign_ins.disable(session, "nobody@example.org", now=now)


def test_a_membership_that_was_never_accepted_opens_nothing(session, now):
    member = a_member()
    a_membership(member, a_space(), joined_at=None)
    joined = a_membership(member, a_space())

    token = begin(session, member, now)

    assert viewer_of(session, token, now).memberships == (joined,)


def test_one_s_own_devices_can_be_signed_out_one_by_one(session, now):
    member, other = a_member(), a_member()
    phone = a_sign_in(member, now=now, agent=SAFARI)
    desk = a_sign_in(member, now=now - timedelta(days=1), agent=FIREFOX)
    theirs = a_sign_in(other, now=now)
    a_sign_in(member, now=now, expires_at=now)

    listed = sign_ins.devices_of(session, member.id, now=now)
    assert [(device.id, device.browser, device.system) for device in listed] == [
        (phone.id, "Safari", "iPhone"),
        (desk.id, "Firefox", "Windows"),
    ]

    sign_ins.end(session, desk.id, by=member.id)

    assert [device.id for device in sign_ins.devices_of(session, member.id, now=now)] == [phone.id]
    for stranger in (theirs.id, desk.id, 999):
        with pytest.raises(NotFound):
            sign_ins.end(session, stranger, by=member.id)
    assert len(sign_ins.devices_of(session, other.id, now=now)) == 1


def test_all_other_devices_can_be_signed_out(session, now):
    member = a_member()
    here = a_sign_in(member, now=now)
    a_sign_in(member, now=now)

    sign_ins.end_all(session, member.id, but=here.id)

    assert [device.id for device in sign_ins.devices_of(session, member.id, now=now)] == [here.id]


def test_what_a_browser_calls_itself_is_kept_short_and_on_one_line(session, now):
    member = a_member(password_hash="kept")

    sign_ins.begin(
        session, member.id, password_hash="kept", agent="evil\n{json}\x1b[0m" + "x" * 999, now=now
    )

    assert session.scalars(select(SignIn.agent)).one() == ("evil{json}[0m" + "x" * 999)[:200]
