"""Whoever comes back in the middle of a round, whose chair was given away or not."""

from datetime import timedelta

import pytest

from app.services.mixers import doors, rounds
from app.services.mixers.doors import Mark
from app.services.seating import rsvps, seating_people
from app.services.seating.rsvps import Choice
from models import Rsvp
from tests import evenings as nights
from tests.factories import a_member_of, an_attendee

MINUTES = timedelta(minutes=1)
COMING = Choice(is_listed=False, wants_letters=False)


def gone_and_replaced(session, now, *, left, way="door"):
    """Eight people at two full tables, of whom one leaves, and Zoe takes the chair."""
    night = nights.a_running_night(session, now, people=8)
    gone, late = night.people[0], nights.a_latecomer(night, now)
    table = nights.seats(session, night)[1][gone.id]
    leave(session, night, gone, way, now=now + left)
    nights.sit(session, night, late, table, now=now + left)
    return night, gone, late, table


def leave(session, night, one, way, *, now):
    if way == "phone":
        rsvps.decline(session, night.mixer, by=one.member_id, now=now)
    else:
        doors.mark(session, night.mixer, one.id, Mark.LEFT, now=now)


def back(session, night, one, way, *, now):
    if way == "door":
        doors.mark(session, night.mixer, one.id, Mark.CAME, now=now)
    else:
        rsvps.come(session, night.mixer, COMING, by=one.member_id, now=now)


@pytest.mark.parametrize("way", ["door", "phone"])
def test_whose_chair_was_given_away_is_offered_a_free_one_as_a_latecomer_is(session, now, way):
    night, gone, late, table = gone_and_replaced(session, now, left=MINUTES, way=way)

    back(session, night, gone, way, now=now + 2 * MINUTES)

    seated = nights.seats(session, night)[1]
    assert (gone.id in seated, seated[late.id]) == (False, table)
    assert nights.offered(session, night, now + 2 * MINUTES) == {gone.id: None}
    other = next(one for one in night.people if seated.get(one.id, table) != table)
    doors.mark(session, night.mixer, other.id, Mark.LEFT, now=now + 2 * MINUTES)
    assert nights.offered(session, night, now + 2 * MINUTES) == {gone.id: 3 - table}
    nights.sit(session, night, gone, 3 - table, now=now + 2 * MINUTES)
    assert nights.seats(session, night)[1][gone.id] == 3 - table


def test_whose_chair_is_free_sits_down_on_it_again(session, now):
    night = nights.a_running_night(session, now, people=8)
    gone = night.people[0]
    before = nights.seats(session, night)
    doors.mark(session, night.mixer, gone.id, Mark.LEFT, now=now + MINUTES)

    doors.mark(session, night.mixer, gone.id, Mark.CAME, now=now + 2 * MINUTES)

    assert nights.seats(session, night)[1] == before[1]
    assert nights.offered(session, night, now + 2 * MINUTES) == {}


def test_whoever_was_there_for_half_of_the_round_has_met_the_table_before_the_chair_went(
    session, now
):
    night, gone, _late, table = gone_and_replaced(session, now, left=6 * MINUTES)
    mates = [one for one in nights.at(session, night, table) if one is not gone]

    doors.mark(session, night.mixer, gone.id, Mark.CAME, now=now + 7 * MINUTES)
    rounds.finish(session, night.mixer, night.space, now=now + 10 * MINUTES)

    with_gone = {pair for pair in nights.met(session) if gone.member_id in pair}
    assert with_gone == {tuple(sorted((gone.member_id, one.member_id))) for one in mates}


@pytest.mark.parametrize("came_back", [8, 12])
def test_whoever_was_away_for_most_of_a_round_has_met_nobody_in_it(session, now, came_back):
    night = nights.a_running_night(session, now, people=8)
    gone = night.people[0]
    doors.mark(session, night.mixer, gone.id, Mark.LEFT, now=now + MINUTES)

    doors.mark(session, night.mixer, gone.id, Mark.CAME, now=now + came_back * MINUTES)
    rounds.finish(session, night.mixer, night.space, now=now + 13 * MINUTES)

    assert not any(gone.member_id in pair for pair in nights.met(session))
    assert gone.id in nights.seats(session, night)[1]


def test_whoever_left_in_a_break_and_comes_back_in_it_has_met_nobody_by_that(session, now):
    night = nights.a_running_night(session, now, people=8)
    gone = night.people[0]
    rounds.pause(session, night.mixer, number=1, now=now + 2 * MINUTES)
    doors.mark(session, night.mixer, gone.id, Mark.LEFT, now=now + 8 * MINUTES)

    doors.mark(session, night.mixer, gone.id, Mark.CAME, now=now + 14 * MINUTES)

    assert nights.met(session) == []


@pytest.mark.parametrize("way", ["door", "phone"])
def test_a_tap_by_mistake_takes_no_meeting_away(session, now, way):
    night = nights.a_running_night(session, now, people=8)
    one = night.people[0]
    leave(session, night, one, way, now=now + 4 * MINUTES)
    back(session, night, one, way, now=now + 6 * MINUTES)

    rounds.finish(session, night.mixer, night.space, now=now + 10 * MINUTES)

    assert len([pair for pair in nights.met(session) if one.member_id in pair]) == 3


@pytest.mark.parametrize("is_taken", [False, True])
def test_whoever_was_noted_too_early_sits_down_when_they_come(session, now, is_taken):
    night = nights.a_running_night(session, now, people=8)
    early, late = night.people[0], nights.a_latecomer(night, now)
    table = nights.seats(session, night)[1][early.id]
    doors.mark(session, night.mixer, early.id, Mark.UNDO, now=now + MINUTES)
    if is_taken:
        nights.sit(session, night, late, table, now=now + MINUTES)

    doors.mark(session, night.mixer, early.id, Mark.CAME, now=now + 7 * MINUTES)
    rounds.finish(session, night.mixer, night.space, now=now + 10 * MINUTES)

    assert (early.id in nights.seats(session, night)[1]) is not is_taken
    assert not any(early.member_id in pair for pair in nights.met(session))


@pytest.mark.parametrize(
    ("said", "is_there"),
    [
        (["no 1", "yes 3"], True),  # a tap by mistake, taken back at the table
        (["no 1", "yes 5"], False),
        (["left 1", "no 2", "yes 3"], False),  # a host saw them go
        (["no 1", "yes 5", "came 6"], True),
        (["undo 1", "no 2", "yes 3"], False),
        (["undo 1", "no 2", "yes 3", "came 4"], True),
    ],
)
def test_whoever_says_that_they_come_is_there_when_they_have_come(session, now, said, is_there):
    night = nights.a_running_night(session, now, people=8)
    one = night.people[0]
    marks = {"left": Mark.LEFT, "came": Mark.CAME, "undo": Mark.UNDO}
    for what, minutes in map(str.split, said):
        then = now + int(minutes) * MINUTES
        if what in marks:
            doors.mark(session, night.mixer, one.id, marks[what], now=then)
        elif what == "no":
            rsvps.decline(session, night.mixer, by=one.member_id, now=then)
        else:
            rsvps.come(session, night.mixer, COMING, by=one.member_id, now=then)

    session.refresh(one)
    comers = seating_people.comers(session, night.mixer, now=now)
    assert (one.reply, one.is_there) == (Rsvp.GOING, is_there)
    assert (one.id in {comer.id for comer in comers.there}) is is_there
    assert (one.left_at is None) is (is_there or one.arrived_at is None)


@pytest.mark.parametrize(
    ("minutes", "reply", "is_there"),
    [
        (2, Rsvp.GOING, True),  # a slip: they stand in the room, and have their chair
        (5, Rsvp.WAITING, False),
    ],
)
def test_whose_place_was_given_away_waits_outside(session, now, minutes, reply, is_there):
    night = nights.a_running_night(session, now, people=8)
    night.mixer.capacity, one = 8, night.people[0]
    waiting = an_attendee(night.mixer, a_member_of(night.space, "Wim"), reply=Rsvp.WAITING)
    rsvps.decline(session, night.mixer, by=one.member_id, now=now + MINUTES)

    rsvps.come(session, night.mixer, COMING, by=one.member_id, now=now + minutes * MINUTES)

    session.refresh(waiting)
    assert (waiting.reply, one.reply, one.is_there) == (Rsvp.GOING, reply, is_there)
