"""While a round pauses its clock stands still, whatever is pressed then."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from app.services.errors import Conflict
from app.services.evenings import evenings, sittings
from app.services.evenings.evenings import Phase
from app.services.mixers import doors, rounds
from app.services.mixers.doors import Mark
from models import Mixer, Round, Space
from tests import evenings as nights
from tests.at_once import came_between

MINUTES = timedelta(minutes=1)


@pytest.mark.parametrize("minutes", [5, 30])
def test_a_round_that_pauses_is_ended_however_long_and_the_break_is_none_of_it(
    session, now, minutes
):
    night = nights.a_running_night(session, now)
    rounds.pause(session, night.mixer, number=1, now=now + 2 * MINUTES)
    then = now + minutes * MINUTES

    rounds.end(session, night.mixer, number=1, now=then)
    ended = evenings.stage(session, night.mixer.id, now=then)
    rounds.extend(session, night.mixer, number=1, seen=0, now=then)
    later = evenings.stage(session, night.mixer.id, now=then + MINUTES)

    assert (ended.phase, ended.lasted) == (Phase.MOVING, 2 * MINUTES)
    assert (later.phase, later.lasted) == (Phase.RUNNING, 3 * MINUTES)


@pytest.fixture
def paused(session, now):
    """Eight people at two full tables, in a round that has paused after two minutes."""
    night = nights.a_running_night(session, now, people=8)
    rounds.pause(session, night.mixer, number=1, now=now + 2 * MINUTES)
    session.commit()
    return night


def test_whoever_takes_a_chair_in_a_break_has_not_sat_with_whom_it_was_left_by(
    session, paused, now
):
    gone, late = paused.people[0], nights.a_latecomer(paused, now)
    table = nights.seats(session, paused)[1][gone.id]
    doors.mark(session, paused.mixer, gone.id, Mark.LEFT, now=now + 12 * MINUTES)
    nights.sit(session, paused, late, table, now=now + 14 * MINUTES)

    sat = sittings.pairs(session, paused.mixer)[1]

    assert [len([pair for pair in sat if one.id in pair]) for one in (gone, late)] == [3, 3]
    assert (gone.id, late.id) not in sat


def go_on(own, mixer, *, number, now):
    space = own.get_one(Space, mixer.space_id)
    rounds.begin(own, mixer, space, number=number + 1, now=now)


def give_more(own, mixer, *, number, now):
    rounds.extend(own, mixer, number=number, seen=0, now=now)


def press(act, own, mixer_id, then):
    try:
        act(own, own.get_one(Mixer, mixer_id), number=1, now=then)
    except Conflict:
        own.rollback()
        return False
    return True


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [(give_more, go_on, (Phase.RUNNING, 1)), (go_on, give_more, (Phase.RUNNING, 2))],
)
def test_of_two_hosts_one_who_gives_more_time_and_one_who_goes_on_the_quicker_has_their_way(
    session, now, database_url, first, second, told
):
    mixer_id, then = nights.a_running_night(session, now).mixer.id, now + 11 * MINUTES
    session.commit()

    is_done = came_between(
        database_url,
        *(partial(press, act, mixer_id=mixer_id, then=then) for act in (first, second)),
    )

    stage = evenings.stage(session, mixer_id, now=then)
    assert (is_done, (stage.phase, stage.number)) == (False, told)


def test_an_older_page_goes_on_from_no_round_that_was_given_more_time_and_paused(session, now):
    night, then = nights.a_running_night(session, now), now + 11 * MINUTES
    give_more(session, night.mixer, number=1, now=then)
    rounds.pause(session, night.mixer, number=1, now=then + MINUTES)

    for _host in range(2):
        with pytest.raises(Conflict):
            go_on(session, night.mixer, number=1, now=then + 2 * MINUTES)

    stage = evenings.stage(session, night.mixer.id, now=then + 2 * MINUTES)
    assert (stage.phase, stage.number, nights.met(session)) == (Phase.PAUSED, 1, [])


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (rounds.resume, rounds.resume, (False, Phase.RUNNING, 5 * MINUTES, 1)),
        (rounds.resume, rounds.end, (True, Phase.MOVING, 2 * MINUTES, 1)),
        (rounds.end, rounds.resume, (False, Phase.MOVING, 2 * MINUTES, 1)),
    ],
)
def test_whichever_of_two_hosts_is_quicker_a_break_is_kept_once(
    session, paused, now, database_url, first, second, told
):
    mixer_id, then = paused.mixer.id, now + 5 * MINUTES

    is_done = came_between(
        database_url,
        *(partial(press, act, mixer_id=mixer_id, then=then) for act in (first, second)),
    )

    stage = evenings.stage(session, mixer_id, now=then + 3 * MINUTES)
    kept = session.scalars(select(Round.pauses).where(Round.number == 1)).one()
    assert (is_done, stage.phase, stage.lasted, len(kept)) == told
