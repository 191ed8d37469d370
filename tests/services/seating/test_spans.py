"""Somebody comes to some rounds only: what is noted, and when a plan is stale."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.services.errors import NotFound, Refused
from app.services.mixers import doors, mixers
from app.services.seating import matchmaking_mixers, rsvps, seatings, spans
from app.services.seating.spans import Span
from models import Change, Rsvp
from tests import evenings as nights
from tests.factories import a_mixer, a_space, an_attendee


@pytest.mark.parametrize(
    ("span", "behind"),
    [
        (Span(first=2, last=4), ("away",)),
        (Span(first=1, last=4), ()),
        (Span(first=1, last=3), ("away",)),
    ],
)
def test_fewer_rounds_make_the_plan_stale(session, now, span, behind):
    night = nights.a_long_night(now)
    nights.plan(session, night, now=now)

    doors.note_span(session, night.mixer, night.people[0].id, span, now=now)

    room = nights.room_of(session, night, now)
    assert (room.is_behind, bool(room.away)) == (bool(behind), "away" in behind)


def test_more_rounds_make_the_plan_stale_and_planning_again_gives_them_a_seat(session, now):
    night = nights.a_long_night(now)
    late = night.people[0]
    late.first_round = 3
    session.flush()
    nights.plan(session, night, now=now)
    seen = nights.room_of(session, night, now).seating

    doors.note_span(session, night.mixer, late.id, Span(first=1, last=4), now=now)

    room = nights.room_of(session, night, now)
    assert (room.without_seat, room.seating) == ({late.id}, seen + 1)
    nights.plan(session, night, now=now)
    assert nights.rounds_of(nights.seats(session, night), late) == [1, 2, 3, 4]
    assert seatings.can_undo(session, night.mixer.id) is False


def test_a_plan_worked_out_for_other_rounds_is_not_stored(session, now):
    night = nights.a_long_night(now)
    nights.plan(session, night, now=now)
    room = nights.room_of(session, night, now)
    question = matchmaking_mixers.question(session, room, night.space, shown=None)
    plan = matchmaking_mixers.planned(question, seconds=nights.SECONDS, seed=0)

    doors.note_span(session, night.mixer, night.people[0].id, Span(first=2, last=2), now=now)

    told = seatings.told_of(plan, room)
    with pytest.raises(Refused):
        seatings.store(session, room, plan, change=Change.PLANNED, told=told, now=now)


@pytest.mark.parametrize(
    ("rounds", "kept"),
    [(4, (3, None)), (3, (3, None)), (2, (2, None)), (1, (None, None))],
)
def test_when_fewer_rounds_are_announced_they_come_to_the_last(session, now, rounds, kept):
    space = a_space()
    mixer = a_mixer(space, now=now, rounds=5)
    one = an_attendee(mixer, reply=Rsvp.GOING, first_round=3, last_round=4)
    plan = mixers.plan_of(mixer)

    mixers.change(session, space, mixer.id, replace(plan, rounds=rounds), now=now)

    session.expire_all()
    assert (one.first_round, one.last_round) == kept


def test_a_reply_that_says_nothing_of_rounds_leaves_them_as_they_are(session, now):
    night = nights.a_long_night(now, starts_at=now + timedelta(hours=1))
    one = night.people[0]
    one.first_round = 2
    session.flush()
    choice = rsvps.Choice(is_listed=False, wants_letters=False)

    rsvps.come(session, night.mixer, choice, by=one.member_id, now=now)

    assert spans.span_of(one, night.mixer) == Span(first=2, last=4)


def test_who_is_not_on_the_list_has_no_rounds(session, now):
    night = nights.a_long_night(now)
    asked = an_attendee(night.mixer, reply=Rsvp.INVITED)

    for one in (asked.id, 10**6):
        with pytest.raises(NotFound):
            doors.note_span(session, night.mixer, one, Span(first=2, last=4), now=now)
