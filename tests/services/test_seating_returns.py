"""Whoever comes back in the middle of a round, whose chair was given away or not."""

from datetime import timedelta

import pytest

from app.services import doors, rounds, rsvps, seating_people
from app.services.doors import Mark
from app.services.rsvps import Choice
from tests import evenings as nights

MINUTES = timedelta(minutes=1)
COMING = Choice(is_listed=False, wants_letters=False)


def gone_and_replaced(session, now, *, left):
    """Eight people at two full tables, of whom one leaves, and Zoe takes the chair."""
    night = nights.a_running_night(session, now, people=8)
    gone, late = night.people[0], nights.a_latecomer(night, now)
    table = nights.seats(session, night)[1][gone.id]
    doors.mark(session, night.mixer, gone.id, Mark.LEFT, now=now + left)
    nights.sit(session, night, late, table, now=now + left)
    return night, gone, late, table


def back(session, night, one, way, *, now):
    if way == "door":
        doors.mark(session, night.mixer, one.id, Mark.CAME, now=now)
    elif way == "page":
        seating_people.come(session, night.mixer, one.id, now=now)
    else:
        rsvps.decline(session, night.mixer, by=one.member_id, now=now)
        rsvps.come(session, night.mixer, COMING, by=one.member_id, now=now)


@pytest.mark.parametrize("way", ["door", "page", "phone"])
def test_whose_chair_was_given_away_is_offered_a_free_one_as_a_latecomer_is(session, now, way):
    night, gone, late, table = gone_and_replaced(session, now, left=MINUTES)

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


def test_a_tap_by_mistake_takes_no_meeting_away(session, now):
    night = nights.a_running_night(session, now, people=8)
    one = night.people[0]
    for what in (Mark.LEFT, Mark.CAME):
        doors.mark(session, night.mixer, one.id, what, now=now + 5 * MINUTES)

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
