"""Planning for a page: read, let others write while it is worked out, and store."""

from datetime import UTC, datetime
from typing import Protocol

from flask import flash
from flask_babel import gettext as _

from app.extensions import db
from app.services.errors import Conflict, Refused
from app.services.evenings import evenings
from app.services.evenings.evenings import Phase
from app.services.seating import (
    matchmaking_mixers,
    partings,
    seating_guests,
    seating_people,
    seating_room,
    seating_standing,
    seatings,
)
from models import Change, Mixer, Space

TRIES = 3


class Place(Protocol):
    """In which space, and when: of somebody signed in, or of whoever opens a letter's link."""

    @property
    def space(self) -> Space:
        """The space of the evening."""

    @property
    def now(self) -> datetime:
        """The moment of the request."""


def plan_anew(here: Place, mixer: Mixer, *, change: Change, only_there: bool = False) -> None:
    """Plan the rounds to come anew and store it; the caller commits.

    Where somebody came, or another host changed something, while it was worked
    out, it is worked out again.
    """
    for left in reversed(range(TRIES)):
        room = seating_room.room(db.session, mixer, now=here.now, only_there=only_there)
        seating_room.require_plannable(room)
        stage = evenings.stage(db.session, mixer.id, now=here.now)
        shown = stage.next_number if stage.phase is not Phase.UNPLANNED else None
        question = matchmaking_mixers.question(db.session, room, here.space, shown=shown)
        before = seatings.told(db.session, mixer.id)
        db.release()
        # Who asks for another plan wants one; who comes or leaves disturbs nobody.
        way = seating_standing if change is Change.PEOPLE else matchmaking_mixers
        plan = way.planned(question, seconds=seatings.seconds_for(room), seed=room.seating)
        is_shown = stage.phase is Phase.MOVING
        told = seatings.told_of(plan, room, before=before, is_shown=is_shown)
        try:
            seatings.store(db.session, room, plan, change=change, told=told, now=moment())
        except Conflict:
            db.session.rollback()
            if not left:
                raise
        else:
            return


def plan_for_those_there(here: Place, mixer: Mixer, *, only_there: bool = True) -> None:
    """Plan anew, before a round begins, what is no longer so: others are there, or two have parted.

    Not `only_there` is for a first round for which nobody was noted at the door: then all are
    who said that they come.

    Somebody may have blocked somebody since the plan was made, whom they were to sit with. They
    are parted now and not at once: a table that changes just after a block would tell of it, and
    at the beginning of a round somebody moves for many reasons.

    After a round that was over before anybody could meet, those who sat together in it are
    brought together in one to come, where that can be.
    """
    room = seating_room.room(db.session, mixer, now=here.now, only_there=only_there)
    is_over = room.is_behind or room.is_cut_short
    if room.numbers and (is_over or not partings.are_kept(db.session, room)):
        plan_anew(here, mixer, change=Change.PEOPLE, only_there=only_there)


def plan_the_rest(here: Place, mixer: Mixer, *, change: Change = Change.PEOPLE) -> None:
    """Commit who has come or left, and plan the rounds to come once the evening has begun."""
    stage = evenings.stage(db.session, mixer.id, now=here.now)
    db.session.commit()
    if stage.is_under_way and stage.number < mixer.rounds:
        plan_anew(here, mixer, change=change)
    elif stage.is_under_way:
        # Nothing is left to plan, but those at the table look at their phones.
        evenings.take(db.session, mixer.id)


def keep_up(here: Place, mixer: Mixer, *, change: Change = Change.PEOPLE) -> None:
    """Do the same from the door, where a plan that fails must not take back who was let in."""
    try:
        plan_the_rest(here, mixer, change=change)
        db.session.commit()
    except Refused:
        # The next round takes them in before it begins.
        db.session.rollback()


def tell_seat(here: Place, mixer: Mixer, attendee_id: int) -> None:
    """Tell the host where somebody who has just come sits now and next, once rounds are played."""
    stage = evenings.stage(db.session, mixer.id, now=here.now)
    labels = seating_guests.labels(db.session, mixer, now=here.now)
    # Whoever has deleted themselves since they came sits nowhere.
    if not stage.is_under_way or attendee_id not in labels:
        return
    seat = seating_people.next_seats(db.session, mixer, [attendee_id], now=here.now).get(
        attendee_id
    )
    number = stage.number if stage.phase in {Phase.RUNNING, Phase.PAUSED} else None
    table = seating_people.tables_in(db.session, mixer, number).get(attendee_id)
    told = {"name": labels[attendee_id], "now": table}
    if seat is not None:
        told |= {"table": seat.table, "number": seat.number}
    if table and seat:
        words = _(
            "%(name)s sits at table %(now)s now, in round %(number)s at table %(table)s.", **told
        )
    elif table:
        words = _("%(name)s sits at table %(now)s now.", **told)
    elif seat:
        words = _("%(name)s sits at table %(table)s in round %(number)s.", **told)
    else:
        return
    flash(words, "info")


def moment() -> datetime:
    """Give the moment it is after planning, which may have taken a second."""
    return datetime.now(UTC)
