"""Before the first round the page says whom it seats, planned or not."""

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from app.extensions import db
from app.services.mixers import false_starts
from models import Attendee, Member, Round, RoundState
from tests import evenings as nights

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def now():
    """Pages look at the clock."""
    return datetime.now(UTC)


@pytest.mark.parametrize(
    ("come", "words"),
    [
        (0, "Nobody was noted at the door, so round 1 seats everybody who said they would come."),
        (3, "3 here, 5 still missing. Round 1 seats those who have come."),
        (8, "Everybody is here."),
    ],
)
def test_the_page_says_whom_the_first_round_seats(session, host, night, come, words):
    for one in night.people[come:]:
        session.get(Attendee, one.id).arrived_at = None
    session.commit()

    unplanned = " ".join(host.get(f"{host.at}/run").text.split())
    host.submit(f"{host.at}/plan")
    planned = " ".join(host.get(f"{host.at}/run").text.split())

    assert [words in page for page in (unplanned, planned)] == [True, True]


def test_nobody_is_taken_as_there_before_the_round_has_begun(session, app, host, night):
    """Whatever is cut off while the plan is worked out leaves nobody noted who was not."""
    for one in night.people:
        session.get(Attendee, one.id).arrived_at = None
    session.commit()
    seen = []

    def look(_committed):
        with app.app_context(), db.engine.execution_options(reads_only=True).connect() as beside:
            came = select(func.count()).where(Attendee.arrived_at.is_not(None))
            begun = select(func.count()).where(Round.state != RoundState.PLANNED)
            seen.append((beside.scalar(came), beside.scalar(begun)))

    event.listen(Session, "after_commit", look)
    host.submit(f"{host.at}/run/begin", number=1)
    event.remove(Session, "after_commit", look)

    assert set(seen) == {(0, 0), (8, 1)}


def _told(*pages):
    """Give what pages show, without the marks by which they are known again."""
    return [re.sub(r'(data-etag|name="csrf_token" value)="[^"]*"', "", page.text) for page in pages]


def _take_back(host, page, minutes=0):
    """Press the button of a page, as it stood there, of a round that began so much earlier."""
    (seen,) = re.findall(r'take-back.*?name="seen" value="(\d+)"', page, re.DOTALL)
    began = (int(seen) - minutes * 60) % false_starts.A_DAY
    host.submit(f"{host.at}/run/take-back", number=1, seen=began)


def test_a_round_that_began_too_early_is_taken_back_for_everybody(session, sign_in, host, night):
    for one in night.people:
        session.get(Attendee, one.id).arrived_at = None
    session.commit()
    member = sign_in(session.get(Member, night.member(0)))
    host.submit(f"{host.at}/plan")
    before = _told(member.get(f"{host.at}/table"), host.get(f"{host.at}/projector"))
    host.submit(f"{host.at}/run/begin", number=1)
    running = host.get(f"{host.at}/run").text
    during = _told(member.get(f"{host.at}/table"), host.get(f"{host.at}/projector"))

    _take_back(host, running)
    page = host.get(f"{host.at}/run").text

    assert "Too early: take it back" in running
    assert "Round 1 has not begun." in page
    assert "Nobody was noted at the door" in page
    assert "Start round 1" in page
    after = _told(member.get(f"{host.at}/table"), host.get(f"{host.at}/projector"))
    assert after == before
    assert [now != then for now, then in zip(during, before, strict=True)] == [True, True]
    assert nights.met(session) == []


def test_once_people_have_had_time_to_meet_nothing_is_offered_and_nothing_taken_back(
    session, host, night
):
    host.submit(f"{host.at}/run/begin", number=1)
    early = host.get(f"{host.at}/run/now")
    nights.talk(session, minutes=4)

    late = host.get(f"{host.at}/run/now", headers={"If-None-Match": early.headers["ETag"]})
    _take_back(host, early.text, minutes=4)
    page = host.get(f"{host.at}/run")

    assert ["take it back" in told.text for told in (early, late)] == [True, False]
    assert "has gone on for too long to be taken back" in page.text
    assert "Round 1 of 2" in page.text
