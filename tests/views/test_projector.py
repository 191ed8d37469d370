"""The wall of an evening, as it is asked for every few seconds."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from models import Attendee, Member, Rsvp, Seat
from tests.factories import an_attendee

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def _act(host, what, **fields):
    return host.submit(f"{host.at}/{what}", **fields)


def test_the_wall_is_told_of_one_who_comes_as_another_leaves(session, host, night):
    _act(host, "plan")
    _act(host, "run/begin", number=1)
    marks, walls = [], []
    for name in ("Kit Low", "Lea Low"):
        for guest in session.query(Attendee).filter_by(member_id=None).all():
            guest.left_at = night.mixer.starts_at
        an_attendee(night.mixer, name=name, reply=Rsvp.GOING, arrived_at=night.mixer.starts_at)
        session.commit()
        wall = host.get(f"{host.at}/projector/now")
        marks.append(wall.headers["ETag"])
        walls.append(re.findall(r"Sitting out this round:\s*(.*?)</p>", wall.text))

    assert walls == [["Kit"], ["Lea"]]
    assert marks[0] != marks[1]


def test_a_table_that_nobody_is_left_at_keeps_its_number_and_is_said_to_be_empty(
    session, host, night
):
    _act(host, "plan")
    _act(host, "run/begin", number=1)
    before = host.get(f"{host.at}/projector").text
    session.execute(update(Seat).where(Seat.table_number == 1).values(table_number=3))
    session.commit()

    pages = [host.get(f"{host.at}/{page}").text for page in ("projector", "run", "plan")]

    assert "stays empty" not in before
    assert ["Table 1 stays empty in this round." in page for page in pages] == [True] * 3


@pytest.mark.parametrize("people", [4, 8])
def test_the_wall_costs_the_same_for_few_and_for_many(session, host, night, count_queries, people):
    for one in night.people[people:]:
        one.left_at = night.mixer.starts_at + timedelta(minutes=1)
    session.commit()
    _act(host, "plan")
    _act(host, "run/begin", number=1)
    host.get(f"{host.at}/projector/now")

    with count_queries() as wall:
        host.get(f"{host.at}/projector/now")

    assert len(wall) == 4


def test_before_its_day_the_wall_and_the_door_name_the_day(session, host, night):
    told = []
    for ahead in (timedelta(days=2), timedelta(0)):
        begins = datetime.now(UTC) + ahead
        night.mixer.starts_at, night.mixer.ends_at = begins, begins + timedelta(hours=2)
        day = f"{night.space.local(begins):%-d %B}"
        session.commit()
        told.append([day in host.get(f"{host.at}/{page}").text for page in ("projector", "door")])

    assert told == [[True, True], [False, False]]


def test_the_wall_and_a_phone_agree_on_who_comes_later_and_who_was_noted_by_mistake(
    session, host, night, sign_in
):
    an_attendee(night.mixer, name="Lena Later", reply=Rsvp.GOING, first_round=2)
    night.mixer.table_size = 12
    session.commit()
    phone = sign_in(session.get(Member, night.member(0)))
    session.commit()
    told = []

    for what, fields in (
        ("run/begin", {"number": 1}),
        (f"door/{night.people[1].id}", {"mark": "undo"}),
        ("run/end", {"number": 1}),
        ("run/begin", {"number": 2}),
    ):
        host.submit(f"{host.at}/{what}", **fields)
        pages = [phone.get(f"{host.at}/table").text, host.get(f"{host.at}/projector").text]
        told.append([("Person B" in page, "Lena" in page) for page in pages])

    seen = [(True, False), (False, False), (False, True), (False, False)]
    assert told == [[one] * 2 for one in seen]


@pytest.mark.parametrize(
    ("house", "is_shown"),
    [
        ("", False),
        ("http://127.0.0.1:8000", False),
        ("http://0.0.0.0:8000", False),
        ("http://yard.localhost:8000", False),
        ("http://[::1]:8000", False),
        ("http://alongside.lan", True),
        ("http://192.0.2.7:8000", True),
    ],
)
def test_before_and_after_the_rounds_the_wall_leads_phones_to_ones_table_if_they_get_there(
    app, settings, host, night, house, is_shown
):
    app.config["SETTINGS"] = replace(settings, public_url=house)
    code = app.jinja_env.filters["qr_code"](f"{house}{host.at}/table")
    walls = [host.get(f"{host.at}/projector").text]
    _act(host, "plan")
    for number in range(1, night.mixer.rounds + 1):
        _act(host, "run/begin", number=number)
        walls.append(host.get(f"{host.at}/projector/now").text)
        _act(host, "run/end", number=number)
    _act(host, "run/finish", number=night.mixer.rounds)
    walls.append(host.get(f"{host.at}/projector/now").text)

    assert "Thank you for tonight" in walls[-1]
    assert [code in wall for wall in walls] == [is_shown, *[False] * night.mixer.rounds, is_shown]
