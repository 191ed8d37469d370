"""Letters, over a real SMTP server."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from app.jobs import notifications
from app.services import letters
from models import Letter, LetterKind, Reply, Visit
from tests import reading
from tests.factories import (
    a_member,
    a_member_of,
    a_membership,
    a_space,
    a_visit,
    an_introduction,
    an_invitation,
)


@pytest.fixture
def posting(app, settings, post):
    """The application with a mail server."""
    app.config["SETTINGS"] = replace(
        settings, smtp_url=post[1], mail_from="Yard <desk@yard.example>"
    )
    with app.app_context():
        yield app


@pytest.fixture
def right_now():
    return datetime.now(UTC)


def _an_invited_person(session, name="Ana Sousa", *, now):
    space = a_space(name="Harbour Yard")
    membership = a_membership(a_member(name, claimed_at=None), space)
    invitation = an_invitation(membership, now=now)
    letters.write(
        session,
        LetterKind.INVITATION,
        to=membership.member_id,
        about_id=invitation.id,
        now=now,
    )
    session.commit()
    return membership, invitation


def _states(session):
    session.expire_all()
    return session.execute(
        select(Letter.attempts, Letter.sent_at.is_not(None), Letter.given_up_at.is_not(None))
    ).all()


def test_an_invitation_arrives_with_its_link(session, posting, post, right_now):
    membership, invitation = _an_invited_person(session, now=right_now)

    sent = notifications.send_due(posting)

    (letter,) = post[0].letters
    assert sent == 1
    assert letter["Subject"] == "Your invitation to Harbour Yard"
    assert letter["From"] == "Yard <desk@yard.example>"
    assert letter["To"] == f"Ana Sousa <{membership.member.email}>"
    assert f"http://127.0.0.1:8000/join/{invitation.id}/" in reading.plain(letter)
    assert _states(session) == [(1, True, False)]


def test_a_letter_is_sent_once_however_often_the_job_runs(session, posting, post, right_now):
    _an_invited_person(session, now=right_now)

    for _ in range(3):
        notifications.send_due(posting)

    assert len(post[0].letters) == 1


def test_the_same_letter_is_noted_once(session, right_now):
    membership, invitation = _an_invited_person(session, now=right_now)

    letters.write(
        session,
        LetterKind.INVITATION,
        to=membership.member_id,
        about_id=invitation.id,
        now=right_now,
    )

    assert len(session.scalars(select(Letter)).all()) == 1


def test_a_refused_letter_is_tried_again_later_under_the_same_id(session, posting, post, right_now):
    _an_invited_person(session, now=right_now)
    post[0].answer = "451 Not now"

    assert notifications.send_due(posting) == 0
    assert notifications.send_due(posting) == 0
    assert _states(session) == [(1, False, False)]
    letter = session.scalars(select(Letter)).one()
    assert letter.last_error.startswith("SMTPDataError")
    assert letter.claimed_until > right_now + timedelta(minutes=1)

    post[0].answer = "250 Taken"
    letter.claimed_until = right_now
    session.commit()

    assert notifications.send_due(posting) == 1
    assert post[0].letters[0]["Message-ID"] == f"<{letter.message_id}@yard.example>"


def test_it_is_given_up_after_eight_tries_and_says_why(session, posting, post, right_now):
    _an_invited_person(session, now=right_now)
    letter = session.scalars(select(Letter)).one()
    letter.attempts = letters.MOST_ATTEMPTS - 1
    session.commit()
    post[0].answer = "550 No such person"

    notifications.send_due(posting)

    assert _states(session) == [(8, False, True)]
    assert "No such person" in session.scalars(select(Letter)).one().last_error


def test_without_a_mail_server_letters_are_kept(session, app, right_now):
    _an_invited_person(session, now=right_now)

    with app.app_context():
        sent = notifications.send_due(app)

    assert sent == 0
    assert _states(session) == [(0, False, False)]


def test_a_mail_server_out_of_reach_loses_nothing(session, app, settings, right_now):
    _an_invited_person(session, now=right_now)
    app.config["SETTINGS"] = replace(settings, smtp_url="smtp://127.0.0.1:1")

    with app.app_context():
        sent = notifications.send_due(app)

    assert sent == 0
    assert _states(session) == [(0, False, False)]


def test_a_letter_that_another_process_is_sending_is_left_alone(session, posting, post, right_now):
    _an_invited_person(session, now=right_now)
    letter = session.scalars(select(Letter)).one()
    assert letters.claim(session, letter.id, now=right_now).attempts == 1
    session.commit()

    assert notifications.send_due(posting) == 0
    assert letters.claim(session, letter.id, now=right_now) is None
    assert post[0].letters == []


def test_a_revoked_invitation_is_not_sent(session, posting, post, right_now):
    _, invitation = _an_invited_person(session, now=right_now)
    invitation.revoked_at = right_now
    session.commit()

    notifications.send_due(posting)

    assert post[0].letters == []
    assert _states(session) == [(1, False, True)]


def _two_introduced(session, kind, *, now, **given):
    space = a_space(name="Harbour Yard", slug="yard")
    ana = a_member_of(space, "Ana Sousa", wants_mail=True)
    bo = a_member_of(space, "Bo Chen", profile={"headline": "Bakes for cafés"})
    for member in (ana, bo):
        a_visit(member, space, now=now)
    introduction = an_introduction(ana, bo, space, now=now, **given)
    letters.write(session, kind, to=ana.id, about_id=introduction.id, now=now)
    session.commit()
    return ana, bo, introduction


def test_a_proposal_names_the_other_and_where_to_answer(session, posting, post, right_now):
    _two_introduced(session, LetterKind.PROPOSED, now=right_now)

    notifications.send_due(posting)

    (letter,) = post[0].letters
    assert letter["Subject"] == "Worth meeting today: Bo Chen"
    assert "Bo Chen: Bakes for cafés" in reading.plain(letter)
    assert "/spaces/yard/introductions" in reading.plain(letter)
    assert "Bo Chen: Bakes for cafés" in reading.page(letter).lines
    assert letter.get_content_type() == "multipart/alternative"


def test_a_proposal_is_not_sent_about_somebody_who_has_gone_unlisted(
    session, posting, post, right_now
):
    _, bo, _ = _two_introduced(session, LetterKind.PROPOSED, now=right_now)
    session.execute(update(Visit).where(Visit.member_id == bo.id).values(is_listed=False))
    session.commit()

    notifications.send_due(posting)

    assert post[0].letters == []
    assert _states(session) == [(1, False, True)]


def test_two_yeses_are_told_to_each(session, posting, post, right_now):
    both = {"first_reply": Reply.YES, "second_reply": Reply.YES, "agreed_at": right_now}
    _, bo, introduction = _two_introduced(session, LetterKind.AGREED, now=right_now, **both)
    letters.write(session, LetterKind.AGREED, to=bo.id, about_id=introduction.id, now=right_now)
    session.commit()

    notifications.send_due(posting)

    assert [letter["Subject"] for letter in post[0].letters] == [
        "Bo Chen would like to meet you, too",
        "Ana Sousa would like to meet you, too",
    ]


def test_whether_they_met_is_asked_only_while_it_is_open(session, posting, post, right_now):
    both = {"first_reply": Reply.YES, "second_reply": Reply.YES, "first_met": True}
    _two_introduced(session, LetterKind.DID_YOU_MEET, now=right_now, **both)

    notifications.send_due(posting)

    assert post[0].letters == []


@pytest.mark.parametrize("name", ["Eve\r\nBcc: all@example.org", "Zoë, “the” <boss>", "李 雷"])
def test_a_name_cannot_add_headers(session, posting, post, right_now, name):
    _an_invited_person(session, name, now=right_now)

    notifications.send_due(posting)

    (letter,) = post[0].letters
    assert letter["Bcc"] is None
    assert letter["To"].addresses[0].display_name == " ".join(name.split())
