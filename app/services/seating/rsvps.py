"""Who comes to a mixer: replies, places, and the waiting list that moves up by itself."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, or_, select, tuple_, update
from sqlalchemy.orm import Session

from app.services import once
from app.services.errors import NotFound, Refused
from app.services.evenings import attendees, evenings, mixer_letters
from app.services.seating import seating_returns, spans
from app.services.seating.spans import Span
from app.services.viewers import Here
from models import (
    Attendee,
    Audience,
    LetterKind,
    Membership,
    Mixer,
    MixerRole,
    Role,
    Rsvp,
)

IS_OVER = "This mixer is over."
IS_CANCELLED = "This mixer was cancelled."


def ended(mixer: Mixer) -> Refused:
    """Refuse what comes too late, and say why."""
    return Refused(IS_OVER if mixer.cancelled_at is None else IS_CANCELLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What somebody chooses beside coming."""

    is_listed: bool
    wants_letters: bool
    role: MixerRole | None = None
    span: Span | None = None
    """For which rounds; empty leaves it as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """How full a mixer is; nobody's name, and the same for whoever asks."""

    going: int
    waiting: int
    capacity: int | None

    @property
    def left(self) -> int | None:
        """Count the places that are left; None where there are as many as like."""
        return None if self.capacity is None else max(0, self.capacity - self.going)


def take_turns(session: Session, mixer: Mixer) -> None:
    """Wait until nobody else decides about this mixer's places, and look at it anew.

    It comes before any row of an attendee or of the evening, so that no two wait for each other.
    """
    session.refresh(mixer, with_for_update={"of": Mixer, "key_share": True})


def places(session: Session, mixer: Mixer, *, now: datetime) -> Places:
    """Count who comes and who waits."""
    counted = session.execute(
        select(Attendee.reply, func.count().label("people"))
        .where(Attendee.mixer_id == mixer.id, attendees.is_seated(mixer, now=now))
        .group_by(Attendee.reply)
    )
    by_reply = {row.reply: row.people for row in counted}
    return Places(
        going=by_reply.get(Rsvp.GOING, 0),
        waiting=by_reply.get(Rsvp.WAITING, 0),
        capacity=mixer.capacity,
    )


def reply_of(session: Session, mixer: Mixer, *, by: int) -> Attendee | None:
    """Give what somebody has said, or None."""
    return session.scalar(
        select(Attendee)
        .where(Attendee.mixer_id == mixer.id, Attendee.member_id == by)
        .execution_options(populate_existing=True)
    )


def replies_of(session: Session, here: Here) -> dict[int, Rsvp]:
    """Give what the viewer has replied, by the number of the mixer."""
    rows = session.execute(
        select(Attendee.mixer_id, Attendee.reply)
        .join(Mixer, Mixer.id == Attendee.mixer_id)
        .where(
            Attendee.member_id == here.viewer.id,
            Mixer.space_id == here.space.id,
            or_(Mixer.ends_at > here.now, evenings.is_played()),
        )
    )
    return {row.mixer_id: row.reply for row in rows}


def waiting_before(session: Session, mixer: Mixer, mine: Attendee, *, now: datetime) -> int:
    """Count who has waited longer for a place than somebody who waits."""
    before = select(func.count()).where(
        Attendee.mixer_id == mixer.id,
        Attendee.reply == Rsvp.WAITING,
        tuple_(Attendee.replied_at, Attendee.id) < (mine.replied_at, mine.id),
        attendees.is_seated(mixer, now=now),
    )
    return session.scalar(before) or 0


def choice_of(mine: Attendee | None, membership: Membership) -> Choice:
    """Give what somebody chose before, or what they have agreed to in the space."""
    said = mine if mine is not None and mine.reply is not Rsvp.INVITED else None
    return Choice(
        is_listed=said.is_listed if said else membership.is_listed,
        wants_letters=said.wants_letters if said else membership.wants_mail,
        role=said.role if said else None,
    )


def come(session: Session, mixer: Mixer, choice: Choice, *, by: int, now: datetime) -> Attendee:
    """Take a place, or one on the waiting list where none is left.

    Whoever has one keeps it, however often they say so. Nobody is there by saying that they
    will come: that is noted at the door, also of whoever had left.
    """
    attendee = _to_reply(session, mixer, by, now)
    attendee.is_listed, attendee.wants_letters = choice.is_listed, choice.wants_letters
    attendee.role = choice.role if mixer.cross_role else None
    if choice.span is not None:
        spans.keep(session, mixer, attendee, choice.span)
    if attendee.reply not in {Rsvp.GOING, Rsvp.WAITING}:
        move_up(session, mixer, now=now)  # those who wait come first
        left = places(session, mixer, now=now).left
        is_slip = was_mistaken(attendee, now=now)
        attendee.reply = Rsvp.WAITING if left == 0 and not is_slip else Rsvp.GOING
        if attendee.arrived_at is None:
            attendee.left_at = None  # that they did not turn up is no longer so
        elif is_slip:
            seating_returns.begin_anew(session, Attendee.id == attendee.id, now=now)
            attendee.left_at = None
        attendee.replied_at = now
    session.flush()
    return attendee


def decline(session: Session, mixer: Mixer, *, by: int, now: datetime) -> None:
    """Say that one does not come; the place goes to whoever has waited longest."""
    attendee = _to_reply(session, mixer, by, now)
    if attendee.reply is not Rsvp.NOT_GOING:
        attendee.reply, attendee.replied_at = Rsvp.NOT_GOING, now
        attendee.reminded_at = None
        if attendee.is_there:
            attendee.left_at = now
    session.flush()
    move_up(session, mixer, now=now)


def was_mistaken(attendee: Attendee, *, now: datetime) -> bool:
    """Whether somebody who is there may have said by a slip, a moment ago, that they go.

    They stand in the room, so no place has to be free for them to stay.
    """
    left = attendee.left_at
    is_own = attendee.arrived_at is not None and left is not None and left == attendee.replied_at
    return is_own and seating_returns.was_a_moment_ago(left, now=now)


def move_up(session: Session, mixer: Mixer, *, now: datetime) -> int:
    """Give free places to those who have waited longest, and say to how many.

    Only for who has taken turns: two processes must not give the same place away.
    """
    if not evenings.is_on(session, mixer, now=now):
        return 0
    left = places(session, mixer, now=now).left
    first = (
        select(Attendee.id)
        .where(
            Attendee.mixer_id == mixer.id,
            Attendee.reply == Rsvp.WAITING,
            attendees.is_seated(mixer, now=now),
        )
        .order_by(Attendee.replied_at, Attendee.id)
        .limit(left)
    )
    ids = list(session.scalars(first))
    if not ids:
        return 0
    rows = session.execute(
        update(Attendee)
        .where(Attendee.id.in_(ids), Attendee.reply == Rsvp.WAITING)
        .values(reply=Rsvp.GOING, replied_at=now)
        .returning(Attendee.member_id, Attendee.wants_letters)
    ).all()
    told = [row.member_id for row in rows if row.wants_letters]
    mixer_letters.write(session, mixer, LetterKind.MIXER_PLACE, to=told, now=now)
    return len(rows)


def move_up_everywhere(session: Session, *, now: datetime) -> int:
    """Fill places that came free because somebody left the space, and say how many."""
    waiting = exists().where(Attendee.mixer_id == Mixer.id, Attendee.reply == Rsvp.WAITING)
    still_on = (Mixer.cancelled_at.is_(None), Mixer.ends_at > now, ~evenings.has_ended())
    moved = 0
    for mixer in session.scalars(select(Mixer).where(*still_on, waiting).order_by(Mixer.id)).all():
        take_turns(session, mixer)
        moved += move_up(session, mixer, now=now)
    return moved


def _to_reply(session: Session, mixer: Mixer, by: int, now: datetime) -> Attendee:
    take_turns(session, mixer)
    if not evenings.is_on(session, mixer, now=now):
        raise ended(mixer)
    known = reply_of(session, mixer, by=by)
    if known is not None:
        known.said_before = None  # from now on what they say themselves holds
        return known
    _require_open_to(session, mixer, by)
    asked = {"mixer_id": mixer.id, "member_id": by}
    added = once.add(session, Attendee, **asked, reply=Rsvp.INVITED, created_at=now)
    return added or session.scalars(select(Attendee).filter_by(**asked)).one()


def _require_open_to(session: Session, mixer: Mixer, by: int) -> None:
    """Refuse whose invitation was taken back a moment ago; hosts need none."""
    is_host = exists().where(
        Membership.space_id == mixer.space_id,
        Membership.member_id == by,
        Membership.role == Role.HOST,
    )
    if mixer.audience is Audience.INVITED and not session.scalar(select(is_host)):
        raise NotFound
