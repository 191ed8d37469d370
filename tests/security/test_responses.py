"""What every answer carries, whoever asks for what."""

import re

import pytest

from app import create_app
from tests.security.crawling import address, rules_of
from tests.signing_in import Browser

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; object-src 'none'"
)
ALWAYS = {
    "Content-Security-Policy": CSP,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
KEPT_BY_THE_BROWSER = {
    "door.live": r"private, no-cache",
    "presence.live": r"private, no-cache",
    "projector.now": r"private, no-cache",
    "rounds.now": r"private, no-cache",
    "tables.now": r"private, no-cache",
    "photos.show": r"private.*",
    "home.ready": r"no-store",
}
"""What may be kept, and how; all else must not be."""


def everywhere(app, world, browser):
    """Every page, some that are not there, and a form that is refused."""
    asked = [
        ("missing", "GET", "/no/such/page"),
        ("wrong method", "PUT", "/account"),
        ("static", "GET", "/static/base.css"),
        ("no static", "GET", "/static/no-such.css"),
    ]
    for method in ("GET", "POST"):
        asked += [
            (rule.endpoint, method, address(app, rule, world.of(rule)))
            for rule in rules_of(app, method)
        ]
    for name, method, path in asked:
        with browser.open(path, method=method) as answer:
            yield name, answer


INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", re.IGNORECASE)


def wrong_with(name, answer):
    """What an answer lacks, or has and should not."""
    yield from (
        f"{header}: {answer.headers.get(header)}"
        for header, value in ALWAYS.items()
        if answer.headers.get(header) != value
    )
    may = KEPT_BY_THE_BROWSER.get(name, "no-store") if answer.status_code < 300 else "no-store"
    if "static" not in name and not re.fullmatch(may, answer.headers.get("Cache-Control", "")):
        yield f"Cache-Control: {answer.headers.get('Cache-Control')}"
    if answer.mimetype.startswith("text/") and "charset=utf-8" not in answer.content_type.lower():
        yield f"Content-Type: {answer.content_type}"
    if answer.mimetype == "text/html" and (inline := INLINE.search(answer.text)):
        yield f"inline: {inline.group()}"


@pytest.mark.parametrize("who", [None, "ana", "host"])
def test_every_answer_is_guarded_by_its_headers(app, as_, client, world, who):
    """Headers, nothing kept in caches, its kind said, no script and no style of its own."""
    browser = as_(who) if who else client

    wrong = {
        name: found
        for name, answer in everywhere(app, world, browser)
        if (found := list(wrong_with(name, answer)))
    }

    assert wrong == {}


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "localhost@evil.example", "localhost:x"]
)
def test_another_host_s_name_is_refused(client, host):
    answer = client.get("/", headers={"Host": host})

    assert answer.status_code == 400
    assert "evil" not in answer.text


def public_app(settings, **more):
    values = {name: getattr(settings, name) for name in settings.__dataclass_fields__}
    more = {"public_url": "https://alongside.example"} | more
    return create_app(type(settings)(**(values | more)))


def test_in_public_cookies_and_addresses_are_for_https_alone(settings):
    browser = Browser(public_app(settings))

    answer = browser.get("/sign-in", base_url="https://alongside.example")

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=")
    attributes = set(cookie.split("; ")[1:])
    assert attributes == {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert answer.headers["Vary"] == "Cookie"


def test_in_public_only_the_public_name_is_answered(settings):
    browser = Browser(public_app(settings))

    def asked(host):
        return browser.get("/", base_url=f"https://{host}").status_code

    assert [asked("alongside.example"), asked("127.0.0.1"), asked("evil.example")] == [
        200,
        400,
        400,
    ]


def test_a_form_works_over_https_although_no_referrer_is_sent(settings):
    app = public_app(settings)
    browser, home = Browser(app), "https://alongside.example"
    browser.get("/sign-in", base_url=home)

    answer = browser.post(
        "/forgotten",
        base_url=home,
        data={"csrf_token": browser.token, "email": "nobody@example.org"},
        headers={"Origin": "null", "Sec-Fetch-Site": "same-origin"},
    )

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/no/such/page", 404),
        ("/static/../config.py", 404),
        ("/static/%2e%2e/%2e%2e/config.py", 404),
        ("/static/..%5c..%5cconfig.py", 404),
        ("/.git/config", 404),
        ("/<script>alert(1)</script>", 404),
    ],
)
def test_what_is_not_there_is_said_kindly_and_without_details(client, path, status):
    answer = client.get(path)

    assert answer.status_code == status
    assert "There is nothing at this address" in answer.text
    assert "<script>alert" not in answer.text


def test_when_something_breaks_the_page_tells_nothing_of_it(app, as_):
    browser = as_("ana")
    engine = app.extensions["database"][0]
    with engine.begin() as connection:
        connection.exec_driver_sql("drop table sign_in")

    answer = browser.get("/account")

    assert answer.status_code == 500
    assert "Nothing of yours was changed" in answer.text
    assert "sign_in.token_hash" not in answer.text
    assert "Traceback" not in answer.text
    assert {name: answer.headers[name] for name in ALWAYS} == ALWAYS


def test_too_much_is_refused_before_it_is_read(client):
    client.get("/sign-in")

    answer = client.post("/sign-in", data={"csrf_token": client.token, "email": "x" * 9_000_000})

    assert answer.status_code == 413


def how_kept(client, path):
    with client.get(path) as answer:
        return answer.headers["Cache-Control"]


def test_styles_and_scripts_are_kept_at_addresses_that_change_with_them(client):
    page = client.get("/sign-in").text
    addresses = re.findall(r'(?:href|src)="(/static/[^"#]+)"', page)

    kept = [how_kept(client, path) for path in addresses]
    others = [
        how_kept(client, f"/static/base.css{query}") for query in ("", "?v=", "?v=0123456789")
    ]

    assert len(kept) > 7
    assert {*kept} == {"public, max-age=31536000, immutable"}
    assert {*others} == {"no-cache"}
    assert client.get("/static/no-such.css?v=0").status_code == 404
