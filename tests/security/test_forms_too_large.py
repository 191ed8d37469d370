"""How much a form may hold: so much that no page is in the way, and no thread is kept busy."""

import pytest
from sqlalchemy import select

from models import Offer
from tests.factories import a_member, a_member_of, a_space

TYPED = "application/x-www-form-urlencoded"
BETWEEN = "multipart/form-data; boundary=between"


def parts(number, *, head=""):
    one = f'--between\r\nContent-Disposition: form-data; name="a"{head}\r\n\r\n1\r\n'
    return one * number + "--between--\r\n"


TOO_MUCH = {
    "many fields": ("a&" * 10_000, TYPED),
    "long fields": ("a=" + "%41" * 90_000, TYPED),
    "a long field in a part": (parts(1, head="; x=" + "y" * 150_000), BETWEEN),
    "many parts": (parts(11), BETWEEN),
    "a file where none is asked for": ("x" * 300_000, BETWEEN),
}


@pytest.mark.parametrize("path", ["/sign-in", "/nowhere", "/profile/offers/new"])
@pytest.mark.parametrize("how", TOO_MUCH)
def test_more_than_a_form_holds_is_refused(session, sign_in, path, how):
    data, kind = TOO_MUCH[how]

    answer = sign_in(a_member("Ana")).post(path, data=data, content_type=kind)

    assert answer.status_code == 413
    assert "a form holds less" in answer.text


@pytest.mark.parametrize("path", ["/profile/photo", "/spaces/harbour/import"])
@pytest.mark.parametrize("how", ["many parts", "a long field in a part", "many fields"])
def test_where_a_file_is_asked_for_all_else_is_as_short(session, sign_in, path, how):
    data, kind = TOO_MUCH[how]
    a_space(slug="harbour")

    answer = sign_in(a_member("Ana")).post(path, data=data, content_type=kind)

    assert answer.status_code == 413


def test_as_many_as_a_host_can_invite_come_through(sign_in, session):
    session.commit()
    browser = sign_in(a_member("Ana"))
    browser.get("/account")
    chosen = "&".join(f"chosen={number}" for number in range(100_000, 109_998))

    answer = browser.post(
        "/sign-out", data=f"csrf_token={browser.token}&{chosen}", content_type=TYPED
    )

    assert answer.status_code == 302


def test_what_was_typed_too_long_in_any_script_is_shown_again(sign_in, session):
    ana = a_member_of(a_space(), "Ana")
    browser = sign_in(ana)
    browser.get("/profile/offers/new")

    answer = browser.submit("/profile/offers/new", words="字" * 20_000)

    assert (answer.status_code, "字" * 20_000 in answer.text) == (400, True)
    assert session.scalars(select(Offer)).all() == []
