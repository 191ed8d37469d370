"""A host protects a space with a phone, and loses the phone one day."""

import pyotp
import pytest

from tests.browsing import PASSWORD
from tests.journeys import acts

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

HOST = "host@example.org"


def _a_host(yard):
    with yard.rows():
        host = acts.somebody(acts.a_space(), "Hanne Holm", acts.BAKER, role=acts.HOST)
        host.email = HOST


def _turn_on(host):
    """Turn a second step on; give the codes on paper, which stand below whose they are."""
    host.go("/account").follow("Turn on")
    host.fill(password=PASSWORD).press("Go on")
    assert host.page.get_by_role("img", name="QR code").is_visible()
    phone = pyotp.TOTP(host.page.locator("main strong").inner_text().replace(" ", ""))
    host.fill(code_from_your_phone=phone.now()).press("Turn it on")
    whose, codes = host.page.get_by_label("Recovery codes").input_value().split("\n\n")
    assert HOST in whose
    host.follow("I have kept them")
    return codes.split()


def test_a_host_uses_a_phone_loses_it_and_takes_another(yard, person):
    _a_host(yard)
    host = person().sign_in(HOST)

    paper = _turn_on(host)

    assert "code from your phone" in yard.letter_to(HOST, about="second step protects")
    assert len(paper) == 10
    elsewhere = person().sign_in(HOST)
    assert elsewhere.sees("One more step")
    elsewhere.fill(code_from_your_phone="000000").press("Sign in")
    assert elsewhere.sees("This code is not right")
    elsewhere.follow("My phone is not at hand")
    elsewhere.fill(recovery_code=paper[0]).press("Sign in")
    assert elsewhere.sees("That recovery code is used up; 9 are left.")
    elsewhere.go("/account/second-step").follow("Turn it off")
    elsewhere.fill(password=PASSWORD, code_from_your_phone=paper[1]).press("Turn it off")
    assert "your password alone signs you in" in yard.letter_to(HOST, about="step is off")
    _turn_on(elsewhere)
    assert elsewhere.go("/account").sees("On: a code from your phone")


def test_who_has_lost_phone_and_paper_is_helped_by_whoever_runs_it(yard, person):
    _a_host(yard)
    _turn_on(person(java_script_enabled=False).sign_in(HOST))

    yard.flask("second-step-off", HOST)

    host = person().sign_in(HOST)
    assert host.go("/account").sees("Off: the password alone")
