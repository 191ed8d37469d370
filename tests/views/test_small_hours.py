"""After midnight a day pass still opens one's own table, until the evening is over, and no more."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from app.services import opening
from models import Glad, Member, Membership, Profile, Rsvp, Seat
from tests import evenings as nights
from tests.factories import a_space

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def yesterday(night):
    return night.space.today(datetime.now(UTC)) - timedelta(days=1)


@pytest.fixture
def passes(session, night, host, yesterday):
    """The passes of the first two, which ended with the day on which the evening began."""
    night.mixer.starts_at = opening.end_of_day(night.space, yesterday) - timedelta(minutes=1)
    night.mixer.table_size = 8
    found = []
    for place in (0, 1):
        of = select(Membership).where(Membership.member_id == night.member(place))
        found.append(session.scalars(of).one())
        found[-1].starts_on = found[-1].ends_on = yesterday
    for place in (1, 2):
        session.get(Profile, night.member(place)).headline = f"Keeps books {place}"
    session.commit()
    host.submit(f"{host.at}/plan")
    host.submit(f"{host.at}/run/begin", number=1)
    return found


@pytest.fixture
def phone(session, night, passes, sign_in):
    whole = [joinedload(Member.profile)]
    return sign_in(session.get(Member, night.member(0), options=whole))


def test_a_guest_reads_their_table_until_the_evening_is_over(host, phone):
    during = [phone.get(f"{host.at}/{page}") for page in ("table", "table/now")]
    host.submit(f"{host.at}/run/finish", number=1)
    after = [phone.get(f"{host.at}/{page}") for page in ("table", "table/now")]

    assert [page.status_code for page in during] == [200, 200]
    assert not any("I have to go" in page.text for page in during)  # that page is closed to them
    assert all("Table 1" in page.text and "Person C" in page.text for page in during)
    # What stood at the table before midnight stands there after it.
    assert all(f"Keeps books {place}" in during[0].text for place in (1, 2))
    assert [page.status_code for page in after] == [200, 200]
    assert all("Thank you for coming" in page.text for page in after)


@pytest.mark.parametrize("is_there", [True, False])
def test_the_last_page_names_nobody_and_nothing(session, host, night, phone, is_there):
    if not is_there:
        host.submit(f"{host.at}/run/left/{night.people[0].id}")
    night.mixer.title = "Soup and Serendipity"
    session.commit()
    host.submit(f"{host.at}/run/finish", number=1)

    pages = [phone.get(f"{host.at}/table").text, phone.get(f"{host.at}/table/now").text]
    pages.append(phone.submit(f"{host.at}/table/glad/{night.people[2].id}").text)

    told = [night.mixer.title, night.space.name, night.space.slug, *"BCDEFGH"]
    names = [word if len(word) > 1 else f"Person {word}" for word in told]
    assert ["Thank you for coming" in page for page in pages] == [True] * 3
    assert [name for name in names if any(name in page for page in pages)] == []
    assert session.scalars(select(Glad.about_id)).all() == []


@pytest.mark.parametrize("why", ["no seat", "never came", "thrown out", "another day"])
def test_nobody_else_is_thanked(session, host, night, passes, phone, yesterday, why):
    host.submit(f"{host.at}/run/finish", number=1)
    if why == "no seat":
        session.execute(delete(Seat).where(Seat.attendee_id == night.people[0].id))
    elif why == "never came":
        night.people[0].arrived_at = None
    elif why == "thrown out":
        passes[0].joined_at = None
    else:
        passes[0].starts_on = passes[0].ends_on = yesterday - timedelta(days=1)
    session.commit()

    assert phone.get(f"{host.at}/table").status_code == 404


def test_they_can_say_whom_they_would_be_glad_to_meet_again(session, host, night, phone):
    host.submit(f"{host.at}/run/end", number=1)
    phone.get(f"{host.at}/table")

    phone.submit(f"{host.at}/table/glad/{night.people[2].id}")

    session.rollback()
    assert session.scalars(select(Glad.about_id)).all() == [night.people[2].id]


def test_nothing_else_of_the_space_is_open_to_them(session, host, night, phone):
    space, mixer = f"/spaces/{night.space.slug}", host.at
    closed = [f"{space}/today", f"{space}/mixers", mixer, f"{mixer}/calendar.ics", f"{space}/met"]
    people = [f"/people/{night.member(place)}" for place in (1, 2)]

    answers = [phone.get(page) for page in closed + people]

    assert [answer.status_code for answer in answers if answer.status_code != 404] == []
    table = phone.get(f"{host.at}/table").text
    assert f'href="{space}/today' not in table
    assert "/people/" not in table


def test_the_front_door_leads_to_the_evening(host, phone):
    during = phone.get("/")
    host.submit(f"{host.at}/run/finish", number=1)

    assert during.location == f"{host.at}/table"
    assert "You are in no space at the moment" in phone.get("/").text


@pytest.mark.parametrize("why", ["left", "declined", "not asked", "earlier", "later", "thrown out"])
def test_to_anybody_else_the_page_does_not_exist(
    session, host, night, passes, phone, yesterday, why
):
    one, own = night.people[0], passes[0]
    if why == "left":
        host.submit(f"{host.at}/run/left/{one.id}")
    elif why == "declined":
        one.reply = Rsvp.NOT_GOING
    elif why == "not asked":
        session.delete(one)
    elif why == "earlier":
        own.starts_on = own.ends_on = yesterday - timedelta(days=1)
    elif why == "later":
        own.starts_on, own.ends_on = date.max, None
    else:
        own.joined_at = None
    session.commit()

    assert phone.get(f"{host.at}/table").status_code == 404
    assert phone.get("/").status_code == 200


def test_another_space_and_another_evening_stay_closed(session, host, night, phone):
    a_space(slug="next-door")
    session.commit()

    wrong = [f"/spaces/next-door/mixers/{night.mixer.id}", f"{host.at}99"]

    assert [phone.get(f"{page}/table").status_code for page in wrong] == [404, 404]
    assert nights.seats_of(session, night)[1][night.people[0].id] == 1
