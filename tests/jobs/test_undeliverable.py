"""A letter that cannot be written or sent keeps back no other."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.jobs import notifications
from app.services import letters
from app.services.accounts import resets
from models import Letter, LetterKind, Reply
from tests import mail_server
from tests.factories import (
    a_member,
    a_member_of,
    a_membership,
    a_space,
    an_introduction,
    an_invitation,
)


@pytest.fixture
def posting(app, settings):
    """The application with a mail server, and that server's letters."""
    with mail_server.running() as (postbox, url), app.app_context():
        app.config["SETTINGS"] = replace(settings, smtp_url=url, mail_from="desk@yard.example")
        yield app, postbox


@pytest.fixture
def now():
    return datetime.now(UTC)


def _invite(session, email, *, now):
    membership = a_membership(a_member("Jo", claimed_at=None, email=email), a_space())
    about = an_invitation(membership, now=now).id
    letters.write(session, LetterKind.INVITATION, to=membership.member_id, about_id=about, now=now)
    session.flush()


def _states(session):
    session.expire_all()
    rows = session.execute(
        select(Letter.last_error, Letter.sent_at, Letter.given_up_at).order_by(Letter.id)
    )
    return [(error.partition(":")[0], sent is None, gone is None) for error, sent, gone in rows]


def test_an_address_beyond_ascii_is_written_to(session, posting, now):
    app, postbox = posting
    _invite(session, "jürgen@example.org", now=now)
    session.commit()

    sent = notifications.send_due(app)

    assert (sent, [letter["To"] for letter in postbox.letters]) == (1, ["Jo <jürgen@example.org>"])


def test_a_letter_that_cannot_be_written_says_why_and_the_next_one_goes_out(session, posting, now):
    app, postbox = posting
    _invite(session, "jo\r\nbcc:@example.org", now=now)
    _invite(session, "ana@example.org", now=now)
    session.commit()

    sent = notifications.send_due(app)

    assert (sent, [letter["To"] for letter in postbox.letters]) == (1, ["Jo <ana@example.org>"])
    assert _states(session) == [("ValueError", True, True), ("", False, True)]


def test_a_letter_about_what_is_gone_is_moot(session, posting, now):
    app, postbox = posting
    membership = a_membership(a_member("Jo"), a_space())
    about_rows = (LetterKind.NEW_EMAIL, LetterKind.EMAIL_CHANGED, LetterKind.SECOND_FACTOR_ON)
    for kind in about_rows:
        letters.write(session, kind, to=membership.member_id, about_id=4711, now=now)
    _invite(session, "ana@example.org", now=now)
    session.commit()

    sent = notifications.send_due(app)

    assert (sent, len(postbox.letters)) == (1, 1)
    assert _states(session) == [(letters.MOOT, True, False)] * 3 + [("", False, True)]


def test_a_server_that_hangs_up_keeps_the_next_letter_waiting_for_another_line(
    session, posting, now
):
    app, postbox = posting
    for email in ("jo@example.org", "ana@example.org"):
        _invite(session, email, now=now)
    session.commit()
    postbox.answer = "421 That is enough for once"

    notifications.send_due(app)
    postbox.answer = "250 Taken"

    assert notifications.send_due(app) == 1
    assert [letter["To"] for letter in postbox.letters] == ["Jo <ana@example.org>"]


def test_a_new_password_does_not_wait_behind_invitations(session, posting, now):
    app, postbox = posting
    _invite(session, "jo@example.org", now=now)
    a_member("Ana", email="ana@example.org")
    session.flush()
    resets.ask(session, "ana@example.org", now=now)
    session.commit()

    notifications.send_due(app)

    assert [letter["To"] for letter in postbox.letters] == [
        "Ana <ana@example.org>",
        "Jo <jo@example.org>",
    ]


def test_nor_behind_many_that_a_slow_server_takes(session, posting, now, monkeypatch):
    app, postbox = posting
    monkeypatch.setattr(notifications, "LONGEST_SECONDS", 0.0)
    for email in ("jo@example.org", "ida@example.org"):
        _invite(session, email, now=now)
    session.commit()

    assert notifications.send_due(app) == 1
    a_member("Ana", email="ana@example.org")
    session.flush()
    resets.ask(session, "ana@example.org", now=now)
    session.commit()
    for _turn in range(2):
        notifications.send_due(app)

    assert [letter["To"].partition(" ")[0] for letter in postbox.letters] == ["Jo", "Ana", "Jo"]


@pytest.mark.parametrize(("weeks", "sent"), [(1, 2), (3, 0)])
def test_who_agreed_weeks_ago_hears_of_it_no_more(session, posting, now, weeks, sent):
    app, postbox = posting
    space, then = a_space(), now - timedelta(weeks=weeks)
    ana, bo = (a_member_of(space, is_listed=True, wants_mail=True) for _ in range(2))
    yes = {"first_reply": Reply.YES, "second_reply": Reply.YES, "agreed_at": then}
    about = an_introduction(ana, bo, space, now=then, **yes).id
    for one in (ana, bo):
        letters.write(session, LetterKind.AGREED, to=one.id, about_id=about, now=then)
    session.commit()

    notifications.send_due(app)

    assert len(postbox.letters) == sent
