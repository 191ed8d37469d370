"""Who sat where, and with whom: also whoever left in the middle of a round and came back in it."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.services import retention
from app.services.errors import Refused
from app.services.evenings import sittings
from app.services.members import erasure
from app.services.mixers import doors, mixer_guests
from app.services.mixers.doors import Mark
from models import EarlierSeat
from tests import evenings as nights

MINUTES = timedelta(minutes=1)


def _away(session, night, one, *, now, minutes):
    """Let somebody leave, and come back a while later."""
    doors.mark(session, night.mixer, one.id, Mark.LEFT, now=now)
    doors.mark(session, night.mixer, one.id, Mark.CAME, now=now + minutes * MINUTES)


def _replaced(session, night, one, *, now):
    """Let a latecomer sit down on the chair of somebody who has left."""
    doors.mark(session, night.mixer, one.id, Mark.LEFT, now=now)
    late = nights.a_latecomer(night, now)
    nights.sit(session, night, late, nights.seats(session, night)[1][one.id], now=now)
    return late


def _with(session, night, one):
    """Give with whom somebody shared a table in the first round."""
    pairs = sittings.pairs(session, night.mixer)[1]
    return {other for pair in pairs if one.id in pair for other in pair} - {one.id}


def _kept(session):
    return session.scalar(select(func.count()).select_from(EarlierSeat))


@pytest.fixture
def night(session, now):
    """Eight people at two full tables, ten minutes long."""
    return nights.a_running_night(session, now, people=8)


def _mates(session, night, one):
    table = nights.seats(session, night)[1][one.id]
    return {other.id for other in nights.at(session, night, table)} - {one.id}


def test_whose_chair_was_given_away_sat_with_the_table_and_not_with_who_took_it(
    session, night, now
):
    one = night.people[0]
    mates = _mates(session, night, one)
    late = _replaced(session, night, one, now=now + MINUTES)
    before = _with(session, night, one)

    doors.mark(session, night.mixer, one.id, Mark.CAME, now=now + 5 * MINUTES)

    assert one.id not in nights.seats(session, night)[1]
    assert before == _with(session, night, one) == mates
    assert _with(session, night, late) == mates


def test_whoever_came_back_to_their_own_chair_sat_with_those_of_both_times(session, night, now):
    one, *others = night.people
    mates = _mates(session, night, one)
    gone = next(other for other in others if other.id in mates)
    doors.mark(session, night.mixer, gone.id, Mark.LEFT, now=now + 2 * MINUTES)

    _away(session, night, one, now=now + 3 * MINUTES, minutes=4)

    assert _with(session, night, one) == mates
    assert _kept(session) == 1


def test_a_slip_and_who_was_never_there_leave_no_earlier_seat(session, night, now):
    _away(session, night, night.people[0], now=now + MINUTES, minutes=2)
    early = night.people[1]
    doors.mark(session, night.mixer, early.id, Mark.UNDO, now=now + MINUTES)
    doors.mark(session, night.mixer, early.id, Mark.CAME, now=now + 7 * MINUTES)

    assert _kept(session) == 0


def test_who_was_noted_as_there_by_mistake_has_sat_nowhere(session, night, now):
    one = night.people[0]
    _replaced(session, night, one, now=now + MINUTES)
    doors.mark(session, night.mixer, one.id, Mark.CAME, now=now + 2 * MINUTES)
    before = _kept(session)

    doors.mark(session, night.mixer, one.id, Mark.UNDO, now=now + 2 * MINUTES)

    assert (before, _kept(session)) == (1, 0)


def test_a_guest_who_sat_at_a_table_stays_on_the_list_when_the_chair_has_gone(session, night, now):
    guest = night.people[0]
    guest.member_id, guest.name = None, "Gerda"
    session.flush()
    _replaced(session, night, guest, now=now + MINUTES)
    doors.mark(session, night.mixer, guest.id, Mark.CAME, now=now + 5 * MINUTES)

    with pytest.raises(Refused, match="sat at a table"):
        mixer_guests.remove(session, night.mixer, guest.id)


@pytest.mark.parametrize("way", ["deleted", "forgotten"])
def test_an_earlier_seat_goes_with_whoever_sat_there(session, night, now, way):
    one = night.people[0]
    if way == "forgotten":
        one.member_id, one.name = None, "Gerda"
        session.flush()
    _replaced(session, night, one, now=now + MINUTES)
    doors.mark(session, night.mixer, one.id, Mark.CAME, now=now + 5 * MINUTES)
    before = _kept(session)

    if way == "deleted":
        erasure.erase(session, one.member_id)
    else:
        retention.forget_guest_lists(session, now=now + timedelta(days=60))

    assert (before, _kept(session)) == (1, 0)
