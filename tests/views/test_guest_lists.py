"""Guests of a mixer out of another list: pasted, each once, and members asked about."""

import re
from datetime import UTC, date, datetime

import pytest

from models import Attendee, Membership, Mixer, Rsvp
from tests.factories import a_host_of, a_member_of, a_mixer, a_space, an_attendee


@pytest.fixture
def space(session):
    return a_space()


@pytest.fixture
def door(session, space):
    # Pages look at the clock.
    mixer = a_mixer(space, now=datetime.now(UTC))
    session.commit()
    return f"/spaces/{space.slug}/mixers/{mixer.id}/door"


@pytest.fixture
def host(space, door, sign_in):
    return sign_in(a_host_of(space, "Hugo"))


def on_list(session):
    session.rollback()
    session.expire_all()
    found = [row.name for row in session.query(Attendee).order_by(Attendee.id)]
    session.rollback()
    return found


def test_guests_from_a_list_are_expected_each_once(session, door, host):
    page = f"{door}/expected"
    pasted = 'Name,Company\r\nKit Low, "Low & Co"\r\n\r\nLea Dahl\r\nkit low;low & co\r\nMo\tMo Ltd'

    answers = [host.submit(page, _from=page, names=pasted).location for _ in range(2)]

    assert answers == [door, door]
    session.expire_all()
    rows = session.query(Attendee).order_by(Attendee.name).all()
    assert [(row.name, row.company, row.reply, row.arrived_at) for row in rows] == [
        ("Kit Low", "Low & Co", Rsvp.GOING, None),
        ("Lea Dahl", "", Rsvp.GOING, None),
        ("Mo", "Mo Ltd", Rsvp.GOING, None),
    ]
    session.commit()
    assert "3 people are expected" in host.get(door).text


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (" ", "Please type a name."),
        ("Ana\n" + "x" * 81, "Line 2 is too long."),
        ("Name", "Please"),
        ("Ana\nbo@chen.example", "Line 2 has an address and no name."),
    ],
)
def test_a_list_that_cannot_be_taken_says_where(session, door, host, names, told):
    answer = host.submit(f"{door}/expected", _from=f"{door}/expected", names=names)

    assert (answer.status_code, told in answer.text) == (400, True)
    assert on_list(session) == []


def test_whoever_is_called_like_a_member_is_asked_about_and_can_be_a_guest(
    session, space, door, host
):
    a_member_of(space, "Bo Chen")
    email = a_member_of(space, "Ana Sousa").email.upper()
    a_member_of(a_space(slug="other"), "Kit Low")
    session.commit()
    page = f"{door}/expected"
    pasted = f"BÓ CHEN\r\nKit Low, <kit@low.example>, Low & Co\r\nA. S., {email}"

    asked = host.submit(page, _from=page, names=pasted)

    assert on_list(session) == ["Kit Low"]
    assert ("2 of your list" in asked.text, "Ana Sousa" in asked.text) == (True, True)
    left = re.search(r"<textarea[^>]*>\s*(.*?)</textarea>", asked.text, re.DOTALL).group(1)
    assert left.split() == ["BÓ", "CHEN", "A.", "S.,", email]

    host.submit(page, _from=page, names="Bó Chen", as_guests="y")

    assert on_list(session) == ["Kit Low", "Bó Chen"]
    companies = {row.company for row in session.query(Attendee)}
    session.rollback()
    assert companies == {"Low & Co", ""}


@pytest.mark.parametrize("page", ["door", "run"])
def test_a_guest_who_is_called_like_a_member_is_asked_about_too(session, space, door, host, page):
    a_member_of(space, "Bo Chen", profile={"company": "Paper Studio"})
    session.commit()
    at = f"{door.removesuffix('/door')}/{page}"
    guest = {"guest_name": "bó chen", "company": "", "industry": ""}

    asked = host.submit(f"{at}/guests", _from=at, **guest)

    assert (asked.status_code, on_list(session)) == (400, [])
    assert "Bo Chen, Paper Studio: a member is called so." in asked.text
    assert 'name="as_guest"' in asked.text
    host.submit(f"{at}/guests", _from=at, as_guest="y", **guest)
    assert on_list(session) == ["bó chen"]


def test_a_name_of_somebody_who_has_left_or_not_come_in_yet_tells_nothing(
    session, space, door, host
):
    left = a_member_of(space, "Bo Chen")
    session.query(Membership).filter_by(member_id=left.id).one().ends_on = date(2020, 1, 1)
    new = a_member_of(space, "Cy Dahl")
    session.query(Membership).filter_by(member_id=new.id).one().joined_at = None
    session.commit()

    host.submit(f"{door}/expected", _from=f"{door}/expected", names="Bo Chen\nCy Dahl")

    assert on_list(session) == ["Bo Chen", "Cy Dahl"]


def test_a_member_who_is_on_the_list_is_not_asked_about_again(session, space, door, host):
    mixer = session.query(Mixer).one()
    an_attendee(mixer, a_member_of(space, "Bo Chen"), reply=Rsvp.GOING)
    session.commit()

    answer = host.submit(f"{door}/expected", _from=f"{door}/expected", names="Bo Chen")

    assert (answer.status_code, answer.location) == (302, door)
    assert len(on_list(session)) == 1
