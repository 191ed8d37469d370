"""The wall of an evening, read from the last row: full rooms, long names, usual projectors."""

from datetime import UTC, datetime, timedelta

import pytest

from models import Attendee, Rsvp
from tests import factories as make
from tests.journeys import acts

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

SCREENS = [{"width": 1280, "height": 720}, {"width": 1920, "height": 1080}]
TABLES = 12
TITLE = "An evening about the future of craft, code, food and all that lies between them, at last"
MEASURED = """() => {
  const floor = document.querySelector(".floor");
  const cut = (one) => one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight;
  const inside = (one) => one.getBoundingClientRect().bottom <= innerHeight;
  const size = (one) => parseFloat(getComputedStyle(document.querySelector(one)).fontSize);
  return {
    scrolls: document.documentElement.scrollHeight > innerHeight || cut(document.documentElement),
    cut: [...floor.querySelectorAll("li, p, bdi")].filter(cut).map((one) => one.innerText),
    outside: [...floor.children].filter((one) => !inside(one)).length,
    tables: floor.children.length,
    names: size(".floor") / innerHeight,
    head: size("h1, .head b") / innerHeight,
    end: size(".head > b") / innerHeight,
  };
}"""


@pytest.fixture
def evening(yard):
    """Twelve tables of six with names that hardly differ."""
    now = datetime.now(UTC)
    with yard.rows() as session:
        space = acts.a_space()
        host = acts.somebody(space, "Hugo Berg", {}, role=acts.HOST)
        hours = {"starts_at": now, "ends_at": now + timedelta(hours=2)}
        mixer = make.a_mixer(space, now=now, title=TITLE, table_size=6, rounds=2, **hours)
        for n in range(TABLES * 6):
            name = f"{acts.LONG_NAMES[n % 6]} {chr(65 + n // 6)}stergaard"
            make.an_attendee(mixer, name=name, reply=Rsvp.GOING, arrived_at=now)
        session.flush()
        return f"/spaces/yard/mixers/{mixer.id}", host.email


def test_twelve_tables_of_long_names_are_read_across_the_room(evening, person):
    address, host_email = evening
    host, wall = person().sign_in(host_email), person().sign_in(host_email)
    found = []

    for press in ("Start round 1", "Time to move"):
        host.go(f"{address}/run").press(press)
        for screen in SCREENS:
            wall.page.set_viewport_size(screen)
            found.append(wall.go(f"{address}/projector").page.evaluate(MEASURED))

    whole = {"scrolls": False, "cut": [], "outside": 0, "tables": TABLES}
    assert [{name: seen[name] for name in whole} for seen in found] == [whole] * 4
    assert min(seen["names"] for seen in found) > 0.025
    assert min(seen["head"] for seen in found) >= 0.1
    assert min(seen["end"] for seen in found[:2]) >= 0.15


def test_a_few_very_long_names_leave_the_letters_of_all_others_large(yard, evening, person):
    address, host_email = evening
    with yard.rows() as session:
        for n, one in enumerate(session.query(Attendee).order_by(Attendee.id)):
            one.name = f"N{n}{'wolfeschlegelstein' * 3 if n < 4 else 'a'}"
    host, wall = person().sign_in(host_email), person().sign_in(host_email)

    host.go(f"{address}/run").press("Start round 1")
    wall.page.set_viewport_size(SCREENS[0])
    seen = wall.go(f"{address}/projector").page.evaluate(MEASURED)

    assert (seen["scrolls"], seen["cut"], seen["outside"]) == (False, [], 0)
    assert seen["names"] > 0.037


def test_a_wall_without_scripts_comes_anew_by_itself(browser, yard, evening, person):
    address, host_email = evening
    host = person().sign_in(host_email)
    plain = browser.new_context(
        storage_state=host.page.context.storage_state(), java_script_enabled=False
    ).new_page()
    plain.goto(f"{yard.address}{address}/projector")

    host.go(f"{address}/run").press("Start round 1")

    plain.get_by_role("heading", name="Round 1 of 2").wait_for(timeout=30_000)
    plain.context.close()
