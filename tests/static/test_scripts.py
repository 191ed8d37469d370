"""The small scripts in a real browser, against a server that the tests hold in their hands."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

STATIC = Path("app/static")
SITE = "http://alongside.test"
PAGE = """<!doctype html><title>Who is in</title>
<script type="module" src="/static/forms.js"></script>
<script type="module" src="/static/live.js"></script>
<main id="main">{}</main>"""
LIST = """<ul id="people" tabindex="-1" data-live="{address}" data-etag='"0"'
data-says="{{name}} is in." data-says-many="Several are in.">{cards}</ul>"""
TURN = """state => {
  Object.defineProperty(document, "hidden", {value: state === "hidden", configurable: true});
  document.dispatchEvent(new Event("visibilitychange"));
}"""
PRESS = "document.querySelector('button').click()"

pytestmark = pytest.mark.browser


def card(name, version=1):
    return (
        f'<li data-key="{name}" data-version="{version}" data-name="{name}">'
        f'<a href="#{name}">{name} {version}</a></li>'
    )


class Door:
    """A server of one page and one live list; what it was asked is written down."""

    def __init__(self, page):
        self.page = page
        self.body = ""
        self.status = 200
        self.fragment = ""
        self.asked = []
        page.clock.install()
        page.route(f"{SITE}/**", self._answer)

    def _answer(self, route):
        address = route.request.url.removeprefix(SITE)
        if address.startswith("/static/"):
            script = STATIC / address.removeprefix("/static/")
            return route.fulfill(body=script.read_text(), content_type="text/javascript")
        if address == "/echo":
            return route.fulfill(body="")
        tag = route.request.headers.get("if-none-match")
        self.asked.append((route.request.method, address, tag))
        if address.startswith("/live"):
            headers = {"ETag": f'"{len(self.asked)}"'}
            return route.fulfill(
                status=self.status, body=self.fragment, content_type="text/html", headers=headers
            )
        if route.request.method == "POST":
            return route.fulfill(status=204)  # so that the page stays
        return route.fulfill(body=PAGE.format(self.body), content_type="text/html")

    def open(self, body):
        self.body = body
        self.page.goto(SITE)
        self.asked.clear()

    def open_list(self, *cards):
        self.open(LIST.format(address="/live", cards="".join(cards)))

    def pass_time(self, fragment=None, *, seconds=12):
        """Let the page ask once more; 12 s is the longest that it waits."""
        self.fragment = fragment if fragment is not None else self.fragment
        with self.page.expect_response(re.compile("/live")):
            self.page.clock.run_for(seconds * 1000)

    def settle(self):
        """Wait until whatever the page has asked before now is answered."""
        self.page.evaluate("fetch('/echo').then(answer => answer.text())")


@pytest.fixture
def door(browser):
    page = browser.new_page()
    yield Door(page)
    page.close()


def test_what_has_not_changed_keeps_its_place_and_the_focus(door):
    door.open_list(card("ana"), card("bo"))
    door.page.focus("[data-key=bo] a")
    door.page.evaluate("window.bo = document.querySelector('[data-key=bo]')")

    door.pass_time(card("cleo") + card("bo") + card("ana", 2))

    expect(door.page.locator("#people")).to_have_text("cleo 1bo 1ana 2")
    assert door.page.evaluate("window.bo === document.activeElement.parentElement")


def test_a_card_is_not_swapped_while_the_focus_is_in_it(door):
    door.open_list(card("ana"), card("bo"))
    door.page.focus("[data-key=bo] a")

    door.pass_time(card("ana", 2) + card("bo", 2))
    expect(door.page.locator("#people")).to_have_text("ana 2bo 1")
    door.page.evaluate("document.activeElement.blur()")
    door.pass_time()

    expect(door.page.locator("#people")).to_have_text("ana 2bo 2")
    assert door.asked == [("GET", "/live", '"0"'), ("GET", "/live", None)]


def test_an_arrival_is_shown_and_said_once(door):
    door.open_list(card("ana"))

    door.pass_time(card("ana") + card("bo"))
    expect(door.page.locator("[aria-live]")).to_have_text("bo is in.")
    expect(door.page.locator(".arrived")).to_have_text("bo 1")
    door.pass_time(card("ana") + card("bo") + card("cleo") + card("dan"))

    expect(door.page.locator("[aria-live]")).to_have_text("Several are in.")
    expect(door.page.locator(".arrived")).to_have_text(["cleo 1", "dan 1"])


def test_whoever_leaves_with_the_focus_gives_it_to_the_list(door):
    door.open_list(card("ana"), card("bo"))
    door.page.focus("[data-key=bo] a")

    door.pass_time(card("ana"))

    expect(door.page.locator("#people")).to_be_focused()


def test_after_errors_the_page_asks_less_often(door):
    door.open_list(card("ana"))
    door.status = 500

    door.pass_time()
    door.settle()
    door.page.clock.run_for(15_000)
    door.settle()

    assert len(door.asked) == 1


def test_a_hidden_page_does_not_ask_and_a_page_shown_again_asks_at_once(door):
    door.open_list(card("ana"))

    door.page.evaluate(TURN, "hidden")
    door.page.clock.run_for(60_000)
    door.settle()
    while_hidden = list(door.asked)
    with door.page.expect_response(re.compile("/live")):
        door.page.evaluate(TURN, "visible")

    assert (while_hidden, len(door.asked)) == ([], 1)


def test_a_filter_shows_its_results_and_the_address_follows(door):
    filters = """<form action="/" data-live-filter="people"><input name="words">
    <input name="zone" value=""><button>Show</button></form>"""
    door.open(filters + LIST.format(address="/live", cards=card("ana") + card("bo")))
    door.body = filters + LIST.format(address="/live?words=bo", cards=card("bo"))

    door.page.fill("[name=words]", "bo")
    door.page.clock.run_for(400)

    expect(door.page.locator("#people")).to_have_text("bo 1")
    expect(door.page.locator("button")).to_be_hidden()
    expect(door.page).to_have_url(f"{SITE}/?words=bo")
    assert door.page.get_attribute("#people", "data-live") == "/live?words=bo"


def test_what_is_picked_beside_a_filter_stays_and_is_sent(door):
    door.open("""<form id="whom" action="/" data-live-filter="found"><input name="words">
    <button>Show</button></form><div id="found"><input type="checkbox" form="whom" name="pick">
    <button form="whom" formmethod="post" formaction="/send">Send</button></div>""")
    door.page.fill("[name=words]", "bo")
    door.page.clock.run_for(400)
    expect(door.page).to_have_url(f"{SITE}/?words=bo")
    asked = len(door.asked)

    door.page.check("[name=pick]")  # leaves the field, and changes nothing in it
    door.page.clock.run_for(400)
    door.settle()
    while_leaving = door.asked[asked:]
    door.page.click("text=Send")

    expect(door.page.locator("[name=pick]")).to_be_checked()
    assert (while_leaving, door.asked[-1]) == ([], ("POST", "/send", None))


def test_a_form_is_sent_once_however_often_one_presses(door):
    door.open(
        '<form method="post" action="/yes"><button name="reply" value="yes">Yes</button></form>'
    )

    door.page.evaluate(PRESS)
    door.page.clock.run_for(10)
    door.page.evaluate(PRESS)

    expect(door.page.locator("button")).to_be_disabled()
    assert door.asked == [("POST", "/yes", None)]


def test_a_menu_closes_for_whoever_goes_on_with_the_keyboard(door):
    door.open(
        '<details class="menu"><summary>Menu</summary><a href="#a">First</a></details>'
        '<a href="#b">Next</a>'
    )
    menu = door.page.locator(".menu")

    door.page.get_by_text("Menu").focus()
    door.page.keyboard.press("Enter")
    door.page.keyboard.press("Tab")
    expect(menu).to_have_attribute("open", "")
    door.page.keyboard.press("Tab")

    expect(door.page.get_by_text("Next")).to_be_focused()
    expect(menu).not_to_have_attribute("open", "")
