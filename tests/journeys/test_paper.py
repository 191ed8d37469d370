"""An evening on paper, as a browser prints it: no sheet too many, nothing cut off."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from models import Rsvp
from tests import browsing
from tests import factories as make
from tests.journeys import acts

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

PEOPLE, TABLE = 30, 5
COMPANY = "Gesellschaft für außerordentlich lange Namen und was damit zu tun hat, mbH & Co. KG"
INCHES = {"a4": (8.3, 11.7), "letter": (8.5, 11.0)}
SIDES = """sides => sides.map(side => {
  const place = side.getBoundingClientRect();
  const box = (one) => side.querySelector(one)?.getBoundingClientRect();
  const name = box("text");
  const last = box("span:last-child") ?? name;
  const isTurned = getComputedStyle(side).transform.startsWith("matrix(-1");
  const inside = (one) => one.left >= place.left && one.right <= place.right
    && one.top >= place.top && one.bottom <= place.bottom;
  const [above, below] = isTurned ? [last, name] : [name, last];
  return {
    name: side.querySelector("text").textContent,
    isTurned,
    isWhole: inside(name) && inside(last) && above.top <= below.top,
    fills: Math.max(name.width / (place.width - 30), name.height / 113),
  };
})"""


@pytest.fixture
def evening(yard):
    """Thirty guests, some with names as long as they come and some with two letters."""
    now = datetime.now(UTC)
    names = [*acts.LONG_NAMES, "Li", "Bo Chen"]
    with yard.rows() as session:
        space = acts.a_space()
        host = acts.somebody(space, "Hugo Berg", {}, role=acts.HOST)
        hours = {"starts_at": now, "ends_at": now + timedelta(hours=2)}
        mixer = make.a_mixer(space, now=now, table_size=TABLE, rounds=4, **hours)
        for n in range(PEOPLE):
            company = COMPANY if n % 3 else ""
            make.an_attendee(mixer, name=names[n % 8], company=company, reply=Rsvp.GOING)
        session.flush()
        return f"/spaces/yard/mixers/{mixer.id}", host.email


def _printed(host, path):
    """Give the size in inches and the number of the sheets."""
    pdf = host.go(path).page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    sizes = {tuple(round(float(side) / 72, 1) for side in box) for box in boxes}
    return sizes, len(boxes)


def test_every_sheet_is_printed_on_the_paper_that_was_asked_for(evening, person):
    address, host_email = evening
    host = person().sign_in(host_email)
    host.go(f"{address}/plan").press("Plan the evening")

    found = {
        (sheet, paper): _printed(host, f"{address}/print/{sheet}?paper={paper}")
        for sheet in ("tags", "cards", "schedules", "list")
        for paper in INCHES
    }

    sheets = {"tags": -(-PEOPLE // 4), "cards": PEOPLE // TABLE}
    strips, rows = ({found[sheet, paper][1] for paper in INCHES} for sheet in ("schedules", "list"))
    assert {key: sizes for key, (sizes, _count) in found.items()} == {
        (sheet, paper): {INCHES[paper]} for sheet, paper in found
    }
    assert {key: found[key][1] for key in found if key[0] in sheets} == {
        (sheet, paper): count for sheet, count in sheets.items() for paper in INCHES
    }
    assert strips <= {5, 6}  # of eight names for all, each stands with a company
    assert rows <= {2, 3}


def test_names_stand_on_both_sides_as_big_as_their_place(evening, person):
    address, host_email = evening
    host = person().sign_in(host_email)

    host.go(f"{address}/print/tags").page.emulate_media(media="print")
    sides = host.page.locator(".tag__side").evaluate_all(SIDES)

    assert len(sides) == 2 * PEOPLE
    assert [side["isTurned"] for side in sides] == [True, False] * PEOPLE
    assert [side["name"] for side in sides if not side["isWhole"]] == []
    assert {side["name"] for side in sides} >= {"Li", "Maximilian-Konstantin"}
    assert [side["name"] for side in sides if side["fills"] < 0.6] == []


def test_on_a_screen_a_sheet_lies_there_in_its_size_with_a_button_that_prints(evening, person):
    address, host_email = evening
    page = person().sign_in(host_email).go(f"{address}/print/list").page
    page.set_viewport_size(browsing.DESKTOP)
    page.emulate_media(color_scheme="dark")
    page.evaluate("window.print = () => { document.title = 'printed'; }")

    page.get_by_role("button", name="Print").click()
    seen = page.evaluate(
        "[document.title, document.body.offsetWidth, getComputedStyle(document.body).colorScheme]"
    )

    assert seen == ["printed", 794, "light"]
