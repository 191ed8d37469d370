"""The desk at a glance, and what a host sets for the space."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from app.services import opening, spaces
from tests.factories import LONG_AGO, a_host_of, a_member_of, a_mixer, a_space, a_visit, a_zone

RULES = {
    "name": "The Loft",
    "address": "Harbour 1",
    "welcome": "Coffee is left.",
    "time_zone": "Europe/Lisbon",
    "introductions_per_day": "3",
    "cooling_days": "30",
    "retention_days": "7",
    "counts_cross_industry": "2",
    "counts_newcomer": "0",
    "counts_bridging": "1",
    "counts_zone": "2",
}


@pytest.fixture
def space(session):
    return a_space(slug="loft")


@pytest.fixture
def host(space, sign_in):
    return sign_in(a_host_of(space, "Hugo"))


def mark_on(page):
    return re.search(r'name="shown"[^>]*value="([^"]+)"', page.text)[1]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_overview_costs_the_same_however_many_there_are(
    host, space, session, now, count_queries, rows
):
    for _ in range(rows):
        a_visit(a_member_of(space), space, now=now)
    session.commit()

    with count_queries() as queries:
        page = host.get("/spaces/loft/desk")

    assert (page.status_code, len(queries)) == (200, 10)


def test_an_empty_desk_says_once_what_comes_first_and_counts_nothing(host, space, session):
    _, _, empty = host.get("/spaces/loft/desk").text.partition("<main")
    a_visit(a_member_of(space), space, now=datetime.now(UTC))
    session.commit()
    _, _, first = host.get("/spaces/loft/desk").text.partition("<main")

    assert [empty.count(words) for words in ("Bring your members", "in now", "joined")] == [1, 0, 0]
    assert [first.count(words) for words in ("Bring your members", "in now", "joined")] == [1, 1, 0]


@pytest.mark.parametrize("is_planned", [False, True])
def test_a_mixer_is_asked_for_once_on_the_desk(host, space, session, is_planned):
    now = datetime.now(UTC)
    for one in [a_member_of(space) for _ in range(5)]:
        for days in range(1, 6):
            then = now - timedelta(days=days + space.today(now).weekday())
            a_visit(one, space, now=then, checked_out_at=then)
    if is_planned:
        a_mixer(space, now=now, starts_at=now + timedelta(days=2))
    session.commit()

    page = host.get("/spaces/loft/desk").text

    assert "at least 5 people came on five days or more and had met nobody." in page
    assert page.count("Announce a mixer") == 1


def test_rules_are_saved_once_however_often_they_are_sent(host, space, session):
    shown = mark_on(host.get("/spaces/loft/desk/rules"))

    answers = [host.submit("/spaces/loft/desk/rules", shown=shown, **RULES) for _ in range(2)]
    session.refresh(space)

    assert [answer.status_code for answer in answers] == [302, 302]
    assert {name: str(getattr(space, name)) for name in RULES} == RULES


def test_what_another_host_has_saved_is_shown_before_it_is_replaced(host, space, session):
    shown = mark_on(host.get("/spaces/loft/desk/rules"))
    space.cooling_days = 365
    session.commit()

    page = host.submit("/spaces/loft/desk/rules", shown=shown, **RULES)
    assert (page.status_code, "Another host has changed this" in page.text) == (409, True)
    assert 'value="The Loft"' in page.text
    again = host.submit("/spaces/loft/desk/rules", shown=mark_on(page), **RULES)
    session.refresh(space)

    assert (again.status_code, space.cooling_days) == (302, 30)


def test_rules_that_cannot_be_are_shown_again_as_typed(host, space, session):
    page = host.submit(
        "/spaces/loft/desk/rules",
        _from="/spaces/loft/desk/rules",
        **RULES | {"cooling_days": "3", "time_zone": "Mars/Olympus"},
    )
    session.refresh(space)

    assert page.status_code == 400
    assert "Choose a whole number from 7 to 730." in page.text
    assert ('value="The Loft"' in page.text, space.name) == (True, "Space 1")


def hours(**days):
    fields = {}
    for weekday in range(7):
        opens, closes = days.get(f"day{weekday}", ("09:00", "18:00"))
        fields |= {f"day{weekday}-opens": opens, f"day{weekday}-closes": closes}
        if f"day{weekday}" in days:
            fields[f"day{weekday}-is_open"] = "y"
    return fields


def test_hours_are_saved_for_the_days_that_are_ticked(host, space, session):
    shown = mark_on(host.get("/spaces/loft/desk/hours"))
    chosen = hours(day0=("08:30", "20:00"), day5=("18:00", "02:00"))

    saved = host.submit("/spaces/loft/desk/hours", shown=shown, **chosen)

    assert saved.status_code == 302
    kept = opening.hours_of(session, space)
    assert {day: tuple(map(str, pair)) for day, pair in kept.items()} == {
        0: ("08:30:00", "20:00:00"),
        5: ("18:00:00", "02:00:00"),
    }
    session.commit()
    stale = host.submit("/spaces/loft/desk/hours", shown=shown, **hours(day1=("09:00", "18:00")))
    assert stale.status_code == 409


def test_what_is_open_past_midnight_is_said_back_once_and_stands_beside_its_day(host):
    address, said = "/spaces/loft/desk/hours", []
    chosen = hours(day0=("09:00", "18:00"), day4=("18:00", "02:00"), day6=("09:00", "09:00"))

    for _ in range(2):
        host.submit(address, shown=mark_on(host.get(address)), **chosen)
        page = host.get(address).text
        said.append("Open past midnight: Friday, Sunday." in page)

    assert said == [True, False]
    beside = re.findall(r"(\w+day)\s+<small[^>]*>(.*?)</small>", page)
    assert beside == [
        ("Friday", "until 02:00 on the next day"),
        ("Sunday", "a whole day, until 09:00 on the next"),
    ]


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        (("", "18:00"), "Choose both times, such as 09:00 and 18:00."),
        (("25:00", "18:00"), "Choose both times, such as 09:00 and 18:00."),
    ],
)
def test_hours_that_cannot_be_are_shown_again(host, space, session, pair, words):
    page = host.submit(
        "/spaces/loft/desk/hours", _from="/spaces/loft/desk/hours", **hours(day2=pair)
    )

    assert (page.status_code, words in page.text) == (400, True)
    assert opening.hours_of(session, space) == {}


def test_zones_are_added_renamed_moved_closed_and_opened(host, space, session):
    address = "/spaces/loft/desk/zones"
    host.get(address)
    for name in ("Roof", "Table", "roof"):
        assert host.submit(address, name=name).status_code == 302
    roof, table = spaces.zones_of(session, space)
    session.commit()

    def zones():
        session.expire_all()
        found = spaces.zones_of(session, space)
        session.commit()
        return [(zone.name, zone.closed_at is None) for zone in found]

    host.submit(f"{address}/{table.id}/move", to=0)
    host.submit(f"{address}/{roof.id}", name="The roof")
    host.submit(f"{address}/{table.id}/close")
    assert zones() == [("Table", False), ("The roof", True)]
    host.submit(f"{address}/{table.id}/reopen")
    assert zones() == [("Table", True), ("The roof", True)]


def test_a_closed_zone_opens_again_where_one_of_its_name_is_added(host, space, session):
    roof, zones = a_zone(space, name="Roof", closed_at=LONG_AGO), "/spaces/loft/desk/zones"
    session.commit()

    host.submit(zones, zones, name="roof")

    session.refresh(roof)
    assert (roof.name, roof.closed_at) == ("Roof", None)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_zones_cost_the_same_however_many(host, space, session, count_queries, rows):
    for _ in range(rows):
        a_zone(space)
    session.commit()

    with count_queries() as queries:
        host.get("/spaces/loft/desk/zones")

    assert len(queries) == 3


def test_a_name_that_is_taken_is_named_at_the_field(host, space, session):
    a_zone(space, name="Roof")
    table = a_zone(space, name="Table")
    session.commit()
    address = f"/spaces/loft/desk/zones/{table.id}"

    taken = host.submit(address, _from=address, name="roof")
    nameless = host.submit("/spaces/loft/desk/zones", name=" ")
    nowhere = host.submit(f"{address}/move", to="up")

    assert (taken.status_code, "There is a zone “Roof” already." in taken.text) == (400, True)
    assert 'value="roof"' in taken.text
    assert (nameless.status_code, nowhere.status_code) == (400, 400)
