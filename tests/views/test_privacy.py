"""Seeing, taking and deleting one's own data, on the page."""

from datetime import UTC, datetime

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from app.services.accounts import passwords
from app.services.members import tombstones
from models import Member
from tests.browsing import PASSWORD
from tests.factories import a_host_of, a_member_of, a_space, a_visit


@pytest.fixture
def ana(session):
    """Somebody with a password, in a space."""
    space = a_space(name="Harbour Yard", retention_days=45)
    a_host_of(space)
    member = a_member_of(space, "Ana Sousa")
    member.password_hash = passwords.hashed(PASSWORD, memory_kib=64)
    a_visit(member, space, now=datetime.now(UTC))
    session.commit()
    return member


def test_the_page_says_how_long_visits_are_kept(sign_in, ana):
    page = sign_in(ana).get("/privacy").text

    assert "Your visits to Harbour Yard: 45 days." in page


def test_the_export_is_a_file_with_what_is_kept(sign_in, ana):
    response = sign_in(ana).get("/privacy/export")

    assert response.headers["Content-Disposition"] == "attachment; filename=alongside-export.json"
    assert response.json["account"][0]["email"] == ana.email
    assert len(response.json["visits"]) == 1


def test_deleting_oneself_needs_the_password(session, sign_in, ana):
    browser = sign_in(ana)

    refused = browser.submit("/privacy/erase", _from="/privacy/erase", password="wrong")

    assert refused.status_code == 400
    assert "That is not your password." in refused.text
    assert ana.id in session.scalars(select(Member.id)).all()


def test_after_deleting_oneself_nothing_is_left_and_the_session_is_over(session, sign_in, ana):
    browser = sign_in(ana)

    gone = browser.submit("/privacy/erase", _from="/privacy/erase", password=PASSWORD)

    assert (gone.status_code, gone.location) == (302, "/")
    assert ana.id not in session.scalars(select(Member.id)).all()
    assert browser.get("/privacy").location.startswith("/sign-in")


def test_nobody_is_deleted_whom_a_backup_could_bring_back_unnoticed(
    app, session, settings, sign_in, ana
):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    (settings.data / tombstones.FILE).mkdir()  # as little to be written to as on a full disk

    answer = sign_in(ana).submit("/privacy/erase", _from="/privacy/erase", password=PASSWORD)

    assert (answer.status_code, "Nothing of yours was changed" in answer.text) == (500, True)
    assert ana.id in session.scalars(select(Member.id)).all()


def test_deleting_twice_at_once_is_one_deletion(sign_in, ana):
    first, second = sign_in(ana), sign_in(ana)
    for browser in (first, second):
        browser.get("/privacy/erase")

    first.submit("/privacy/erase", password=PASSWORD)
    again = second.submit("/privacy/erase", password=PASSWORD)

    assert again.status_code in {302, 400}


def test_whoever_taps_twice_reads_that_they_are_gone(sign_in, session, ana, monkeypatch):
    """The second tap is let in, and while its password is looked at, the first one is done."""
    first, second = sign_in(ana), sign_in(ana)
    for browser in (first, second):
        browser.get("/privacy/erase")
    verify = PasswordHasher.verify

    def verify_and_go(*given):
        monkeypatch.setattr(PasswordHasher, "verify", verify)
        first.submit("/privacy/erase", password=PASSWORD)
        return verify(*given)

    monkeypatch.setattr(PasswordHasher, "verify", verify_and_go)
    again = second.submit("/privacy/erase", password=PASSWORD)

    assert (again.status_code, again.location) == (302, "/")
    assert "You are gone" in second.get("/").text


def test_the_last_host_is_told_what_to_do_first(session, sign_in):
    host = a_host_of(a_space())
    host.password_hash = passwords.hashed(PASSWORD, memory_kib=64)
    session.commit()

    refused = sign_in(host).submit("/privacy/erase", _from="/privacy/erase", password=PASSWORD)

    assert refused.status_code == 409
    assert "Make somebody else host there first." in refused.text
