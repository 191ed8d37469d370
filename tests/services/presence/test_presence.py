"""Coming in, leaving, and being closed for: always one outcome."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from app.services.errors import Refused
from app.services.presence import presence
from models import Consent, ConsentKind, Visit, VisitSource
from tests.factories import (
    a_member,
    a_member_of,
    a_membership,
    a_space,
    a_visit,
    a_zone,
)
from tests.staying import stays

HOUR = timedelta(hours=1)


def test_a_check_in_is_a_stay_until_the_space_closes(session, space, ana, now):
    zone = a_zone(space, name="Window desks")

    presence.check_in(
        session, ana, zone_id=zone.id, is_listed=True, heads_down_until=now + HOUR, now=now
    )

    visit = presence.open_visit_of(session, ana.member_id)
    assert visit is not None
    assert visit.zone.name == "Window desks"
    assert {name: getattr(visit, name) for name in Visit.__table__.columns.keys()} == {  # noqa: SIM118 - a collection of columns has its names as keys
        "id": visit.id,
        "space_id": space.id,
        "member_id": ana.member_id,
        "zone_id": zone.id,
        "day": date(2026, 3, 3),
        "source": VisitSource.SELF,
        "is_listed": True,
        "heads_down_until": now + HOUR,
        "checked_in_at": now,
        "checked_out_at": None,
        "closes_at": now.replace(hour=18),
        "changed_at": now,
        "version": 1,
    }


def test_a_stay_belongs_to_the_local_day_of_the_space(session, now):
    auckland = a_space(time_zone="Pacific/Auckland")
    membership = a_membership(a_member(), auckland)

    visit = presence.check_in(session, membership, is_listed=True, now=now.replace(hour=22))

    assert visit.day == date(2026, 3, 4)


def test_a_second_tap_is_no_second_stay(session, space, ana, now):
    first = presence.check_in(session, ana, is_listed=True, now=now)

    second = presence.check_in(session, ana, is_listed=True, now=now + timedelta(seconds=1))

    assert second is first
    assert (second.checked_in_at, second.version) == (now, 1)


def test_who_is_in_already_and_chooses_anew_gets_what_they_chose(session, space, ana, now):
    zone = a_zone(space)
    presence.check_in(session, ana, is_listed=True, source=VisitSource.DOOR, now=now)

    visit = presence.check_in(session, ana, zone_id=zone.id, is_listed=True, now=now + HOUR)

    assert (visit.zone_id, visit.is_listed, visit.checked_in_at) == (zone.id, True, now)


def test_a_host_changes_nothing_of_what_somebody_in_has_chosen(session, space, ana, now):
    presence.check_in(session, ana, is_listed=False, heads_down_until=now + HOUR, now=now)

    visit = presence.check_in(session, ana, is_listed=True, source=VisitSource.HOST, now=now)

    assert (visit.is_listed, visit.heads_down_until) == (False, now + HOUR)


def test_only_people_themselves_can_show_who_has_not_agreed_to_be_shown(session, space, now):
    shy = a_membership(a_member("Shy"), space, is_listed=False)

    by_host = presence.check_in(session, shy, is_listed=True, source=VisitSource.HOST, now=now)
    hidden = by_host.is_listed
    by_self = presence.check_in(session, shy, is_listed=True, now=now)

    assert (hidden, by_self.is_listed) == (False, True)
    kept = session.execute(
        select(Consent.membership_id, Consent.kind, Consent.is_given, Consent.wording, Consent.at)
    ).all()
    assert kept == [(shy.id, ConsentKind.LISTED, True, presence.LISTED_THIS_TIME, now)]


def test_agreeing_once_does_not_list_anybody_for_good(session, space, now):
    shy = a_membership(a_member("Shy"), space, is_listed=False)

    presence.check_in(session, shy, is_listed=True, now=now)

    assert shy.is_listed is False


def test_checking_in_elsewhere_ends_the_stay_here(session, space, ana, now):
    elsewhere = a_space()
    there = a_membership(ana.member, elsewhere)
    presence.check_in(session, ana, is_listed=True, now=now)

    presence.check_in(session, there, is_listed=True, now=now + HOUR)

    assert stays(session) == [
        (ana.member_id, space.id, now, now + HOUR),
        (ana.member_id, elsewhere.id, now + HOUR, None),
    ]


def test_coming_in_the_next_morning_ends_yesterdays_stay_at_yesterdays_closing(
    session, space, ana, now
):
    presence.check_in(session, ana, is_listed=True, now=now)
    morning = now + 21 * HOUR

    presence.check_in(session, ana, is_listed=True, now=morning)

    assert stays(session) == [
        (ana.member_id, space.id, now, now.replace(hour=18)),
        (ana.member_id, space.id, morning, None),
    ]


def test_a_check_out_ends_the_stay_now_and_a_second_one_changes_nothing(session, space, ana, now):
    presence.check_in(session, ana, is_listed=True, now=now)

    presence.check_out(session, ana.member_id, now=now + HOUR)
    presence.check_out(session, ana.member_id, now=now + 2 * HOUR)

    assert stays(session) == [(ana.member_id, space.id, now, now + HOUR)]
    assert presence.open_visit_of(session, ana.member_id) is None


def test_checking_out_ends_nobody_elses_stay(session, space, ana, now):
    bo = a_membership(a_member("Bo"), space)
    presence.check_in(session, bo, is_listed=True, now=now)

    presence.check_out(session, ana.member_id, now=now)

    assert stays(session) == [(bo.member_id, space.id, now, None)]


def test_checking_out_after_closing_counts_as_left_at_closing(session, space, ana, now):
    presence.check_in(session, ana, is_listed=True, now=now)

    presence.check_out(session, ana.member_id, now=now.replace(hour=20))

    assert stays(session) == [(ana.member_id, space.id, now, now.replace(hour=18))]


def test_what_is_due_is_closed_at_its_closing_time_however_late_the_job_runs(session, space, now):
    late = a_space()
    here = [a_member_of(space), a_member_of(space), a_member_of(late)]
    for member, closes in zip(here, (6 * HOUR, 5 * HOUR, 11 * HOUR), strict=True):
        a_visit(member, space, now=now, checked_in_at=now, closes_at=now + closes)

    closed = presence.close_due(session, now=now + 9 * HOUR)

    assert closed == 2
    assert [row.checked_out_at for row in stays(session)] == [now + 6 * HOUR, now + 5 * HOUR, None]
    assert presence.close_due(session, now=now + 9 * HOUR) == 0


@pytest.mark.parametrize("zone", ["of another space", "closed", "nowhere"])
def test_a_zone_that_takes_nobody_is_refused_and_changes_nothing(session, space, ana, now, zone):
    zone_id = {
        "of another space": a_zone(a_space()).id,
        "closed": a_zone(space, closed_at=now).id,
        "nowhere": 4711,
    }[zone]

    with pytest.raises(Refused, match="zone"):
        presence.check_in(session, ana, zone_id=zone_id, is_listed=True, now=now)

    assert stays(session) == []


def test_heads_down_until_a_time_that_has_passed_is_refused(session, space, ana, now):
    with pytest.raises(Refused, match="has passed"):
        presence.check_in(session, ana, is_listed=True, heads_down_until=now, now=now)


def test_whose_membership_has_ended_cannot_come_in(session, space, now):
    ended = a_membership(a_member(), space, ends_on=date(2026, 3, 2))

    with pytest.raises(Refused, match="does not hold today"):
        presence.check_in(session, ended, is_listed=True, now=now)


def test_the_usual_zone_is_the_last_one_here_that_still_takes_people(session, space, ana, now):
    window, attic, closed = (
        a_zone(space),
        a_zone(a_space()),
        a_zone(space, closed_at=now),
    )
    for days, zone in enumerate((closed, attic, window)):
        moment = now - timedelta(days=days)
        a_visit(ana.member, space, now=moment, zone_id=zone.id, checked_out_at=moment)

    assert presence.usual_zone_of(session, ana.member_id, space=space) == window.id


def test_the_clock_going_back_shortens_no_stay(session, ana):
    before = datetime(2026, 3, 3, 12, tzinfo=UTC)
    presence.check_in(session, ana, is_listed=True, now=before)

    presence.check_out(session, ana.member_id, now=before - timedelta(seconds=3))

    assert [row.checked_out_at for row in stays(session)] == [before]
