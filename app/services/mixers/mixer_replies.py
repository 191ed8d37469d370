"""Answering an invitation to a mixer from its letter: the link speaks for one person at one mixer.

Opening it changes nothing, since mail programs open links by themselves; the answer is a tap.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.services import tokens
from app.services.errors import LinkEnded
from app.services.evenings import attendees, evenings
from app.services.seating import rsvps
from app.services.short_names import called
from models import Attendee, Member, Membership, Mixer, Profile, Rsvp, Space

PURPOSE = "mixer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What is behind a link: whose reply to which mixer."""

    attendee: Attendee
    member_id: int
    name: str
    reply: Rsvp
    choice: rsvps.Choice
    mixer: Mixer
    space: Space
    now: datetime

    @property
    def called(self) -> str:
        """Give the first name."""
        return called(self.name)


def link_path(session: Session, attendee: Attendee, mixer: Mixer, *, key: str) -> str:
    """Give the path of the link; the address of the installation goes in front."""
    secret = _secret_of(session, attendee, mixer)
    return f"/mixer/{attendee.id}/{tokens.token_for(PURPOSE, secret, key=key)}"


def opened(session: Session, attendee_id: int, token: str, *, key: str, now: datetime) -> Opened:
    """Give what is behind a link, whoever holds it.

    A wrong link, an invitation that was taken back, a mixer that is over or cancelled, an
    address that is another by now and a person who has left raise the same LinkEnded.
    """
    found = session.execute(
        select(Attendee, Mixer, Space, Membership, Profile.member_id, Profile.name)
        .join(Mixer, Mixer.id == Attendee.mixer_id)
        .join(Space, Space.id == Mixer.space_id)
        .join(Profile, Profile.member_id == Attendee.member_id)
        .join(
            Membership,
            (Membership.member_id == Attendee.member_id) & (Membership.space_id == Space.id),
        )
        .where(Attendee.id == attendee_id)
        .options(joinedload(Mixer.zone))
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None or not _is_right(session, token, found.Attendee, found.Mixer, key):
        raise LinkEnded
    attendee, mixer, space, membership, member_id, name = found
    welcome = select(Attendee.id).where(
        Attendee.id == attendee.id, attendees.is_seated(mixer, now=now)
    )
    is_on = evenings.is_on(session, mixer, now=now)
    if not is_on or session.scalar(welcome) is None:
        raise LinkEnded
    return Opened(
        attendee=attendee,
        member_id=member_id,
        name=name,
        reply=attendee.reply,
        choice=rsvps.choice_of(attendee, membership),
        mixer=mixer,
        space=space,
        now=now,
    )


def answer(session: Session, link: Opened, *, comes: bool) -> None:
    """Take the answer; where all places are taken, a yes waits for one."""
    if comes:
        rsvps.come(session, link.mixer, link.choice, by=link.member_id, now=link.now)
    else:
        rsvps.decline(session, link.mixer, by=link.member_id, now=link.now)


def _is_right(session: Session, token: str, attendee: Attendee, mixer: Mixer, key: str) -> bool:
    return tokens.is_right(token, PURPOSE, _secret_of(session, attendee, mixer), key=key)


def _secret_of(session: Session, attendee: Attendee, mixer: Mixer) -> str:
    # The number is never given twice, so an invitation that is taken back ends its link. Nor does
    # a letter speak for somebody whose address is another by now: who reads it may be another, too.
    email = session.scalar(select(Member.email).where(Member.id == attendee.member_id))
    return f"{mixer.uid}:{attendee.id}:{email}"
