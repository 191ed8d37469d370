"""Letting somebody back in and shutting somebody out, from the command line."""

import re
from dataclasses import replace

from sqlalchemy import select

from app.services.accounts import email_changes
from app.services.members import corrections, members
from models import EmailChange, Role, SignIn
from tests.factories import a_host_of, a_member_of, a_space
from tests.second_steps import shown, with_phone
from tests.signing_in import Browser, come_in, with_password


def test_somebody_is_shut_out(session, run, sign_in):
    host = a_host_of(a_space())
    browser = sign_in(host)
    assert browser.get("/account").status_code == 200

    code, _ = run("disable", host.email)

    assert (code, browser.get("/account").status_code) == (0, 302)
    assert session.scalars(select(SignIn)).all() == []
    session.commit()  # else the command waits for what was read here, and fails for that
    code, said = run("disable", "nobody@example.org")
    assert (code, said) == (1, "Error: Nobody signs in with nobody@example.org.\n")


def test_where_no_letters_are_sent_a_link_is_printed(app, session, run):
    with_password(a_member_of(a_space()), email="ana@example.org")
    session.commit()

    code, said = run("reset-link", "Ana@example.org")

    path = re.search(r"http://127\.0\.0\.1:8000(/reset/\S+)", said).group(1)
    assert code == 0
    assert Browser(app).submit(path, path, password="quiet tea at noon").status_code == 302
    assert come_in(Browser(app), "quiet tea at noon").status_code == 302
    assert run("reset-link", "nobody@example.org")[0] == 1


def test_the_second_step_is_taken_off_whom_an_operator_knows(app, session, run, sign_in):
    ana = with_password(a_member_of(a_space()), email="ana@example.org")
    with_phone(session, ana)
    session.commit()
    lost = sign_in(ana)

    code, said = run("second-step-off", "Ana@example.org")

    assert (code, lost.get("/account").status_code) == (0, 302)
    assert "signed out everywhere" in said
    assert f'"member": {ana.id}, "event": "second factor taken off"' in said
    assert come_in(Browser(app)).headers["Location"] == "/"
    assert run("second-step-off", "ana@example.org")[0] == 1


def test_an_account_that_somebody_took_has_its_address_back_and_nobody_in_it(
    app, session, run, sign_in, now
):
    ana = with_password(a_member_of(a_space()), email="ana@example.org")
    email_changes.ask(session, ana.id, "thief@example.org", now=now)
    [change] = session.scalars(select(EmailChange)).all()
    email_changes.confirm(session, change, keep=0, now=now)
    session.commit()
    thief = sign_in(ana)
    assert run("disable", "thief@example.org")[0] == 0

    code, said = run("address-back", "Thief@example.org")

    assert (code, "Give ana@example.org this link." in said) == (0, True)
    assert f'"member": {ana.id}, "event": "address put back"' in said
    assert thief.get("/account").status_code == 302
    for email in ("thief@example.org", "ana@example.org"):
        assert come_in(Browser(app), email=email).status_code == 400
    path = re.search(r"http://127\.0\.0\.1:8000(/reset/\S+)", said).group(1)
    assert Browser(app).submit(path, path, password="quiet tea at noon").status_code == 302
    assert come_in(Browser(app), "quiet tea at noon").status_code == 302
    code, said = run("address-back", "thief@example.org")
    assert (code, said) == (
        1,
        "Error: Nobody has changed their address to thief@example.org of late.\n",
    )


def test_no_address_is_put_back_that_somebody_else_has_by_now(session, run, now):
    ana = with_password(a_member_of(a_space()), email="ana@example.org")
    email_changes.ask(session, ana.id, "new@example.org", now=now)
    [change] = session.scalars(select(EmailChange)).all()
    email_changes.confirm(session, change, keep=0, now=now)
    a_member_of(a_space()).email = "ana@example.org"
    session.commit()

    code, said = run("address-back", "new@example.org")

    session.expire_all()
    assert (code, ana.email) == (1, "new@example.org")
    assert "Somebody else has the address from before" in said


def test_a_line_on_a_list_keeps_nobody_from_their_address(session, run, now):
    space = a_space()
    ana = with_password(a_member_of(space), email="ana@example.org")
    with_phone(session, ana)
    email_changes.ask(session, ana.id, "thief@example.org", now=now)
    [change] = session.scalars(select(EmailChange)).all()
    email_changes.confirm(session, change, keep=0, now=now)
    told = {"email": "ana@example.org", "name": "Ana", "role": Role.MEMBER}
    line = members.add(session, space, now=now, **told)
    session.commit()
    refused = run("address-back", "thief@example.org")
    corrections.correct(session, space, line.id, name="Ana", email="nobody@example.org", now=now)
    session.commit()

    done = run("address-back", "thief@example.org")

    assert (refused[0], "its host can correct the address there" in refused[1]) == (1, True)
    assert (done[0], "A second step is on." in done[1]) == (0, True)
    session.expire_all()
    assert ana.email == "ana@example.org"


def test_a_new_key_of_the_installation_takes_the_phones_along(app, session, run, tmp_path):
    with_phone(session, with_password(a_member_of(a_space()), email="ana@example.org"))
    session.commit()
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], secret_key="a new one")
    old = tmp_path / "old-key"
    old.write_text("not-a-secret\n")
    browser = Browser(app)
    come_in(browser)

    code, said = run("new-key", str(old))

    assert (code, said) == (0, "Second steps under the new key: 1. Under neither: 0.\n")
    done = browser.submit("/sign-in/code", "/sign-in/code", code=shown())
    assert done.headers["Location"] == "/"
