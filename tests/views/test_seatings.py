"""The page of the plan: swaps, locks and a way back; what cannot be read changes nothing."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from models import Evening, Round, RoundState, Seat
from tests import evenings as nights
from tests.factories import a_host_of

ONLY_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
pytestmark = ONLY_SQLITE


@pytest.fixture
def now():
    """Pages look at the clock."""
    return datetime.now(UTC)


@pytest.fixture
def night(session, now):
    """Eight people who have come; nothing planned."""
    night = nights.a_night(now=now, people=8, size=4, count=2)
    session.commit()
    return night


@pytest.fixture
def host(session, sign_in, night):
    """The host's browser, at the address of the evening."""
    browser = sign_in(a_host_of(night.space, "Hugo"))
    browser.at = f"/spaces/{night.space.slug}/mixers/{night.mixer.id}"
    session.commit()
    browser.get("/account")
    return browser


def _seats(session, night):
    """Give who sits where, and let others write again."""
    found = nights.seats(session, night)
    session.commit()
    return found


def _act(host, what, **fields):
    return host.submit(f"{host.at}/{what}", **fields)


def test_a_swap_a_lock_and_a_way_back_on_the_page_of_the_plan(session, host, night):
    _act(host, "plan")
    first = _seats(session, night)
    one, *_ = first[1]
    other = next(who for who, at in first[1].items() if at != first[1][one])
    seen = _seating(session)

    _act(host, "plan/swap", number=1, one=one, other=other, seen=seen)
    page = host.get(f"{host.at}/plan").text
    assert "have changed tables" in page
    assert _seats(session, night)[1][one] == first[1][other]
    _act(host, "plan/swap", number=1, one=one, other=other, seen=seen)
    assert "changed in the meantime" in host.get(f"{host.at}/plan").text
    _act(host, "plan/lock", number=1, hold=f"{one} {other}", seen=_seating(session))
    assert len(session.scalars(select(Seat.id).where(Seat.is_locked)).all()) == 2
    session.commit()
    _act(host, "plan/undo", seen=_seating(session))
    _act(host, "plan/undo", seen=_seating(session))

    assert _seats(session, night) == first


def _seating(session):
    found = session.scalar(select(Evening.seating))
    session.commit()
    return found


@pytest.mark.parametrize(
    "what",
    ["plan/swap", "plan/lock", "plan/undo", "plan/wish", "plan/keeper", "run/begin", "run/end"],
)
def test_what_cannot_be_read_changes_nothing(session, host, what):
    _act(host, "plan")
    before = _seating(session)

    answer = _act(host, what, seen="x", number="x", one="x", attendee="x")

    assert answer.status_code == 302
    assert _seating(session) == before
    assert session.scalars(select(Round.state).distinct()).all() == [RoundState.PLANNED]
