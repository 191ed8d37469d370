"""Who is in sits elsewhere, hides, or wants not to be disturbed."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.services.errors import Conflict
from app.services.presence import presence
from models import Visit
from tests.factories import a_member, a_membership, a_zone

HOUR = timedelta(hours=1)


def test_a_change_is_kept_and_marks_the_stay_as_changed(session, space, ana, now):
    zone = a_zone(space)
    visit = presence.check_in(session, ana, is_listed=True, now=now)
    chosen = {"zone_id": zone.id, "is_listed": True, "heads_down_until": now + 2 * HOUR}

    presence.change(session, ana.member_id, now=now + HOUR, **chosen)
    presence.change(session, ana.member_id, now=now + HOUR, **chosen)

    assert {name: getattr(visit, name) for name in chosen} == chosen
    assert (visit.version, visit.changed_at) == (2, now + HOUR)


def test_going_unseen_ends_nobody_else_s_stay_nor_an_earlier_one(session, space, ana, now):
    earlier = presence.check_in(session, ana, is_listed=True, now=now - 2 * HOUR)
    presence.check_out(session, ana.member_id, now=now - HOUR)
    bo = presence.check_in(session, a_membership(a_member("Bo"), space), is_listed=True, now=now)
    presence.check_in(session, ana, is_listed=True, now=now)
    unseen = {"zone_id": None, "is_listed": False, "heads_down_until": None}

    presence.change(session, ana.member_id, now=now + HOUR, **unseen)

    ends = [session.get_one(Visit, one.id).checked_out_at for one in (earlier, bo)]
    assert ends == [now - HOUR, None]


def test_going_unseen_ends_the_stay_that_others_saw_as_leaving_does(session, space, ana, now):
    presence.check_in(session, ana, is_listed=True, now=now)

    for _twice in range(2):
        presence.change(
            session,
            ana.member_id,
            zone_id=None,
            is_listed=False,
            heads_down_until=None,
            now=now + HOUR,
        )

    session.expire_all()
    kept = [(row.is_listed, row.checked_out_at) for row in _all_stays(session)]
    assert kept == [(True, now + HOUR), (False, None)]


def test_a_tap_that_hides_is_the_same_as_leaving_and_coming_back_unseen(session, space, ana, now):
    presence.check_in(session, ana, is_listed=True, now=now)

    unseen = presence.check_in(session, ana, is_listed=False, now=now + HOUR)

    session.expire_all()
    kept = [(row.id == unseen.id, row.checked_out_at) for row in _all_stays(session)]
    assert kept == [(False, now + HOUR), (True, None)]


def test_who_shows_themselves_later_looks_as_if_they_had_come_in_just_then(
    session, space, ana, now
):
    presence.check_in(session, ana, is_listed=False, now=now)

    chosen = {"zone_id": None, "is_listed": True, "heads_down_until": None}
    presence.change(session, ana.member_id, now=now + HOUR, **chosen)

    session.expire_all()
    kept = [(row.is_listed, row.checked_in_at, row.checked_out_at) for row in _all_stays(session)]
    assert kept == [(False, now, now + HOUR), (True, now + HOUR, None)]


def _all_stays(session):
    return session.scalars(select(Visit).order_by(Visit.id)).all()


@pytest.mark.parametrize("later", [2 * HOUR, 6 * HOUR])
def test_who_has_left_or_was_closed_for_cannot_change_the_stay(session, space, ana, now, later):
    presence.check_in(session, ana, is_listed=True, now=now)
    if later == 2 * HOUR:
        presence.check_out(session, ana.member_id, now=now + HOUR)

    with pytest.raises(Conflict, match="not checked in"):
        presence.change(
            session,
            ana.member_id,
            zone_id=None,
            is_listed=False,
            heads_down_until=None,
            now=now + later,
        )
