"""Two hosts who press at once, a process killed in the middle: one round moves, and once."""

import threading
from functools import partial
from itertools import chain

import pytest
from sqlalchemy import select

from app.services.evenings import evenings
from app.services.mixers import doors
from app.services.mixers.doors import Mark
from app.services.seating import rsvps
from models import Mixer, Round, RoundState, Rsvp, Seat
from tests import evenings as nights
from tests import factories as make
from tests.at_once import at_once
from tests.racing import (
    Crew,
    begin_round,
    come_back,
    extend_round,
    killed,
    take_chair,
    take_round_back,
)


@pytest.fixture(scope="module")
def crew():
    crew = Crew(2)
    yield crew
    crew.dismiss()


@pytest.fixture
def night(session, now):
    """Eight people and three rounds, the first of which runs."""
    night = nights.a_night(now=now, count=3)
    nights.plan(session, night, now=now)
    nights.play(session, night, 1, now=now)
    session.commit()
    return night


def _states(session):
    session.rollback()
    rows = session.execute(select(Round.state, Round.extensions).order_by(Round.number))
    return [(row.state, row.extensions) for row in rows]


DONE, RUNNING, PLANNED = RoundState.DONE, RoundState.RUNNING, RoundState.PLANNED


def test_two_hosts_who_press_next_at_once_move_one_round(crew, session, night, database_url):
    press = (begin_round, night.mixer.id, 2)

    told = crew.race(database_url, [press] * 3, [press] * 3)

    assert told == ["Conflict"] * 5 + ["done"]
    assert _states(session) == [(DONE, 0), (RUNNING, 0), (PLANNED, 0)]
    assert len(nights.met(session)) == 12


def test_two_hosts_who_give_more_time_at_once_give_it_once(crew, session, night, database_url):
    press = (extend_round, night.mixer.id, 1)

    told = crew.race(database_url, [press], [press])

    assert told == ["Conflict", "done"]
    assert _states(session) == [(RUNNING, 1), (PLANNED, 0), (PLANNED, 0)]


def test_two_hosts_who_take_the_first_round_back_at_once_do_it_once(
    crew, session, night, database_url
):
    press = (take_round_back, night.mixer.id)

    told = crew.race(database_url, [press] * 2, [press] * 2)

    assert told == ["Conflict"] * 3 + ["done"]
    assert _states(session) == [(PLANNED, 0)] * 3


def test_of_two_hosts_one_who_takes_back_and_one_who_goes_on_one_has_their_way(
    crew, session, night, database_url
):
    back, on = (take_round_back, night.mixer.id), (begin_round, night.mixer.id, 2)

    told = crew.race(database_url, [back], [on])

    assert told == ["Conflict", "done"]
    assert _states(session)[:2] in ([(PLANNED, 0)] * 2, [(DONE, 0), (RUNNING, 0)])


@pytest.mark.parametrize(("when", "first", "met"), [("before", RUNNING, 0), ("after", DONE, 12)])
def test_a_round_has_begun_or_it_has_not_when_the_server_is_killed(
    session, night, database_url, when, first, met
):
    killed(database_url, (begin_round, night.mixer.id, 2), when=when)

    assert _states(session)[0] == (first, 0)
    assert len(nights.met(session)) == met


def _latecomers(night, now, count):
    """So many who came after the round had begun, in which one chair is free."""
    return [
        make.an_attendee(
            night.mixer,
            make.a_member_of(night.space, f"Late {n}", profile={"company": f"Late {n}"}),
            reply=Rsvp.GOING,
            arrived_at=now,
        )
        for n in range(count)
    ]


def _sat_down(session):
    session.rollback()
    rows = session.execute(select(Seat.attendee_id).where(Seat.taken_at.is_not(None)))
    return [row.attendee_id for row in rows]


@pytest.fixture
def smaller_night(session, now):
    """Seven people at tables of four in the first round: one chair is free at one of them."""
    night = nights.a_night(now=now, people=7, count=2)
    nights.plan(session, night, now=now)
    nights.play(session, night, 1, now=now)
    session.commit()
    seated = list(nights.seats(session, night)[1].values())
    session.commit()
    return night, min(set(seated), key=seated.count)


def test_a_latecomer_who_is_seated_twice_at_once_sits_once(
    crew, session, smaller_night, now, database_url
):
    night, table = smaller_night
    (late,) = _latecomers(night, now, 1)
    session.commit()
    press = (take_chair, night.mixer.id, late.id, table)

    told = crew.race(database_url, [press] * 2, [press] * 2)

    assert told == ["done"] * 4
    assert _sat_down(session) == [late.id]


def test_two_hosts_who_give_the_last_chair_away_at_once_give_it_to_one(
    crew, session, smaller_night, now, database_url
):
    night, table = smaller_night
    both = _latecomers(night, now, 2)
    session.commit()
    presses = [[(take_chair, night.mixer.id, late.id, table)] for late in both]

    told = crew.race(database_url, *presses)

    assert told == ["NoChair", "done"]
    assert len(_sat_down(session)) == 1


def test_a_chair_is_taken_or_its_owner_is_back_when_both_happen_at_once(
    crew, session, night, now, database_url
):
    gone, *others = night.people
    table = nights.seats(session, night)[1][gone.id]
    gone.left_at = now
    (late,) = _latecomers(night, now, 1)
    session.commit()
    presses = [(take_chair, night.mixer.id, late.id, table)], [(come_back, night.mixer.id, gone.id)]

    told = crew.race(database_url, *presses)

    session.rollback()
    there = {one.id for one in (gone, late, *others)}
    seats = nights.seats(session, night)[1]
    assert told in (["done"] * 2, ["NoChair", "done"])
    assert sum(at == table for one, at in seats.items() if one in there) == 4


def test_of_two_who_need_the_mixer_and_its_evening_neither_waits_for_ever(
    session, night, database_url
):
    mixer_id = night.mixer.id
    session.commit()
    replies, plans = threading.Event(), threading.Event()

    def reply(own):
        rsvps.take_turns(own, own.get_one(Mixer, mixer_id))
        replies.set()
        plans.wait(0.3)
        evenings.take(own, mixer_id)

    def plan_and_begin(own):
        replies.wait(20)
        evenings.take(own, mixer_id)
        plans.set()
        rsvps.take_turns(own, own.get_one(Mixer, mixer_id))

    assert at_once(database_url, reply, plan_and_begin) == ["done", "done"]


def test_whoever_comes_back_may_say_so_while_a_host_notes_it(session, night, now, database_url):
    mixer_id, ids = night.mixer.id, [(one.id, one.member_id) for one in night.people]
    for one in night.people:
        rsvps.decline(session, night.mixer, by=one.member_id, now=now)
    session.commit()

    def says(own, who):
        choice = rsvps.Choice(is_listed=True, wants_letters=True)
        rsvps.come(own, own.get_one(Mixer, mixer_id), choice, by=who, now=now)

    def noted(own, one):
        doors.mark(own, own.get_one(Mixer, mixer_id), one, Mark.CAME, now=now)

    doings = [(partial(noted, one=one), partial(says, who=who)) for one, who in ids]
    assert set(at_once(database_url, *chain(*doings))) == {"done"}
