"""A forgotten password: one letter, one link, ten minutes, one use."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.services import tokens
from app.services.accounts import resets
from app.services.errors import LinkEnded
from models import Letter, LetterKind, Member, PasswordReset, SignIn
from tests.factories import a_member
from tests.signing_in import a_sign_in

KEY = "the installation's own"


def asked(session, now, **member):
    """Somebody who asked, the reset and the token of its link."""
    member = a_member(**({"email": "ana@example.org", "password_hash": "old"} | member))
    resets.ask(session, member.email, now=now)
    reset = session.scalars(select(PasswordReset).order_by(PasswordReset.id.desc())).first()
    return member, reset, tokens.token_for("reset", reset.nonce, key=KEY)


def use(session, reset, token, now, password_hash="new"):
    return resets.use(session, reset.id, token, key=KEY, password_hash=password_hash, now=now)


def test_asking_sends_one_letter_with_one_link(session, now):
    member, reset, _ = asked(session, now)

    assert (reset.member_id, reset.expires_at) == (member.id, now + timedelta(minutes=10))
    assert session.execute(select(Letter.kind, Letter.member_id, Letter.about_id)).all() == [
        (LetterKind.RESET, member.id, reset.id)
    ]


@pytest.mark.parametrize(
    ("email", "member"),
    [
        ("nobody@example.org", {}),
        ("ana@example.org", {"claimed_at": None}),
        ("ana@example.org", {"disabled_at": True}),
    ],
)
def test_asking_for_nobody_writes_nothing(session, now, email, member):
    a_member(email="ana@example.org", **{key: now if on else None for key, on in member.items()})

    resets.ask(session, email, now=now)

    assert session.scalar(select(func.count()).select_from(PasswordReset)) == 0
    assert session.scalar(select(func.count()).select_from(Letter)) == 0


def test_nobody_s_mailbox_can_be_filled(session, now):
    member, _, _ = asked(session, now)

    for minute in range(12):
        resets.ask(session, member.email, now=now + timedelta(minutes=minute))

    sent = session.scalars(select(Letter.created_at).order_by(Letter.created_at)).all()
    assert sent == [now + timedelta(minutes=minute) for minute in (0, 5, 10)]


def test_a_new_link_ends_the_older_one(session, now):
    member, older, token = asked(session, now)

    resets.ask(session, member.email, now=now + timedelta(minutes=6))

    session.expire_all()
    with pytest.raises(LinkEnded):
        use(session, older, token, now + timedelta(minutes=7))


def test_the_link_sets_a_password_and_signs_every_device_out(session, now):
    member, reset, token = asked(session, now)
    a_sign_in(member, now=now)

    assert use(session, reset, token, now) == member.id

    session.expire_all()
    assert session.get(Member, member.id).password_hash == "new"
    assert session.scalars(select(SignIn)).all() == []


def test_the_link_works_once(session, now):
    member, reset, token = asked(session, now)
    use(session, reset, token, now)

    with pytest.raises(LinkEnded):
        resets.opened(session, reset.id, token, key=KEY, now=now)
    with pytest.raises(LinkEnded):
        use(session, reset, token, now, password_hash="the thief's")

    session.expire_all()
    assert session.get(Member, member.id).password_hash == "new"


def test_the_link_ends_after_ten_minutes(session, now):
    _, reset, token = asked(session, now)

    assert resets.opened(session, reset.id, token, key=KEY, now=now + timedelta(minutes=9.9))
    with pytest.raises(LinkEnded):
        use(session, reset, token, now + timedelta(minutes=10))


@pytest.mark.parametrize("wrong", ["", "x" * 43, "ü"])
def test_a_wrong_token_or_number_opens_nothing(session, now, wrong):
    _, reset, _ = asked(session, now)

    for reset_id in (reset.id, 999):
        with pytest.raises(LinkEnded):
            resets.opened(session, reset_id, wrong, key=KEY, now=now)


def test_the_token_of_an_invitation_is_no_token_of_a_reset(session, now):
    _, reset, _ = asked(session, now)

    with pytest.raises(LinkEnded):
        use(session, reset, tokens.token_for("join", reset.nonce, key=KEY), now)


def test_somebody_disabled_in_the_meantime_stays_out(session, now):
    member, reset, token = asked(session, now)
    member.disabled_at = now
    session.flush()

    with pytest.raises(LinkEnded):
        use(session, reset, token, now)
