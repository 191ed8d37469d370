"""Coming in by an invitation, and the welcome that follows."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from app.services.members import invitations
from models import Consent, Letter, Membership
from tests.factories import (
    LONG_AGO,
    a_host_of,
    a_member,
    a_member_of,
    a_membership,
    a_space,
    an_invitation,
)
from tests.signing_in import Browser, come_in

KEY = "not-a-secret"
CHOSEN = "quiet tea at noon"


def test_a_newcomer_is_led_from_the_link_to_the_welcome(session, client, harbour, now):
    noa = a_member("Noa", claimed_at=None, email="noa@example.org")
    waiting = a_membership(
        noa, harbour, joined_at=None, welcomed_at=None, is_listed=False, wants_introductions=False
    )
    path = invitations.link_path(
        invitations.invite(session, waiting, now=datetime.now(UTC)), key=KEY
    )
    session.commit()

    page = client.get(path)
    assert "Join Harbour Loft" in page.text
    assert 'value="Noa"' in page.text
    assert "<dd>noa@example.org</dd>" in page.text
    shown = [field for field in re.findall("<input[^>]*>", page.text) if " hidden" not in field]
    assert not any("noa@example.org" in field for field in shown)
    assert client.submit(path, path, name="Noa", password="password1").status_code == 400
    assert client.submit(path, path, name="", password=CHOSEN).status_code == 400
    assert client.submit(path, path, name="Noa", password="Harbour Loft!").status_code == 400
    joined = client.submit(path, path, name=" Noa  Adler ", password=CHOSEN)

    assert joined.headers["Location"] == "/spaces/harbour/welcome"
    assert client.get("/").headers["Location"] == "/spaces/harbour/welcome"
    assert "Noa Adler" in client.get("/spaces/harbour/welcome").text
    ended = Browser(client.application).get(path)
    assert (ended.status_code, "This invitation has ended" in ended.text) == (404, True)
    assert ("I have joined: sign in" in ended.text, "To my space" in ended.text) == (True, False)
    assert "To my space" in client.get(path).text  # where there is nothing to sign in to


def test_somebody_whose_card_was_prepared_sees_it_before_anything_is_asked(
    session, sign_in, harbour
):
    known = a_member_of(harbour, profile={"headline": "Bakes bread"}, welcomed_at=None)
    answers = {"listed": "yes", "introductions": "yes", "mail": "no"}

    path = "/spaces/harbour/welcome"
    browser = sign_in(known)
    done = browser.submit(path, path, **answers)

    assert done.headers["Location"] == "/profile"
    assert "then check in under Today." in browser.get("/profile").text


def test_the_welcome_asks_three_times_and_answers_nothing_beforehand(session, sign_in, harbour):
    newcomer = a_member_of(harbour, welcomed_at=None, is_listed=False, wants_introductions=False)
    browser = sign_in(newcomer)
    path = "/spaces/harbour/welcome"

    page = browser.get(path).text
    assert page.count('type="radio"') == 6
    assert "checked" not in page

    half = browser.submit(path, listed="yes", introductions="no")
    assert half.status_code == 400
    assert half.text.count("Please say yes or no.") == 1
    assert half.text.count("checked") == 2

    done = browser.submit(path, listed="yes", introductions="no", mail="yes")
    assert done.headers["Location"] == "/profile/start"
    membership = session.scalars(select(Membership)).one()
    session.refresh(membership)
    assert (membership.is_listed, membership.wants_introductions, membership.wants_mail) == (
        True,
        False,
        True,
    )
    kept = session.scalars(select(Consent).order_by(Consent.id)).all()
    assert [consent.is_given for consent in kept] == [True, False, True]
    assert all(consent.wording in page for consent in kept)


def test_somebody_with_an_account_joins_another_space_with_one_tap(session, client, ana):
    other = a_membership(ana, a_space(slug="north", name="Northside"), joined_at=None)
    invitation = invitations.invite(session, other, now=datetime.now(UTC))
    path = invitations.link_path(invitation, key=KEY)
    session.commit()

    asked = client.get(path)
    assert asked.headers["Location"] == f"/sign-in?next={path}"
    assert "With it you join Northside" in client.get(asked.headers["Location"]).text
    assert come_in(client, onward=path).headers["Location"] == path
    assert "one tap" in client.get(path).text
    joined = client.submit(path, path)

    assert joined.headers["Location"] == "/spaces/north/welcome"
    assert client.get("/spaces/north/welcome").status_code == 200


def test_somebody_else_s_invitation_opens_nothing_for_me(session, sign_in, ana):
    zoe = a_member_of(a_space())
    waiting = a_membership(zoe, a_space(), joined_at=None)
    invitation = invitations.invite(session, waiting, now=datetime.now(UTC))
    path = invitations.link_path(invitation, key=KEY)
    browser = sign_in(ana)

    answers = [browser.get(path), browser.submit(path, path)]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert "This invitation is for somebody else" in answers[0].text
    session.refresh(waiting)
    assert waiting.joined_at is None


def test_a_host_does_not_read_of_somebody_whose_link_has_expired_that_they_know_of_nothing(
    session, sign_in, harbour, now
):
    waiting = a_membership(a_member("Noa", claimed_at=None), harbour, joined_at=None)
    an_invitation(waiting, now=now - timedelta(days=900))
    hugo = a_host_of(harbour, "Hugo")

    page = sign_in(hugo).get(f"/spaces/harbour/members/{waiting.id}")

    assert "No invitation is open for this person." in page.text
    assert "has not been invited" not in page.text


@pytest.mark.parametrize("became", [{}, {"given_up_at": LONG_AGO}, {"sent_at": LONG_AGO}])
def test_a_host_reads_that_an_invitation_has_gone_out_by_mail_once_it_has(
    app, settings, session, sign_in, harbour, became
):
    app.config["SETTINGS"] = replace(settings, smtp_url="smtp://127.0.0.1:1")
    waiting = a_membership(a_member("Noa", claimed_at=None), harbour, joined_at=None)
    invitations.invite(session, waiting, now=datetime.now(UTC))
    session.execute(update(Letter).values({"attempts": 1} | became))
    hugo = a_host_of(harbour, "Hugo")

    page = sign_in(hugo).get(f"/spaces/harbour/members/{waiting.id}")

    assert ("It has gone out by mail, too." in page.text) is ("sent_at" in became)


def test_whose_link_has_expired_is_told_apart_and_invited_again(session, sign_in, harbour):
    late, fresh = (
        a_membership(a_member(name, claimed_at=None), harbour, joined_at=None)
        for name in ("Noa", "Pia")
    )
    an_invitation(late, now=datetime.now(UTC) - timedelta(days=900))
    host = sign_in(a_host_of(harbour))
    session.commit()

    expired = host.get("/spaces/harbour/members?state=expired").text
    new = host.get("/spaces/harbour/members?state=not_invited").text
    desk = host.get("/spaces/harbour/desk").text
    host.submit("/spaces/harbour/members/invite")
    after = host.get("/spaces/harbour/members?state=invited").text

    rows = [f'/members/{one.id}"' for one in (late, fresh)]
    found = [[row in page for row in rows] for page in (expired, new, after)]
    assert found == [[True, False], [False, True], [True, True]]
    assert "Link expired" in expired.partition("<table")[2]
    assert "Invite the 2 without a valid invitation" in new
    assert "whose link has expired" in desk
