"""What two people share, told to the one of them who reads the other's profile."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.services.matchmaking import matchmaking_fits
from app.services.matchmaking.matchmaking_fits import Said, Side
from app.services.profiles.portraits import Asked, Offered, Portrait
from models import Encounter, Introduction, Membership, Reply, Space, SpokenLanguage, Visit, Zone

FEWEST_SPEAKERS = 6
"""Among fewer who have told their languages nothing can be called usual."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What the reader and the other have for each other, and in common."""

    they_help_with: list[str]
    """Tags of what the reader looks for and the other offers."""
    you_help_with: list[str]
    """Tags of what the other looks for and the reader offers."""
    their_offer: str
    """Words of the other that meet what the reader looks for, where no tag says so."""
    their_ask: str
    """Words of the other that the reader meets, where no tag says so."""
    interests: list[str]
    languages: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """What became of these two so far, as the reader may know it."""

    is_agreed: bool
    """Whether both said yes to an introduction."""
    agreed_in: str | None
    """The slug of the space, one of the reader's, in which they did so last."""
    met_in: str | None
    """The slug of the space, one of the reader's, in which they met last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where somebody who is listed sits, and from when on they may be spoken to."""

    zone: str
    heads_down_until: datetime | None
    space: Space
    is_shared: bool
    """Whether the reader was in there on this day, too, so that the two may have met."""


def shared(
    session: Session, reader: Portrait, other: Portrait, *, aside_from: Collection[str]
) -> Shared:
    """Compare two profiles; languages that most people here speak are no news."""
    spoken = [code for code in reader.languages if code in other.languages]
    they_help_with = _tags_in_both(reader.asks, other.offers)
    you_help_with = _tags_in_both(other.asks, reader.offers)
    offers, asks = _said(other.offers), _said(other.asks)
    mine = Side(_said(reader.asks), {other.id: offers}, are_asks=True)
    theirs = Side(_said(reader.offers), {other.id: asks}, are_asks=False)
    return Shared(
        they_help_with=they_help_with,
        you_help_with=you_help_with,
        their_offer="" if they_help_with else _first_fitting(session, mine, offers, by=reader.id),
        their_ask="" if you_help_with else _first_fitting(session, theirs, asks, by=reader.id),
        interests=[name for name in reader.interests if name in other.interests],
        languages=[code for code in spoken if code not in aside_from],
    )


def usual_languages(session: Session, spaces: Collection[int], *, today: date) -> set[str]:
    """Give the languages that most members of these spaces speak, as far as they told any."""
    told = (
        select(SpokenLanguage.member_id, SpokenLanguage.code)
        .join(Membership, Membership.member_id == SpokenLanguage.member_id)
        .where(
            Membership.space_id.in_(spaces),
            or_(Membership.ends_on.is_(None), Membership.ends_on >= today),
        )
        .distinct()
        .cte("told")
    )
    people = select(func.count(func.distinct(told.c.member_id))).scalar_subquery()
    most = (
        select(told.c.code)
        .group_by(told.c.code)
        .having(func.count() * 2 > people, people >= FEWEST_SPEAKERS)
    )
    return {*session.scalars(most)}


def _tags_in_both(asks: list[Asked], offers: list[Offered]) -> list[str]:
    offered = {tag for offer in offers for tag in offer.skills}
    return list(dict.fromkeys(tag for ask in asks for tag in ask.skills if tag in offered))


def _said(wants: Iterable[Asked | Offered]) -> list[Said]:
    return [(want.words, want.skills) for want in wants]


def _first_fitting(session: Session, side: Side, theirs: list[Said], *, by: int) -> str:
    """Give the first words of the other that the matching would tell an introduction by."""
    found = matchmaking_fits.fitting(session, side, by=by)
    fitting = frozenset[Said]().union(*found.to.values())
    return next((words for words, tags in theirs if (words, tags) in fitting), "")


def ties(session: Session, reader_id: int, other_id: int, *, spaces: Collection[int]) -> Ties:
    """Tell whether the two agreed to be introduced, and where in these spaces, and met last."""
    first, second = sorted((reader_id, other_id))
    agreed = (
        select(Space.slug)
        .join(Introduction, Introduction.space_id == Space.id)
        .where(
            Introduction.first_id == first,
            Introduction.second_id == second,
            Introduction.first_reply == Reply.YES,
            Introduction.second_reply == Reply.YES,
        )
    )
    agreed_here = agreed.where(Space.id.in_(spaces)).order_by(
        Introduction.day.desc(), Introduction.id.desc()
    )
    met = (
        select(Space.slug)
        .join(Encounter, Encounter.space_id == Space.id)
        .where(
            Encounter.first_id == first,
            Encounter.second_id == second,
            Space.id.in_(spaces),
            or_(Encounter.noted_by_id.is_(None), Encounter.noted_by_id == reader_id),
        )
        .order_by(Encounter.day.desc(), Encounter.id.desc())
        .limit(1)
    )
    row = session.execute(
        select(
            agreed.exists().label("agreed"),
            agreed_here.limit(1).scalar_subquery().label("agreed_in"),
            met.scalar_subquery().label("met_in"),
        )
    ).one()
    return Ties(is_agreed=bool(row.agreed), agreed_in=row.agreed_in, met_in=row.met_in)


def whereabouts(
    session: Session, member_id: int, *, by: int, spaces: set[int], now: datetime
) -> Whereabouts | None:
    """Tell a reader where a member is in now, if they are listed; None tells nothing at all."""
    own = aliased(Visit)
    shared = select(own.id).where(
        own.member_id == by, own.space_id == Visit.space_id, own.day == Visit.day
    )
    row = session.execute(
        select(Visit.heads_down_until, Zone.name, Space, shared.exists().label("is_shared"))
        .join(Space, Space.id == Visit.space_id)
        .outerjoin(Zone, and_(Zone.id == Visit.zone_id, Zone.closed_at.is_(None)))
        .where(
            Visit.member_id == member_id,
            Visit.space_id.in_(spaces),
            Visit.is_listed.is_(True),
            Visit.checked_out_at.is_(None),
            Visit.closes_at > now,
        )
    ).first()
    if row is None:
        return None
    until = row.heads_down_until
    return Whereabouts(
        zone=row.name or "",
        heads_down_until=until if until and until > now else None,
        space=row.Space,
        is_shared=bool(row.is_shared),
    )
