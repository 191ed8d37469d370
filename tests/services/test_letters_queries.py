"""Letters that were not sent, as far as a host may know of them."""

import secrets
from datetime import date, timedelta

import pytest

from app.services import letters, letters_queries
from app.services.letters_queries import Subject
from models import Hello, Letter, LetterKind, PasswordReset
from tests.factories import (
    a_member,
    a_member_of,
    a_membership,
    a_space,
    an_introduction,
    an_invitation,
)


@pytest.fixture
def space(session):
    return a_space()


@pytest.fixture
def note(session, now):
    """Note a letter as the application does."""

    def write(kind, to, about_id, **given):
        letter = {"created_at": now, "message_id": secrets.token_hex(8), **given}
        session.add(Letter(kind=kind, member_id=to.id, about_id=about_id, **letter))
        session.flush()

    return write


def seen(session, space, now):
    unsent = letters_queries.unsent(session, space, now=now)
    return [(one.subject, one.name, one.since, one.reason, one.has_failed) for one in unsent]


def on_the_list(space, name="Ana", **given):
    return a_membership(a_member(name, claimed_at=None, **given), space, joined_at=None)


def test_invitations_of_this_space_whose_links_work_can_be_passed_on(session, space, note, now):
    waiting, failed, sent = (on_the_list(space, name) for name in ("Bo", "Ana", "Cy"))
    theirs = on_the_list(a_space(), "Elsewhere")
    a_membership(theirs.member, space, joined_at=None)
    invitation = an_invitation(waiting, now=now)
    note(LetterKind.INVITATION, waiting.member, invitation.id)
    note(
        LetterKind.INVITATION,
        failed.member,
        an_invitation(failed, now=now).id,
        last_error="550 no such mailbox",
        given_up_at=now,
    )
    note(LetterKind.INVITATION, sent.member, an_invitation(sent, now=now).id, sent_at=now)
    note(LetterKind.INVITATION, theirs.member, an_invitation(theirs, now=now).id)
    for ended in ({"used_at": now}, {"revoked_at": now}, {"expires_at": now}):
        other = on_the_list(space, "Ended")
        note(LetterKind.INVITATION, other.member, an_invitation(other, now=now, **ended).id)

    day = date(2026, 3, 3)
    assert seen(session, space, now) == [
        (Subject.INVITATION, "Ana", day, "550 no such mailbox", True),
        (Subject.INVITATION, "Bo", day, "", False),
    ]
    unsent = letters_queries.unsent(session, space, now=now)
    found = letters_queries.invitations_of(session, unsent)
    assert found[invitation.id] is invitation


def test_news_about_introductions_are_one_line_that_tells_nothing(session, space, note, now):
    """Whether it is a proposal, a yes of both or a hello would tell who meets whom."""
    ana, bo = a_member_of(space, "Ana"), a_member_of(space, "Bo")
    introduction = an_introduction(ana, bo, space, now=now)
    hello = Hello(introduction_id=introduction.id, sender_id=ana.id, words="Hi", sent_at=now)
    session.add(hello)
    session.flush()
    note(LetterKind.PROPOSED, ana, introduction.id, created_at=now - timedelta(days=1))
    note(LetterKind.AGREED, ana, introduction.id)
    note(LetterKind.DID_YOU_MEET, ana, introduction.id)
    note(LetterKind.HELLO, bo, hello.id)

    assert seen(session, space, now) == [
        (Subject.NEWS, "Ana", date(2026, 3, 2), "", False),
        (Subject.NEWS, "Bo", date(2026, 3, 3), "", False),
    ]


def test_news_of_another_space_old_news_and_moot_news_are_not_shown(session, space, note, now):
    other = a_space()
    ana, bo = a_member_of(space, "Ana"), a_member_of(space, "Bo")
    for member in (ana, bo):
        a_membership(member, other)
    there = an_introduction(ana, bo, other, now=now)
    here = an_introduction(ana, bo, space, now=now)
    note(LetterKind.AGREED, ana, there.id)
    note(LetterKind.AGREED, ana, here.id, last_error=letters.MOOT, given_up_at=now)
    note(LetterKind.AGREED, bo, here.id, created_at=now - timedelta(days=14))

    assert seen(session, space, now) == []


def test_somebody_waiting_for_the_way_to_sign_in_is_shown_while_it_works(session, space, note, now):
    ana, bo = a_member_of(space, "Ana"), a_member_of(space, "Bo")
    for member, until in ((ana, now + timedelta(minutes=5)), (bo, now)):
        reset = PasswordReset(
            member_id=member.id, nonce=secrets.token_hex(8), created_at=now, expires_at=until
        )
        session.add(reset)
        session.flush()
        note(LetterKind.RESET, member, reset.id)
    note(LetterKind.EMAIL_CHANGED, bo, 1)
    stranger = a_membership(a_member("Zoe"), space, joined_at=None)
    note(LetterKind.EMAIL_CHANGED, stranger.member, 2)

    assert [one[:2] for one in seen(session, space, now)] == [
        (Subject.ACCOUNT, "Ana"),
        (Subject.ACCOUNT, "Bo"),
    ]


def test_a_space_hears_nothing_of_the_account_of_somebody_who_has_left_it(
    session, space, note, now
):
    left = a_member_of(space, "Ana", ends_on=space.today(now) - timedelta(days=1))
    reset = PasswordReset(
        member_id=left.id, nonce="nonce", created_at=now, expires_at=now + timedelta(minutes=5)
    )
    session.add(reset)
    session.flush()
    note(LetterKind.RESET, left, reset.id)
    note(LetterKind.SECOND_FACTOR_ON, left, 1)
    note(LetterKind.SECOND_FACTOR_ON, a_member_of(space, "Bo", ends_on=space.today(now)), 1)

    assert [one[1] for one in seen(session, space, now)] == ["Bo"]


def test_an_address_that_a_host_does_not_know_is_not_told_by_what_the_server_said(
    session, space, note, now
):
    ana = a_member_of(space, "Ana")
    told = "SMTPRecipientsRefused: {'secret@example.org': (550, b'no')}"
    note(LetterKind.NEW_EMAIL, ana, 1, last_error=told)

    day = date(2026, 3, 3)
    assert seen(session, space, now) == [
        (Subject.ACCOUNT, "Ana", day, "SMTPRecipientsRefused", False)
    ]
