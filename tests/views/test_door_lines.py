"""A line of the list at the door: one thing to note, what is unusual, and the rest a tap away."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from models import Attendee, Rsvp
from tests import evenings as nights
from tests.factories import an_attendee

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def _line(page, attendee):
    return re.search(rf'<li[^>]*id="on-list-{attendee.id}".*?</li>', page, re.DOTALL).group(0)


def _buttons(html):
    return [re.sub(r"\s+", " ", one).strip() for one in re.findall(r"<button[^>]*>([^<]*)", html)]


def test_one_thing_to_note_stands_on_each_line(session, host, night):
    now = datetime.now(UTC)
    expected, fresh, there, gone, *_rest = night.people
    expected.arrived_at = None
    fresh.arrived_at = now - timedelta(seconds=5)
    there.arrived_at = gone.arrived_at = now - timedelta(minutes=20)
    gone.left_at = now
    session.commit()

    page = host.get(f"{host.at}/door").text

    lines = [_buttons(_line(page, one)) for one in (expected, fresh, there, gone)]
    assert lines == [["Has come"], ["Undo"], ["Has left"], ["Is back"]]


def test_whoever_asks_where_to_sit_is_found_at_the_door(session, host, night):
    host.submit(f"{host.at}/plan")
    before = host.get(f"{host.at}/door").text
    host.submit(f"{host.at}/run/begin", number=1)
    seats, one = nights.seats_of(session, night), night.people[0]
    marks, lines = [], []
    for _step in ("running", "moving"):
        page = host.get(f"{host.at}/door/list?find=Person+A")
        marks.append(page.headers["ETag"])
        lines.append(_line(page.text, one))
        host.submit(f"{host.at}/run/end", number=1)

    assert "Table" not in _line(before, one)
    assert [f"Table {seats[n][one.id]}" in line for n, line in enumerate(lines, 1)] == [True] * 2
    assert marks[0] != marks[1]


def test_a_line_that_may_not_be_undone_any_more_is_news_to_the_other_host(session, host, night):
    one = night.people[0]
    told = []
    for ago in (1, 2, 4):
        one.arrived_at = datetime(2026, 1, 1, tzinfo=UTC)
        one.arrived_at = datetime.now(UTC) - timedelta(minutes=ago)
        session.commit()
        line = _line(host.get(f"{host.at}/door/list").text, one)
        told.append(re.search(r'data-version="\S+ (.*?)"', line).group(1).split())

    assert [("fresh" in marks) for marks in told] == [True, True, False]


def test_rounds_stand_only_beside_those_who_are_not_there_for_all(session, host, night):
    night.mixer.rounds = 3
    late = night.people[0]
    late.first_round = 2
    session.commit()

    page = host.get(f"{host.at}/door").text

    assert "from round 2 on" in _line(page, late)
    assert page.count("from round 2 on") == 1
    assert "all rounds" not in page


def test_what_is_seldom_noted_stands_on_the_page_behind_the_name(session, host, night):
    guest = an_attendee(night.mixer, name="Kit Low", reply=Rsvp.GOING)
    guest.arrived_at = night.mixer.starts_at
    session.commit()
    lines = host.get(f"{host.at}/door").text
    pages = [
        host.get(re.search(r'href="([^"]*/rounds)"', _line(lines, one)).group(1)).text
        for one in (guest, night.people[0])
    ]

    told = [_buttons(page.split("<h1")[1].split("<h2")[0]) for page in pages]

    assert told == [["Has left", "Has not come after all", "Take off the list"], told[0][:2]]
    host.submit(f"{host.at}/door/{guest.id}", mark="undo")
    session.expire_all()
    assert not session.get(Attendee, guest.id).is_there


def test_after_the_end_the_lines_lead_nowhere(session, host, night):
    host.submit(f"{host.at}/run/begin", number=1)
    host.submit(f"{host.at}/run/finish", number=1)

    line = _line(host.get(f"{host.at}/door").text, night.people[0])

    assert ("<a " in line, _buttons(line)) == (False, [])
