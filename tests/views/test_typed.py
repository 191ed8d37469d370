"""A page that says no gives back what was typed: to whoever typed it, and to nobody else."""

from functools import wraps
from html.parser import HTMLParser

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs
from wtforms import PasswordField
from wtforms.fields.core import UnboundField

from app import typed
from app.services.profiles import skills
from models import Offer, Profile, SignIn, Skill
from tests.at_once import came_between
from tests.factories import a_host_of, a_member_of, a_mixer, a_space
from tests.security.crawling import forms_of_the_app

BIO = '\nI keep "books" & bees.\n\n</textarea><script>alert(1)</script> Ask me'
OURS = {"Sec-Fetch-Site": "same-origin"}


class Main(HTMLParser):
    """The forms and the read-only texts of a page that says no, as a browser has them."""

    def __init__(self, page):
        super().__init__()
        self.forms, self.texts, self._field = [], [], None
        self.feed(page.text.split('<div class="wrong">')[1].split("</main>")[0])

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.forms.append([])
        if tag == "input":
            self.forms[-1].append((given["name"], given["value"]))
        if tag == "textarea":
            self._field = given
            self.texts.append("")

    def handle_data(self, words):
        if self._field is not None:
            self.texts[-1] += words

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.texts[-1] = self.texts[-1].removeprefix("\n")
            if "readonly" not in self._field:
                self.forms[-1].append((self._field["name"], self.texts[-1]))
            self._field = None


@pytest.fixture
def space(session):
    return a_space(slug="harbour")


@pytest.fixture
def ana(space):
    return a_member_of(space, "Ana")


@pytest.fixture
def browser(ana, sign_in):
    browser = sign_in(ana)
    browser.get("/account")
    return browser


def out_of_date(browser, path="/profile/more", *, headers=OURS, **fields):
    """Send a form that was open while somebody signed in or out."""
    return browser.post(path, data={"csrf_token": "of before", **fields}, headers=headers)


def test_whom_somebody_came_between_sends_it_again_by_one_tap(session, browser, database_url, ana):
    skills.named(session, ["Tax"])
    session.commit()
    words = 'Taxes, "VAT" & </textarea><script>alert(1)</script>'
    fields = {"words": words, "skills": "Tax, Bees"}

    page = came_between(
        database_url,
        lambda own: own.execute(delete(Skill)),
        lambda _own: browser.submit("/profile/offers/new", **fields),
    )
    if database_url.startswith("postgresql"):  # on SQLite the tag is gone before it is looked for
        shown = Main(page)
        [sent] = shown.forms
        again = browser.post("/profile/offers/new", data=dict(sent))

        assert page.status_code == 409
        assert (shown.texts, dict(sent)) == ([words], {"csrf_token": browser.token, **fields})
        assert page.headers["Cache-Control"] == "no-store"
        assert again.status_code == 302
    assert session.scalars(select(Offer.words)).all() == [words]
    session.expire_all()
    assert {skill.name for skill in session.scalars(select(Skill))} == {"Tax", "Bees"}


def test_where_all_is_broken_the_form_waits_to_be_sent_again(app, session, browser, monkeypatch):
    usual = app.view_functions["about.more"]

    @wraps(usual)
    def broken(*_args, **_kwargs):
        raise RuntimeError

    app.config["PROPAGATE_EXCEPTIONS"] = False
    fields = {"bio": BIO, "languages-0": "en", "chosen": ["1", "2"]}
    with monkeypatch.context() as patch, capture_logs() as written:
        patch.setitem(app.view_functions, "about.more", broken)
        page = browser.submit("/profile/more", **fields)

    [sent] = Main(page).forms
    again = browser.post("/profile/more", data=dict(sent))

    assert (page.status_code, again.status_code) == (500, 302)
    assert [one for one in sent if one[0] == "chosen"] == [("chosen", "1"), ("chosen", "2")]
    assert dict(sent)["bio"] == BIO
    assert "bees" not in str(written)
    assert session.scalar(select(Profile.bio)) == BIO.strip()


def test_what_is_saved_already_is_not_offered_to_be_sent_again(app, session, browser, monkeypatch):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    for fault, status in ((RuntimeError, 500), (of_a_deadlock, 409)):

        def breaks(*_args, fault=fault, **_kwargs):
            raise fault()

        with monkeypatch.context() as patch:
            patch.setattr("app.views.offers.flash", breaks)
            page = browser.submit("/profile/offers/new", words=f"Bookkeeping for firms {status}")

        assert (page.status_code, Main(page).forms, Main(page).texts) == (status, [], [])
        assert "What you sent is saved." in page.text
        assert "Nothing of yours was changed" not in page.text
    assert len(session.scalars(select(Offer.words)).all()) == 2


def of_a_deadlock():
    cause = Exception()
    cause.sqlstate = "40P01"
    return OperationalError("", None, cause)


@pytest.mark.parametrize(
    ("headers", "is_ours"),
    [
        ({}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "http://localhost"}, True),
        ({"Origin": "http://evil.example"}, False),
        ({"Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"}, False),
        ({"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"}, False),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
    ],
    ids=str,
)
def test_without_its_token_it_is_only_shown_and_only_if_it_came_from_here(
    browser, headers, is_ours
):
    page = out_of_date(browser, headers=headers, bio=BIO)

    shown = Main(page)
    assert (page.status_code, shown.forms, shown.texts) == (400, [], [BIO] if is_ours else [])
    assert ("bees" in page.text, "<script>alert" in page.text) == (is_ours, False)
    assert page.headers["Cache-Control"] == "no-store"


def test_who_was_signed_out_meanwhile_copies_the_words_and_signs_in(session, space, sign_in):
    browser = sign_in(a_host_of(space, "Hugo"))
    browser.get("/account")
    session.execute(delete(SignIn))
    session.commit()
    path = "/spaces/harbour/mixers/new"

    page = browser.submit(path, words="Bring a friend who bakes.")
    bare = browser.submit(path, title="Bakers")

    assert (page.status_code, Main(page).texts) == (401, ["Bring a friend who bakes."])
    assert (Main(page).forms, f'href="/sign-in?next={path}"' in page.text) == ([], True)
    assert bare.status_code == 302


def test_words_about_what_is_gone_come_back_too(session, browser, space):
    a_mixer(space, now=space.created_at)
    session.commit()

    for path in ("/profile/offers/987", "/spaces/harbour/met/with/987/note"):
        page = browser.submit(path, words="Bookkeeping for very small firms")

        assert page.status_code == 404
        assert (Main(page).texts, Main(page).forms) == (["Bookkeeping for very small firms"], [])


def test_no_form_with_a_secret_in_it_comes_back(browser):
    for path in ("/account/password", "/account/email", "/account/second-step", "/privacy/erase"):
        for name in typed.SECRETS:
            fields = {name: "purple lamp walks", "email": "somebody.else@example.org"}
            page = out_of_date(browser, path, **fields)

            assert (page.status_code, Main(page).texts) == (400, [])


def test_every_field_for_a_secret_is_known_as_one():
    fields = {
        name: getattr(form, name).field_class
        for form in forms_of_the_app()
        for name in dir(form)
        if isinstance(getattr(form, name), UnboundField)
    }

    secret = {name for name, kind in fields.items() if issubclass(kind, PasswordField)}

    assert secret | {"code", "draft"} <= typed.SECRETS & fields.keys()


@pytest.mark.parametrize(
    "path",
    ["/sign-in", "/forgotten", "/join/7/x", "/reset/7/x", "/mixer/7/x", "/account/email/7/x"],
)
def test_pages_for_strangers_and_behind_links_give_nothing_back(browser, client, path):
    for reader in (browser, client):
        page = out_of_date(reader, path, words="words that somebody wrote here")

        assert (page.status_code, Main(page).texts) == (400, [])


def test_little_and_too_much_are_not_shown(browser):
    for bio in ("short", "x" * (typed.AT_MOST + 1), "x" * 300_000):
        page = out_of_date(browser, bio=bio)

        assert page.status_code in {400, 413}
        assert Main(page).texts == []


def test_a_form_in_parts_gives_nothing_back(browser):
    part = 'Content-Disposition: form-data; name="bio"'
    body = f"--x\r\n{part}\r\n\r\nwords that somebody wrote here\r\n--x--\r\n"

    page = browser.post(
        "/profile/more", data=body, content_type="multipart/form-data; boundary=x", headers=OURS
    )

    assert (page.status_code, Main(page).texts) == (400, [])
