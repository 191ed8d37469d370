"""The pages on which somebody says, or a host notes, that they come to some rounds only."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy.orm import joinedload

from models import Attendee, Member, Rsvp
from tests import evenings as nights
from tests.factories import a_member_of

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def said(session, attendee_id):
    session.expire_all()
    one = session.get(Attendee, attendee_id)
    found = (one.first_round, one.last_round)
    session.commit()
    return found


def test_a_member_says_for_which_rounds_they_come_and_reads_it_everywhere(
    session, host, night, sign_in
):
    night.mixer.rounds = 4
    night.mixer.starts_at = datetime.now(UTC) + timedelta(hours=1)
    member = a_member_of(night.space, "Late Lena")
    session.commit()
    browser = sign_in(member)

    browser.submit(f"{host.at}/come", _from=host.at, first_round=2, last_round=3)

    page = browser.get(host.at).text
    assert "You are coming, rounds 2 to 3" in page
    assert "I come later, or leave before the end" in page
    (event,) = Calendar.from_ical(browser.get(f"{host.at}/mixer.ics").data).events
    assert event["description"].startswith("You said: rounds 2 to 3.")
    assert "rounds 2 to 3" in host.get(f"{host.at}/door").text
    assert "rounds 2 to 3" in host.get(f"{host.at}/run").text


def test_rounds_that_end_before_they_begin_are_asked_again_and_nothing_else_is_lost(
    session, host, night, sign_in
):
    night.mixer.rounds = 4
    session.commit()
    browser = sign_in(a_member_of(night.space, "Late Lena"))
    session.commit()

    answer = browser.submit(
        f"{host.at}/come", _from=host.at, first_round=3, last_round=2, wants_letters="y"
    )

    assert answer.status_code == 400
    assert "The last round comes before the first one." in answer.text
    assert answer.text.count("checked") == 1
    assert session.query(Attendee).filter_by(reply=Rsvp.GOING).count() == 8


def test_a_host_notes_during_the_evening_who_leaves_and_the_rest_is_planned_anew(
    session, host, night, sign_in
):
    night.mixer.rounds = 3
    session.commit()
    one = night.people[0]
    host.submit(f"{host.at}/plan")
    host.submit(f"{host.at}/run/begin", number=1)
    line = f"{host.at}/door/{one.id}/rounds"
    assert line in host.get(f"{host.at}/door").text

    answer = host.submit(line, _from=line, first_round=1, last_round=2)

    assert answer.location == f"{host.at}/door#on-list-{one.id}"
    assert said(session, one.id) == (None, 2)
    found = nights.seats_of(session, night)
    assert [one.id in found[number] for number in (1, 2, 3)] == [True, True, False]
    for number in (2, 3):
        host.submit(f"{host.at}/run/end", number=number - 1)
        host.submit(f"{host.at}/run/begin", number=number)
    phone = sign_in(_member(session, one))
    assert "That was your last round" in phone.get(f"{host.at}/table").text


def test_the_phone_of_somebody_who_comes_later_says_so(session, host, night, sign_in):
    one = night.people[0]
    one.first_round = 2
    session.commit()
    host.submit(f"{host.at}/plan")
    host.submit(f"{host.at}/run/begin", number=1)

    phone = sign_in(_member(session, one)).get(f"{host.at}/table").text

    assert "You come in with round 2" in phone
    assert "sit out" not in phone


def test_the_plan_and_the_paper_leave_them_out_where_they_are_not_there(session, host, night):
    night.people[0].first_round = 2
    session.commit()
    host.submit(f"{host.at}/plan")

    plan = host.get(f"{host.at}/plan").text
    schedules = host.get(f"{host.at}/print/schedules").text

    assert plan.count("Not there in this round, as they have said: <bdi>Person A</bdi>.") == 1
    assert plan.count('">Person A, table') == 2  # to swap with, in round 2 alone
    strip = schedules.split("Person A")[1].split("</article>")[0]
    assert ("Round 1" in strip, "Round 2" in strip) == (False, True)


def test_hours_stand_beside_rounds_until_the_evening_begins(session, host, night):
    night.mixer.starts_at = datetime(2126, 11, 26, 18, 0, tzinfo=UTC)
    night.mixer.ends_at = datetime(2126, 11, 26, 20, 0, tzinfo=UTC)
    session.commit()
    line = f"{host.at}/door/{night.people[0].id}/rounds"

    before = host.get(line).text
    night.mixer.starts_at = datetime.now(UTC)
    session.commit()
    begun = host.get(line).text

    # Ten minutes of talking, and two to move.
    for words, hour in (("Until the end of round 1", "18:10"), ("From round 2", "18:12")):
        assert (f"{words}, about {hour}</option>" in before, f"{words}</option>" in begun) == (
            True,
            True,
        )


def test_a_mixer_of_one_round_asks_nobody_for_rounds(session, host, night):
    night.mixer.rounds = 1
    session.commit()

    assert "leave before the end" not in host.get(host.at).text
    assert "all rounds" not in host.get(f"{host.at}/door").text


def _member(session, attendee):
    return session.get(Member, attendee.member_id, options=[joinedload(Member.profile)])
