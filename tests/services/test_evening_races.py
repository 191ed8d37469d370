"""Two hosts who press at once, a process killed in the middle: one round moves, and once."""

import pytest
from sqlalchemy import select

from models import Round, RoundState, Rsvp, Seat
from tests import evenings as nights
from tests import factories as make
from tests.racing import Crew, begin_round, come_back, extend_round, killed, take_chair


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
