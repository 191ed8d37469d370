"""A mixer that is going on: where it stands first, with the way to it, and of which day it is."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models import Audience, Member, Mixer, Rsvp
from tests.factories import a_member_of, a_mixer, an_attendee

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def mixers(session, night):
    """The list of mixers, which has another one before it by the clock that is called off."""
    hour = timedelta(hours=1)
    begins = night.mixer.starts_at
    off = a_mixer(night.space, now=begins, starts_at=begins - hour, ends_at=begins + hour)
    off.title, off.cancelled_at = "Called off", begins
    later = a_mixer(night.space, now=begins, starts_at=begins + 99 * hour)
    later.title, later.ends_at = "In four days", begins + 101 * hour
    session.commit()
    return f"/spaces/{night.space.slug}/mixers"


@pytest.fixture
def guest(session, sign_in, night):
    """Give the browser of somebody who comes."""
    member = session.get(Member, night.member(0), options=[joinedload(Member.profile)])
    return sign_in(member)


def _first(page):
    """Give what stands before the cards of what is announced."""
    return page.split("<article")[0]


def test_the_one_that_is_on_stands_first_with_the_way_straight_to_it(
    session, sign_in, night, host, guest, mixers
):
    at = f'href="{host.at}'
    other = sign_in(a_member_of(night.space, "Nobody"))
    session.commit()

    told = [_first(browser.get(mixers).text) for browser in (host, guest, other)]

    assert all("On now" in page and night.mixer.title in page for page in told)
    ways = [
        (f'{at}/run">Run the evening' in page, f'{at}/table">Where I sit' in page) for page in told
    ]
    assert ways == [(True, False), (False, True), (False, False)]
    assert f'{at}">See the mixer' in told[2]
    page = guest.get(mixers).text
    assert [title in _first(page) for title in ("Called off", "In four days")] == [False, False]
    assert page.count(f"{night.mixer.title}</a>") == 1


def test_before_it_begins_and_once_it_was_ended_none_is_said_to_be_on(
    session, night, host, guest, mixers
):
    night.mixer.starts_at += timedelta(minutes=30)
    session.commit()
    before = guest.get(mixers).text
    host.submit(f"{host.at}/run/begin", number=1)
    during = guest.get(mixers).text
    host.submit(f"{host.at}/run/finish", number=1)
    after = guest.get(mixers).text

    assert ["On now" in page for page in (before, during, after)] == [False, True, False]


def test_an_evening_that_lasts_longer_is_on_until_its_last_round_is_over(
    session, night, host, guest, mixers
):
    host.submit(f"{host.at}/run/begin", number=1)
    night.mixer.starts_at -= timedelta(hours=3)
    night.mixer.ends_at -= timedelta(hours=3)
    session.commit()

    today = guest.get(mixers.replace("mixers", "today")).text
    page = guest.get(mixers).text
    mine = guest.get(host.at).text

    assert "On now" in page
    assert "Where I sit" in page
    assert "Where I sit" in today
    assert ("This mixer is over" in mine, "Where I sit" in mine) == (False, True)


def test_an_invited_member_who_has_not_answered_has_no_table_to_go_to(
    session, sign_in, night, host, mixers
):
    night.mixer.audience = Audience.INVITED
    asked, stranger = (a_member_of(night.space, name) for name in ("Ada", "Bea"))
    an_attendee(night.mixer, asked, reply=Rsvp.INVITED)
    session.commit()

    told = [sign_in(one).get(mixers).text for one in (asked, stranger)]

    assert ["On now" in page for page in told] == [True, False]
    assert "Where I sit" not in told[0]


def test_an_evening_that_begins_before_its_day_is_of_today_wherever_its_day_is_told(
    session, night, host, guest, mixers
):
    ahead = timedelta(days=3)
    night.mixer.starts_at += ahead
    night.mixer.ends_at += ahead
    today = night.space.local(datetime.now(UTC)).strftime("%-d %B")
    session.commit()
    pages = ["", "/run", "/print/list"]
    before = [today in host.get(f"{host.at}{page}").text for page in pages]

    host.submit(f"{host.at}/run/begin", number=1)

    after = [today in host.get(f"{host.at}{page}").text for page in pages]
    assert (before, after) == ([False] * 3, [True, False, True])
    assert "On now" in guest.get(mixers).text
    (event,) = Calendar.from_ical(guest.get(f"{host.at}/mixer.ics").data).events
    assert (event["sequence"], event["dtend"].dt - event["dtstart"].dt) == (1, timedelta(hours=2))
    begun = _begins(session)
    host.submit(f"{host.at}/run/begin", number=2)
    assert _begins(session) == begun


def _begins(session):
    session.expire_all()
    begins = session.scalar(select(Mixer.starts_at))
    session.rollback()
    return begins
