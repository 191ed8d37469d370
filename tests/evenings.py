"""An evening for tests: people in a room, a plan, rounds played."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from app.services.evenings import evenings
from app.services.mixers import rounds
from app.services.seating import (
    matchmaking_mixers,
    seating_chairs,
    seating_room,
    seating_standing,
    seatings,
)
from app.services.seating.seating_chairs import Chair
from models import Attendee, Change, Encounter, Mixer, Round, RoundState, Rsvp, Seat, Space
from tests import factories as make

SECONDS = 0.02
INDUSTRIES = ("C-food", "N-design", "K-software", "L-finance")


@dataclass
class Night:
    """A mixer with its people, in the order in which they came."""

    space: Space
    mixer: Mixer
    people: list[Attendee]

    def member(self, place):
        return self.people[place].member_id


def a_night(*, now, people=8, size=4, count=2, space=None, **mixer):
    """A mixer that begins now, to which so many members have come."""
    space = space or make.a_space()
    announced = {"starts_at": now, "ends_at": now + timedelta(hours=2)}
    usual = {"rounds": count, "table_size": size, "round_minutes": 10}
    night = make.a_mixer(space, now=now, **announced | usual | mixer)
    come = [
        make.an_attendee(
            night,
            make.a_member_of(space, f"Person {chr(65 + n)}", profile={"company": f"Company {n}"}),
            reply=Rsvp.GOING,
            arrived_at=now,
        )
        for n in range(people)
    ]
    return Night(space, night, come)


def a_long_night(now, **more):
    """Twelve people and four rounds in which nobody needs to meet twice."""
    return a_night(now=now, people=12, size=3, count=4, **more)


def room_of(session, night, now, **more):
    """Give what a plan would be made from now."""
    return seating_room.room(session, night.mixer, now=now, **more)


def plan(session, night, *, now, change=Change.PLANNED, shown=None):
    """Plan the rounds to come, as the page does."""
    room = seating_room.room(session, night.mixer, now=now)
    question = matchmaking_mixers.question(session, room, night.space, shown=shown)
    way = seating_standing if change is Change.PEOPLE else matchmaking_mixers
    found = way.planned(question, seconds=SECONDS, seed=room.seating)
    told = seatings.told_of(found, room, before=seatings.told(session, night.mixer.id))
    seatings.store(session, room, found, change=change, told=told, now=now)
    return found


def play(session, night, number, *, now):
    """Let a round begin and its time run out; give the moment after it."""
    rounds.begin(session, night.mixer, night.space, number=number, now=now)
    return now + timedelta(minutes=night.mixer.round_minutes)


def talk(session, *, minutes):
    """Let the round that is running have begun some minutes ago."""
    running = session.scalars(select(Round).where(Round.state == RoundState.RUNNING)).one()
    running.started_at -= timedelta(minutes=minutes)
    session.commit()


def seats(session, night):
    """Give the table of each person by round."""
    rows = session.execute(
        select(Round.number, Seat.attendee_id, Seat.table_number)
        .join(Seat, Seat.round_id == Round.id)
        .where(Round.mixer_id == night.mixer.id)
    )
    found = {}
    for number, one, table in rows:
        found.setdefault(number, {})[one] = table
    return found


def seats_of(session, night):
    """Give who sits where, and let others write again."""
    found = seats(session, night)
    session.commit()
    return found


def rounds_of(found, attendee):
    """Give the rounds in which somebody has a seat."""
    return [number for number, seated in sorted(found.items()) if attendee.id in seated]


def tables(seated):
    """Give the people of each table of one round."""
    return [
        {one for one, at in seated.items() if at == table} for table in sorted(set(seated.values()))
    ]


def met(session):
    """Give the pairs in the ledger."""
    rows = session.execute(select(Encounter.first_id, Encounter.second_id))
    return sorted(tuple(row) for row in rows)


def a_running_night(session, now, **more):
    """Seven people at tables of four in the first of two rounds: one chair is free."""
    night = a_night(now=now, **{"people": 7} | more)
    plan(session, night, now=now)
    play(session, night, 1, now=now)
    return night


def a_latecomer(night, now, name="Zoe Late", **profile):
    given = {"company": "Late & Co"} | profile
    return make.an_attendee(
        night.mixer,
        make.a_member_of(night.space, name, profile=given),
        reply=Rsvp.GOING,
        arrived_at=now,
    )


def smaller_table(session, night):
    seated = list(seats(session, night)[1].values())
    return min(set(seated), key=seated.count)


def sit(session, night, one, table, *, now, partner=None):
    chair = Chair(table=table, partner=partner.id if partner else None)
    seating_chairs.take(session, night.mixer, night.space, one.id, number=1, chair=chair, now=now)


def offered(session, night, now):
    """Give the table that is offered to each who has no seat in the running round."""
    stage = evenings.stage(session, night.mixer.id, now=now)
    found = seating_chairs.chairs(session, night.mixer, night.space, stage, now=now)
    return {one: chair and chair.table for one, chair in found.items()}


def at(session, night, table):
    """Give who sits at a table of the first round."""
    seated = seats(session, night)[1]
    return [one for one in night.people if seated.get(one.id) == table]
