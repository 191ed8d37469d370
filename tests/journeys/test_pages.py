"""Every page of a full space, in both themes and both widths: nothing for axe to find."""

import re
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe

from app import create_app
from config import Settings
from tests import browsing, mail_server
from tests.journeys.conftest import serving

PUBLIC = ("/", "/sign-in", "/forgotten", "/nowhere")


@pytest.fixture(scope="module")
def demo(tmp_path_factory, migrated_sqlite):
    """The demo space, served, and how its people sign in."""
    data = tmp_path_factory.mktemp("demo")
    url = f"sqlite:///{data / 'alongside.sqlite3'}"
    with (
        mail_server.running() as (postbox, smtp_url),
        serving(data, url, postbox, smtp_url) as yard,
    ):
        said = yard.flask("demo", "load")
        yield yard, dict(re.findall(r"(\S+@\S+)\s+password:? +(\S+)", said))


def _pages(*more, space="harbour-yard", mixer="2"):
    """Give every page that is named by a space, and by what else is asked for, also new ones."""
    app = create_app(Settings(secret_key="for the map alone", scheduler=False))
    return sorted(
        rule.rule.replace("<slug>", space).replace("<int:mixer_id>", mixer)
        for rule in app.url_map.iter_rules()
        if "GET" in rule.methods
        and {*more} <= rule.arguments <= {"slug", *more}
        and rule.endpoint not in NOT_PAGES
    )


NOT_PAGES = {
    *("home.ready", "privacy.export", "presence.live", "members.export", "imports.sample"),
    *("mixers.calendar", "rounds.now", "projector.now", "tables.now", "door.live"),
}


# Both windows show the same document, which is laid out anew in each; so it is asked for once.
WINDOWS = {"phone": browsing.PHONE, "desktop": browsing.DESKTOP}
AXE = Axe().axe_script
# The themes differ in colours alone, as the house rules hold; so only those are asked of again.
COLOURS = ["color-contrast", "link-in-text-block"]
THEMES = {"light": {}, "dark": {"runOnly": COLOURS}}
# Axe looks at every element, and a list of forty people says the same forty times: of what differs
# only in its words and in whom it leads to, the last stays.
WITHOUT_TWINS = """() => {
  const own = /^(id|href|for|name|value|action|src|alt|title|datetime|aria-.*|data-.*)$/;
  const shape = (one) => [one, ...one.querySelectorAll("*")].map((part) => [
    part.tagName,
    part.textContent.trim() !== "",
    ...[...part.attributes].map(({name, value}) => name + (own.test(name) ? value !== "" : value)),
  ]).join();
  const seen = new Set();
  const found = document.querySelectorAll("main :is(li, tr, article, option, dd + dd)");
  for (const one of [...found].reverse()) {
    const now = shape(one);
    if (seen.has(now)) one.remove();
    seen.add(now);
  }
}"""


def _faults(page):
    """Give what axe finds: the size, the theme, the rule and the element."""
    page.evaluate(WITHOUT_TWINS)
    page.evaluate(AXE)
    found = []
    for (size, window), (theme, asked) in product(WINDOWS.items(), THEMES.items()):
        page.set_viewport_size(window)
        page.emulate_media(color_scheme=theme)
        # Told of nothing but faults, axe takes half the time.
        faults = page.evaluate(
            "asked => axe.run(asked).then(of => of.violations)",
            {"resultTypes": ["violations"]} | asked,
        )
        found += [
            (size, theme, fault["id"], node["html"][:160])
            for fault in faults
            for node in fault["nodes"]
        ]
    return found


def _overflow(page):
    """Give how many pixels the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def _too_wide(page):
    """Give by how many pixels the page is wider than a window of each size, where it is."""
    wider = {}
    for size, window in WINDOWS.items():
        page.set_viewport_size(window)
        wider[size] = max(0, _overflow(page))
    return {size: pixels for size, pixels in wider.items() if pixels}


def _looked_at(person, path):
    status = person.page.goto(path).status
    wider = _too_wide(person.page)
    return status, _faults(person.page), wider


@pytest.fixture
def host(browser, demo):
    """The host of the demo space, not signed in yet."""
    yard, _sign_ins = demo
    host = browsing.Person(browser, yard.address)
    yield host
    host.close()


def _comes_in(host, demo):
    _yard, sign_ins = demo
    host.sign_in(*next(iter(sign_ins.items())))


def test_no_page_has_a_fault_that_axe_finds_or_is_wider_than_the_window(host, demo):
    found = {path: _looked_at(host, path) for path in PUBLIC}
    _comes_in(host, demo)
    found |= {path: _looked_at(host, path) for path in _pages()}

    assert found.pop("/nowhere") == (404, [], {})
    assert {path: what for path, what in found.items() if what != (200, [], {})} == {}


def test_no_page_of_a_mixer_has_a_fault_either(host, demo):
    _comes_in(host, demo)
    mixer = "/spaces/harbour-yard/mixers/2"
    if "You are coming" not in host.go(mixer).text:
        host.press("ll come")
    host.go(f"{mixer}/plan").press("Plan")

    pages = [*_pages("mixer_id"), f"{mixer}/print/list"]
    found = {path: _looked_at(host, path) for path in pages}

    assert len(found) > 10
    assert {path: what for path, what in found.items() if what != (200, [], {})} == {}


SMALL = """() => [...document.querySelectorAll("main :is(a, button, summary, .input), .subnav a")]
  .filter(one => one.checkVisibility() && !one.closest(".unseen, .prose"))
  .filter(one => one.getBoundingClientRect().height < 44)
  .map(one => one.textContent.trim())"""


def _too_small(browser, yard, sign_in, paths):
    """Give what a thumb would miss on these pages."""
    person = browsing.Person(browser, yard.address, has_touch=True, is_mobile=True)
    person.sign_in(*sign_in)
    found = {path: person.go(path).page.evaluate(SMALL) for path in paths}
    person.close()
    return {path: small for path, small in found.items() if small}


def test_a_thumb_finds_everything_on_the_pages_of_a_mixer(browser, demo):
    yard, sign_ins = demo
    host = next(iter(sign_ins.items()))
    mixers = "/spaces/harbour-yard/mixers"
    at_the_door = browsing.Person(browser, yard.address)
    at_the_door.sign_in(*host).go(f"{mixers}/2/door").press("Has come").close()

    pages = [mixers, *_pages("mixer_id"), f"{mixers}/1/table"]

    assert _too_small(browser, yard, host, pages) == {}


HERE = "/spaces/harbour-yard"
EVERY_DAY = [
    *(f"{HERE}/{place}" for place in ("today", "introductions", "introductions/why")),
    *(f"{HERE}/{place}" for place in ("met", "met/add", "settings", "mixers/1/table")),
    *("/profile", "/profile/preview", "/privacy"),
]


def test_a_thumb_finds_everything_that_a_member_opens_every_day(browser, demo):
    yard, sign_ins = demo
    _host, member = sign_ins.items()
    arriving = browsing.Person(browser, yard.address)
    arriving.sign_in(*member).press("Check in").close()

    assert _too_small(browser, yard, member, EVERY_DAY) == {}


AT_THE_DESK = [
    *(f"{HERE}/{place}" for place in ("desk", "visits", "members", "mixers/2")),
    *(f"{HERE}/mixers/2/{place}" for place in ("invitations", "door", "run")),
]


@pytest.mark.parametrize(
    ("who", "paths"), [(0, AT_THE_DESK), (1, EVERY_DAY)], ids=["host", "member"]
)
def test_letters_twice_as_large_fit_a_phone(browser, demo, who, paths):
    yard, sign_ins = demo
    person = browsing.Person(browser, yard.address)
    person.sign_in(*[*sign_ins.items()][who])

    wider = {}
    for path in paths:
        person.go(path).page.evaluate("document.documentElement.style.fontSize = '200%'")
        wider[path] = max(0, _overflow(person.page))
    person.close()

    assert {path: pixels for path, pixels in wider.items() if pixels} == {}


BENEATH = """() => {
  const one = document.activeElement;
  const {x, y, width, height} = one.getBoundingClientRect();
  const seen = document.elementFromPoint(x + width / 2, y + height / 2);
  return seen?.closest(".top, .tabs, .save")?.contains(one) === false ? one.value : "";
}"""


def test_by_keyboard_nobody_comes_beneath_what_stays_in_place(browser, demo):
    yard, sign_ins = demo
    person = browsing.Person(browser, yard.address)
    person.sign_in(*next(iter(sign_ins.items()))).go(f"{HERE}/mixers/2/invitations")

    beneath = []
    for _ in range(40):
        person.page.keyboard.press("Tab")
        beneath.append(person.page.evaluate(BENEATH))
    picking = person.page.evaluate("document.activeElement.name")
    person.close()

    assert ([*filter(None, beneath)], picking) == ([], "chosen")
