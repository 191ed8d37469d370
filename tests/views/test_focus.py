"""After a form could not be taken, whoever types goes on where something is wrong."""

import re

import pytest
from sqlalchemy import select

from models import Evening
from tests import evenings as nights
from tests.factories import a_member_of, a_space
from tests.signing_in import with_password


def focused(page):
    """Give the ids of all elements that ask for the focus, as they stand on the page."""
    found = re.findall(r"<(?:input|select|textarea)\b[^>]*\bautofocus\b[^>]*>", page)
    return [re.search(r'\bid="([^"]+)"', tag)[1] for tag in found]


@pytest.fixture
def ana(session):
    ana = with_password(a_member_of(a_space(slug="harbour"), "Ana"), email="ana@example.org")
    session.commit()
    return ana


def test_somebody_who_signs_in_begins_with_the_address_and_goes_on_where_it_was_wrong(client, ana):
    begun = client.get("/sign-in").text
    nothing = client.submit("/sign-in", "/sign-in").text
    wrong = client.submit("/sign-in", "/sign-in", email="ana@example.org", password="no").text

    assert [focused(page) for page in (begun, nothing, wrong)] == [
        ["email"],
        ["email"],
        ["password"],
    ]


@pytest.mark.parametrize(
    ("path", "fields", "first"),
    [
        ("/spaces/harbour/welcome", {"listed": "yes"}, "introductions-0"),
        ("/profile/name", {"name": "", "pronouns": "x" * 200}, "name"),
        ("/profile/start", {"ask_kind": "hire", "offer": "x" * 2000, "ask": "x" * 2000}, "offer"),
        ("/profile/more", {"languages-0": "en", "languages-1": "nowhere"}, "languages-1"),
        ("/spaces/harbour/settings", {"limit": "99"}, "limit"),
    ],
    ids=["radio buttons", "one line", "a long form", "one of a list", "a number"],
)
def test_the_first_field_that_is_wrong_takes_the_focus_alone(sign_in, ana, path, fields, first):
    browser = sign_in(ana)

    shown = browser.get(path).text
    page = browser.submit(path, path, **fields)

    assert page.status_code == 400
    assert (focused(shown), focused(page.text)) == ([], [first])


def test_the_summary_of_a_long_form_leads_to_each_field_that_is_wrong(sign_in, ana):
    path = "/profile/start"
    browser = sign_in(ana)

    page = browser.submit(path, path, ask_kind="what", offer="x" * 2000).text

    [summary] = re.findall(r'role="alert">.+?</ul>', page, re.DOTALL)
    links = re.findall(r'href="#([^"]+)"', summary)
    assert links == ["offer", "ask_kind"]
    assert all(f'id="{link}"' in page for link in links)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_after_a_lock_a_host_goes_on_at_the_seat_and_not_at_the_head_of_the_round(
    session, host, night
):
    host.submit(f"{host.at}/plan")
    one, other = list(nights.seats_of(session, night)[2])[-2:]

    gone = [
        _locked(session, host, **named)
        for named in ({"hold": f"{other} {one}"}, {"release": f"{one}"})
    ]

    seats = [f"seat-2-{other}", f"seat-2-{one}"]
    assert gone == seats
    page = host.get(f"{host.at}/plan").text
    assert all(page.count(f'id="{seat}"') == 1 for seat in seats)


def _locked(session, host, **named):
    """Lock seats of the second round, and tell where on the page that leads."""
    seen = session.scalar(select(Evening.seating))
    session.commit()
    return host.submit(f"{host.at}/plan/lock", number=2, seen=seen, **named).location.split("#")[1]
