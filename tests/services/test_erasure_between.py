"""Somebody deletes themselves after they were chosen, and before it is written down."""

from functools import partial

import pytest
from sqlalchemy import select

from app.services.errors import Conflict
from app.services.introductions import introductions
from app.services.members import erasure
from app.services.mixers import rounds
from app.services.seating import matchmaking_mixers, seatings
from models import Change, Encounter, Introduction, Meaning, Member, Mixer, Seat, Space
from tests import evenings as nights
from tests import factories as make
from tests.at_once import came_between


def test_the_others_are_introduced(session, database_url, now):
    space = make.a_space()
    people = [make.a_member_of(space, f"P{n}") for n in range(4)]
    for n, person in enumerate(people):
        make.an_offer(person, f"Offer {n}", skills=[f"tag {n}"])
        make.an_ask(person, f"Ask {n}", skills=[f"tag {(n + 1) % 4}"])
        make.a_visit(person, space, now=now)
    gone = people[0].id
    session.commit()

    came_between(
        database_url,
        partial(erasure.erase, member_id=gone),
        lambda own: introductions.propose(own, own.get_one(Space, space.id), now=now),
    )

    pairs = session.execute(select(Introduction.first_id, Introduction.second_id)).all()
    assert pairs
    assert gone not in {one for pair in pairs for one in pair}
    assert gone not in session.scalars(select(Meaning.member_id)).all()


@pytest.fixture
def night(session, now):
    """Eight people, and rounds of which the first runs."""
    night = nights.a_night(now=now, count=3)
    nights.plan(session, night, now=now)
    nights.plan(session, night, now=now)
    session.commit()
    return night


def leaves(night):
    """The number of somebody with a seat, and the pressing of the button."""
    member_id = night.people[0].member_id
    return member_id, partial(erasure.erase, member_id=member_id)


def test_whom_all_others_met_is_kept_when_a_round_ends(session, database_url, night, now):
    later = nights.play(session, night, 1, now=now)
    gone, erase = leaves(night)
    session.commit()

    came_between(
        database_url,
        erase,
        lambda own: rounds.finish(
            own, own.get_one(Mixer, night.mixer.id), own.get_one(Space, night.space.id), now=later
        ),
    )

    met = session.execute(select(Encounter.first_id, Encounter.second_id)).all()
    assert met
    assert gone not in {one for pair in met for one in pair}


def test_the_plan_before_comes_back_without_them(session, database_url, night):
    gone, erase = leaves(night)

    came_between(
        database_url,
        erase,
        lambda own: seatings.undo(own, own.get_one(Mixer, night.mixer.id), seen=2),
    )

    assert session.get(Member, gone) is None
    assert len(session.scalars(select(Seat.attendee_id).distinct()).all()) == 7


def test_a_plan_that_was_made_with_them_is_made_once_more(session, night, now):
    room = nights.room_of(session, night, now)
    question = matchmaking_mixers.question(session, room, night.space, shown=None)
    plan = matchmaking_mixers.planned(question, seconds=0.1, seed=1)
    _gone, erase = leaves(night)
    erase(session)
    session.commit()

    with pytest.raises(Conflict):
        seatings.store(
            session, room, plan, change=Change.PLANNED, told=seatings.told_of(plan, room), now=now
        )
