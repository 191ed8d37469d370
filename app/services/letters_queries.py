"""Letters that have not left the house, as far as the hosts of one space may know of them."""

import enum
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, exists, or_, select
from sqlalchemy.orm import Session

from app.services import departures, letters
from app.services.texts import folded
from models import (
    Hello,
    Introduction,
    Invitation,
    Letter,
    LetterKind,
    Member,
    Membership,
    Mixer,
    PasswordReset,
    Profile,
    Space,
)


class Subject(enum.Enum):
    """What a letter is about, in as many words as a host may know.

    One word for everything about introductions: two people who get the same news
    on the same day would tell that both have said yes.
    """

    INVITATION = "invitation"
    ACCOUNT = "account"
    NEWS = "news"


_MIXERS = (
    LetterKind.MIXER_INVITATION,
    LetterKind.MIXER_PLACE,
    LetterKind.MIXER_CHANGED,
    LetterKind.MIXER_CANCELLED,
    LetterKind.MIXER_REMINDER,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """A letter, or all the news for one person, that was to be sent and was not."""

    subject: Subject
    name: str
    email: str
    membership_id: int
    about_id: int
    since: date
    reason: str
    has_failed: bool
    """Whether it will not be tried again."""


def unsent(session: Session, space: Space, *, now: datetime) -> list[Unsent]:
    """Give the letters to people of this space that were not sent, invitations first."""
    today = space.today(now)
    rows = session.execute(
        select(
            Letter.kind,
            Letter.about_id,
            Letter.created_at,
            Letter.given_up_at,
            Letter.last_error,
            departures.email_on_list(today).label("email"),
            departures.name_on_list(today).label("name"),
            Membership.id.label("membership_id"),
        )
        .join(Member, Member.id == Letter.member_id)
        .join(Profile, Profile.member_id == Member.id)
        .join(Membership, Membership.member_id == Member.id)
        .where(
            Membership.space_id == space.id,
            Membership.is_off_list.is_(False),
            Letter.sent_at.is_(None),
            Letter.last_error != letters.MOOT,
            _concerns(space, now),
        )
        .order_by(Letter.id)
    )
    found: dict[tuple[Subject, int], Unsent] = {}
    for row in rows:
        letter = _unsent(row, space)
        # The news for one person are one line, with the day on which they began to wait.
        found.setdefault((letter.subject, letter.membership_id), letter)
    order = list(Subject)
    return sorted(found.values(), key=lambda one: (order.index(one.subject), folded(one.name)))


def invitations_of(session: Session, letters: Collection[Unsent]) -> dict[int, Invitation]:
    """Give the invitations that these letters were to carry, by their number."""
    ids = [letter.about_id for letter in letters if letter.subject is Subject.INVITATION]
    found = session.scalars(select(Invitation).where(Invitation.id.in_(ids)))
    return {invitation.id: invitation for invitation in found}


def _concerns(space: Space, now: datetime) -> ColumnElement[bool]:
    invited_here = exists().where(
        Invitation.id == Letter.about_id,
        Invitation.membership_id == Membership.id,
        Invitation.used_at.is_(None),
        Invitation.revoked_at.is_(None),
        Invitation.expires_at > now,
    )
    introduced_here = exists().where(
        Introduction.id == Letter.about_id, Introduction.space_id == space.id
    )
    greeted_here = exists().where(
        Hello.id == Letter.about_id,
        Introduction.id == Hello.introduction_id,
        Introduction.space_id == space.id,
    )
    asked_here = exists().where(Mixer.id == Letter.about_id, Mixer.space_id == space.id)
    can_reset = exists().where(
        PasswordReset.id == Letter.about_id,
        PasswordReset.used_at.is_(None),
        PasswordReset.expires_at > now,
    )
    # What becomes of somebody is nothing to a space that they have left.
    is_here = and_(
        Membership.joined_at.is_not(None),
        or_(Membership.ends_on.is_(None), Membership.ends_on >= space.today(now)),
    )
    is_news = Letter.created_at > now - letters.NEWS_LAST
    return or_(
        and_(Letter.kind == LetterKind.INVITATION, invited_here),
        and_(Letter.kind.in_(letters.OF_INTRODUCTIONS), is_here, is_news, introduced_here),
        and_(Letter.kind == LetterKind.HELLO, is_here, is_news, greeted_here),
        and_(Letter.kind.in_(_MIXERS), is_here, is_news, asked_here),
        and_(Letter.kind == LetterKind.RESET, is_here, can_reset),
        and_(Letter.kind.in_(letters.OF_ACCOUNTS), is_here, is_news),
    )


def _unsent(row: Row[*tuple[Any, ...]], space: Space) -> Unsent:
    return Unsent(
        subject=_subject_of(row.kind),
        name=row.name,
        email=row.email,
        membership_id=row.membership_id,
        about_id=row.about_id,
        since=space.today(row.created_at),
        reason=_reason(row),
        has_failed=row.given_up_at is not None,
    )


def _reason(row: Row[*tuple[Any, ...]]) -> str:
    # What a server says names the address, which may be one that hosts do not know.
    kind, told = row.kind, str(row.last_error)
    is_unknown = kind in letters.OF_ACCOUNTS or not row.email
    return told.partition(":")[0] if is_unknown else told


def _subject_of(kind: LetterKind) -> Subject:
    if kind is LetterKind.INVITATION:
        return Subject.INVITATION
    is_news = kind in {*letters.OF_INTRODUCTIONS, *_MIXERS, LetterKind.HELLO}
    return Subject.NEWS if is_news else Subject.ACCOUNT
