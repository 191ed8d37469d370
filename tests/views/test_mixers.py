"""The pages of mixers, for hosts and for everybody else."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from models import Mixer, Rsvp
from tests.factories import a_host_of, a_member_of, a_mixer, a_space, an_attendee

FILLED_IN = {
    "title": "Soup and strangers",
    "day": "2031-03-28",
    "begins": "18:00",
    "ends": "20:30",
    "place": "The kitchen",
    "words": "Bring a spoon.",
    "rounds": "4",
    "round_minutes": "12",
    "table_size": "5",
    "audience": "space",
    "zone": "0",
}


@pytest.fixture
def space(session):
    return a_space(time_zone="Europe/Berlin")


@pytest.fixture
def mixers(space):
    return f"/spaces/{space.slug}/mixers"


def test_a_host_announces_a_mixer_by_the_clock_of_the_space(session, space, mixers, sign_in):
    browser = sign_in(a_host_of(space))

    answer = browser.submit(f"{mixers}/new", _from=f"{mixers}/new", **FILLED_IN)

    (mixer,) = session.query(Mixer).all()
    assert (answer.status_code, answer.location) == (302, f"{mixers}/{mixer.id}")
    assert (mixer.starts_at, mixer.ends_at) == (
        datetime(2031, 3, 28, 17, 0, tzinfo=UTC),
        datetime(2031, 3, 28, 19, 30, tzinfo=UTC),
    )
    page = browser.get(mixers).text
    assert "Soup and strangers" in page
    assert "18:00 to 20:30&nbsp;· The kitchen" in " ".join(page.split())


def test_a_mixer_may_end_after_midnight_on_the_night_the_clock_changes(
    session, space, mixers, sign_in
):
    night = {"day": "2031-03-29", "begins": "22:00", "ends": "04:00"}

    sign_in(a_host_of(space)).submit(f"{mixers}/new", _from=f"{mixers}/new", **FILLED_IN | night)

    (mixer,) = session.query(Mixer).all()
    assert mixer.ends_at - mixer.starts_at == timedelta(hours=5)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"title": " "}, "Give it a name."),
        ({"day": "soon"}, "Write the day like this: 2026-12-31."),
        ({"begins": "5pm"}, "Write the time like this: 17:30."),
        ({"day": "9999-12-31"}, "Please look at the year again."),
        ({"day": "2021-03-28"}, "That has passed."),
    ],
)
def test_what_cannot_be_is_shown_again_with_what_to_mend(
    session, space, mixers, sign_in, wrong, why
):
    browser = sign_in(a_host_of(space))

    page = browser.submit(f"{mixers}/new", _from=f"{mixers}/new", **FILLED_IN | wrong)

    assert page.status_code == 400
    assert why in page.text
    assert "Bring a spoon." in page.text
    assert session.query(Mixer).all() == []


def test_a_host_changes_and_cancels_a_mixer(session, space, mixers, sign_in):
    browser = sign_in(a_host_of(space))
    mixer = a_mixer(space, now=datetime.now(UTC), title="Soup")
    session.commit()
    page = f"{mixers}/{mixer.id}"

    changed = FILLED_IN | {"title": "Bread", "capacity": "30"}
    browser.submit(f"{page}/change", _from=f"{page}/change", **changed)
    told = browser.get(page).text
    assert ("Bread" in told, "Soup" in told, "30 of 30 left" in told) == (True, False, True)

    browser.submit(f"{page}/cancel", _from=f"{page}/change")
    assert "This mixer was cancelled." in browser.get(page).text
    assert "Cancelled" in browser.get(mixers).text


def test_a_host_who_changes_what_another_has_just_changed_is_told_first(
    session, space, mixers, sign_in
):
    mixer = a_mixer(space, now=datetime.now(UTC), title="Soup")
    session.commit()
    page = f"{mixers}/{mixer.id}/change"
    first, second = sign_in(a_host_of(space, "Hugo")), sign_in(a_host_of(space, "Helle"))
    seen = re.search(r'name="shown"[^>]*value="(\w+)"', second.get(page).text)[1]

    first.submit(page, _from=page, **FILLED_IN | {"title": "Bread", "shown": seen})
    told = second.submit(page, **FILLED_IN | {"title": "Rice", "shown": seen})
    known = re.search(r'name="shown"[^>]*value="(\w+)"', told.text)[1]
    title = session.scalar(select(Mixer.title))
    session.commit()

    assert (told.status_code, title) == (400, "Bread")
    assert "Another host has changed this in the meantime." in told.text
    assert 'value="Rice"' in told.text
    second.submit(page, **FILLED_IN | {"title": "Rice", "shown": known})
    assert session.scalar(select(Mixer.title)) == "Rice"


def test_a_member_comes_takes_the_file_along_and_gives_the_place_back(
    session, space, mixers, sign_in
):
    mixer = a_mixer(space, now=datetime.now(UTC), title="Soup; or\r\nATTENDEE:x", capacity=1)
    session.commit()
    page = f"{mixers}/{mixer.id}"
    first, second, third = (sign_in(a_member_of(space, name)) for name in ("Ana", "Bo", "Cy"))

    first.submit(f"{page}/come", _from=page, is_listed="y")
    for waiting in (second, third):
        waiting.submit(f"{page}/come", _from=page)
    assert "You are coming" in first.get(page).text
    assert "You are on the waiting list" in second.get(page).text
    assert "You are next." in second.get(page).text
    assert "1 person waits before you." in third.get(page).text
    assert f"{page}/table" in first.get(page).text
    assert f"{page}/table" not in second.get(page).text

    file = first.get(f"{page}/mixer.ics")
    assert file.content_type == "text/calendar; charset=utf-8; method=PUBLISH"
    event = Calendar.from_ical(file.data).events[0]
    assert str(event["SUMMARY"]).startswith("Soup; or")
    assert (event["SEQUENCE"], str(event["STATUS"])) == (0, "CONFIRMED")
    assert str(event["UID"]) == mixer.uid
    assert not [line for line in file.text.splitlines() if line.startswith("ATTENDEE")]

    first.submit(f"{page}/decline", _from=page)
    assert "You are not coming" in first.get(page).text
    assert "You are coming" in second.get(page).text


def test_an_evening_that_is_over_belongs_in_no_calendar(session, space, mixers, sign_in):
    over = a_mixer(space, now=datetime.now(UTC) - timedelta(days=9))
    coming = a_mixer(space, now=datetime.now(UTC))
    ana = a_member_of(space)
    an_attendee(over, ana, reply=Rsvp.GOING, arrived_at=over.starts_at)
    browser = sign_in(ana)

    pages = [browser.get(f"{mixers}/{mixer.id}").text for mixer in (over, coming)]

    assert ["Add to my calendar" in page for page in pages] == [False, True]
    assert ["Whom I met there" in page for page in pages] == [True, False]


def test_what_may_go_wrong_is_told_first_and_refused_never(session, space, mixers, sign_in):
    browser = sign_in(a_host_of(space))
    doubtful = FILLED_IN | {"capacity": "12", "table_size": "5", "rounds": "20", "ends": "19:00"}

    told = browser.submit(f"{mixers}/new", _from=f"{mixers}/new", **doubtful)
    assert "Up to 3 at a table avoids it." in told.text
    assert "take 278 minutes with the moves between them, and the evening has 60." in told.text
    assert session.query(Mixer).all() == []
    session.commit()

    going_on = doubtful | {"read": "tables time"}
    answer = browser.submit(f"{mixers}/new", _from=f"{mixers}/new", **going_on)
    (mixer,) = session.query(Mixer).all()
    session.commit()
    assert answer.location == f"{mixers}/{mixer.id}"
    assert "Up to 3 at a table avoids it." in browser.get(f"{mixers}/{mixer.id}/change").text


def test_whoever_announces_for_the_invited_is_led_to_inviting(session, space, mixers, sign_in):
    browser = sign_in(a_host_of(space))
    asked = FILLED_IN | {"audience": "invited"}

    answer = browser.submit(f"{mixers}/new", _from=f"{mixers}/new", **asked)

    (mixer,) = session.query(Mixer).all()
    assert answer.location == f"{mixers}/{mixer.id}/invitations"


def test_to_a_member_and_to_a_host_elsewhere_the_host_s_pages_do_not_exist(
    session, space, mixers, sign_in
):
    mixer = a_mixer(space, now=datetime.now(UTC))
    elsewhere = a_space()
    for browser in (
        sign_in(a_member_of(space)),
        sign_in(a_host_of(elsewhere)),
    ):
        answers = [
            browser.get(f"{mixers}/new"),
            browser.get(f"{mixers}/{mixer.id}/change"),
            browser.submit(f"{mixers}/new", **FILLED_IN),
            browser.submit(f"{mixers}/{mixer.id}/change", **FILLED_IN),
            browser.submit(f"{mixers}/{mixer.id}/cancel"),
        ]
        assert [answer.status_code for answer in answers] == [404] * 5
    host_elsewhere = sign_in(a_host_of(elsewhere))
    reached = host_elsewhere.get(f"/spaces/{elsewhere.slug}/mixers/{mixer.id}")
    assert reached.status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_long(
    session, space, mixers, sign_in, count_queries, count
):
    now = datetime.now(UTC)
    for n in range(count):
        a_mixer(space, now=now, title=f"Coming {n}")
        a_mixer(space, now=now - timedelta(days=30), title=f"Been {n}")
    browser = sign_in(a_member_of(space))

    with count_queries() as queries:
        page = browser.get(mixers).text

    assert len(queries) == 6
    assert all(f"Coming {n}" in page and f"Been {n}" in page for n in range(count))
    assert "Announce" not in page


def test_nothing_planned_is_said_kindly(space, mixers, sign_in):
    assert "Nothing planned yet" in sign_in(a_member_of(space)).get(mixers).text
