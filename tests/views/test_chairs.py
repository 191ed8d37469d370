"""A latecomer is seated in the running round by one tap, and every page agrees."""

import re

import pytest
from sqlalchemy import event

from app.services.members import erasure
from models import Member, Rsvp
from tests import evenings as nights
from tests import factories as make

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SEAT = "Seat at table"


@pytest.fixture
def zoe(night):
    return make.a_member_of(night.space, "Zoe Late", profile={"company": "Late & Co"})


@pytest.fixture
def late(session, host, night, zoe):
    """The attendee Zoe, who comes while round 1 is played at two full tables."""
    session.commit()
    host.submit(f"{host.at}/plan")
    host.submit(f"{host.at}/run/begin", number=1)
    late = make.an_attendee(night.mixer, zoe, reply=Rsvp.GOING)
    session.commit()
    return late


def free_table(session, night):
    """Let the last person leave, and give their table."""
    return nights.seats_of(session, night)[1][night.people[-1].id]


def mark(host, one, what):
    return host.submit(f"{host.at}/door/{one.id}", mark=what)


def test_the_door_offers_a_chair_and_one_tap_takes_it(session, host, night, zoe, late, sign_in):
    assert SEAT not in host.get(f"{host.at}/door").text
    mark(host, late, "came")
    full = host.get(f"{host.at}/door").text
    second = nights.seats_of(session, night)[2][late.id]
    mark(host, night.people[-1], "left")
    table = free_table(session, night)
    door = host.get(f"{host.at}/door").text
    run = host.get(f"{host.at}/run").text
    assert f"No table has a place for them in this round. Round 2: table {second}." in full
    assert (f"{SEAT} {table} now" in door, f"{SEAT} {table} now" in run) == (True, True)
    phone = sign_in(zoe)
    waiting = phone.get(f"{host.at}/table")
    assert "You sit out this round" in waiting.text

    seated = host.submit(f"{host.at}/door/{late.id}/chair", number=1, table=table)

    assert seated.location == f"{host.at}/door#on-list-{late.id}"
    door, wall = (host.get(f"{host.at}/{page}").text for page in ("door", "projector"))
    assert f"Zoe Late sits at table {table} now." in door
    assert SEAT not in door
    (on_wall,) = (card for card in wall.split("<li") if "Zoe" in card)
    assert re.search(r"<h2>\D*(\d+)", on_wall).group(1) == str(table)
    assert f"Table {table}" in phone.get(f"{host.at}/table").text
    second = nights.seats_of(session, night)[2]
    assert late.id in second


def test_two_who_come_late_to_speed_rounds_are_seated_together(session, host, night, zoe, sign_in):
    night.mixer.table_size = 2
    yan = make.a_member_of(night.space, "Yan Late", profile={"company": "Other & Co"})
    session.commit()
    host.submit(f"{host.at}/plan")
    host.submit(f"{host.at}/run/begin", number=1)
    late = [make.an_attendee(night.mixer, one, reply=Rsvp.GOING) for one in (zoe, yan)]
    session.commit()
    for one in late:
        mark(host, one, "came")
    door, run = (host.get(f"{host.at}/{page}").text for page in ("door", "run"))

    where = f"{host.at}/door/{late[0].id}/chair"
    host.submit(where, number=1, table=5, partner=late[1].id)

    for name in ("Yan Late", "Zoe Late"):
        assert f"Seat with {name} at table 5" in door
        assert f"Seat with {name} at table 5" in run
    assert "Zoe Late and Yan Late sit at table 5 now." in host.get(f"{host.at}/door").text
    seated = nights.seats_of(session, night)
    assert [seated[1][one.id] for one in late] == [5, 5]
    assert all(one.id in seated[2] for one in late)
    assert "Yan Late" in sign_in(zoe).get(f"{host.at}/table").text


def test_the_page_of_the_evening_offers_it_too_and_says_what_is_refused(session, host, night, late):
    mark(host, night.people[-1], "left")
    table = free_table(session, night)
    mark(host, late, "came")
    where = f"{host.at}/run/chair/{late.id}"

    wrong = host.submit(where, number=1, table=3 - table)
    refused = host.get(f"{host.at}/run").text
    host.submit(where, number=1, table=table)
    twice = host.submit(where, number=1, table=table)
    unreadable = host.submit(where, number=1, table="x")

    assert (wrong.location, twice.location) == (f"{host.at}/run",) * 2
    assert "That table has no place for them any more. Nothing was changed." in refused
    assert "That could not be read" in host.get(unreadable.location).text
    assert nights.seats_of(session, night)[1][late.id] == table


def test_whoever_has_no_seat_stays_in_sight_among_those_not_here_yet(session, host, night, late):
    mark(host, late, "came")

    page = host.get(f"{host.at}/door?awaited=y").text

    assert ("Zoe Late" in page, "Person A" in page) == (True, False)


def test_the_list_at_the_door_is_told_anew_when_a_chair_comes_free(session, host, night, late):
    mark(host, late, "came")
    before = host.get(f"{host.at}/door/list")
    same = host.get(f"{host.at}/door/list", headers={"If-None-Match": before.headers["ETag"]})
    host.submit(f"{host.at}/run/left/{night.people[-1].id}")

    after = host.get(f"{host.at}/door/list", headers={"If-None-Match": before.headers["ETag"]})

    assert (same.status_code, after.status_code) == (304, 200)
    assert f"{SEAT} {free_table(session, night)} now" in after.text


def test_only_a_host_seats_anybody(session, host, night, zoe, late, sign_in):
    mark(host, night.people[-1], "left")
    table = free_table(session, night)
    mark(host, late, "came")

    phone = sign_in(zoe)
    phone.get("/account")
    answer = phone.submit(f"{host.at}/door/{late.id}/chair", number=1, table=table)

    assert answer.status_code == 404
    assert late.id not in nights.seats_of(session, night)[1]


@pytest.mark.parametrize("what", ["came", "chair"])
def test_whoever_deletes_themselves_as_they_come_brings_nothing_down(
    app, session, host, night, late, what
):
    zoe_id, number = late.member_id, late.id
    table = 1
    if what == "chair":
        mark(host, late, "came")
        mark(host, night.people[-1], "left")
        table = free_table(session, night)
    session.commit()

    def leave(_committed):
        erasure.forget(session, zoe_id)
        session.commit()

    opened = app.extensions["database"][1]
    event.listen(opened, "after_commit", leave)
    done = {"came": {"mark": "came"}, "chair": {"number": 1, "table": table}}[what]
    path = f"{host.at}/door/{number}" + ("/chair" if what == "chair" else "")
    try:
        answer = host.submit(path, **done)
    finally:
        event.remove(opened, "after_commit", leave)

    assert answer.status_code == 302
    session.expire_all()
    assert session.get(Member, zoe_id) is None
