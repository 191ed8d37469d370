"""Who is in now, as one member may see it: the stays, the cards beside them, and what fits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, reduce
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    Date,
    Integer,
    ScalarSelect,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session, aliased

from app.services import directory
from app.services.cards import Card, Key, folded
from app.services.viewers import Here
from models import Introduction, Membership, Profile, Reply, Visit, Zone
from models.base import UtcDateTime

MOST_WORDS = 8
LONGEST_WISH = 100


class Present(NamedTuple):
    """Somebody who is in, as far as the stay tells."""

    member_id: int
    profile_version: int
    heads_down_until: datetime | None
    """Only while it lasts."""
    zone: str
    tie: str
    """What the viewer has to do with them today: "asked", "agreed" or "" for nothing."""
    mark: str
    """Differs whenever anything above does, or what the viewer looks for and offers."""
    changes_at: datetime
    """When time alone next ends a stay or a time of being heads-down where the viewer may look."""


class Person(NamedTuple):
    """Somebody who is in: the stay, what the card tells, and what all of that depends on."""

    stay: Present
    card: Card
    key: Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Whom the viewer wants to see; what is empty does not matter."""

    is_open: bool = False
    tag: str = ""
    industry: str = ""
    zone: str = ""
    words: str = ""

    @property
    def is_any(self) -> bool:
        """Whether anybody will do."""
        return self == ANYBODY


ANYBODY = Wish()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What can be wished for, as pairs of a value and its name."""

    tags: list[tuple[str, str]]
    industries: list[tuple[str, str]]
    zones: list[tuple[str, str]]


def present(session: Session, here: Here) -> list[Present]:
    """Give those in whom the viewer may see: the open ones first, the newest first."""
    rows = session.connection().execute(_present(), _asked_by(here)).all()
    return list(map(Present._make, rows))


def marks(session: Session, here: Here) -> tuple[str, datetime]:
    """Give the marks of all those present, in their order, without reading who they are.

    With them comes the moment from which they are others even if nobody does anything.
    """
    row = session.connection().execute(_marks(), _asked_by(here)).one()
    return row.marks or "", min(here.viewer.until, row.changes_at or here.viewer.until)


def holds_until(stays: Sequence[Present], here: Here) -> datetime:
    """Tell from when on others are present even if nobody does anything, or otherwise."""
    # With nobody to see, nothing tells when that changes: then it holds no longer than this look.
    return min(here.viewer.until, stays[0].changes_at) if stays else here.now


def fitting(people: Iterable[Person], wish: Wish) -> list[Person]:
    """Give those of these people whom the viewer wants to see."""
    if wish.is_any:
        return list(people)
    words = folded(wish.words[:LONGEST_WISH]).split()[:MOST_WORDS]
    return [
        person
        for person in people
        if not (wish.is_open and person.stay.heads_down_until is not None)
        and wish.tag in ("", *person.card.tags)
        and wish.industry in ("", person.card.industry_code)
        and wish.zone in ("", person.stay.zone)
        and all(word in folded(person.card.words) for word in words)
    ]


def choices(people: Iterable[Person], wish: Wish) -> Choices:
    """Give what can be wished for: only what somebody has whom the viewer sees.

    What was wished for stays a choice, in the viewer's own words, when the last one
    who had it has just left.
    """
    tags, industries = {wish.tag: wish.tag}, {wish.industry: wish.industry}
    zones = {wish.zone: wish.zone}
    for stay, card, _ in people:
        tags |= card.tags
        industries[card.industry_code] = card.industry
        zones[stay.zone] = stay.zone
    return Choices(tags=_by_name(tags), industries=_by_name(industries), zones=_by_name(zones))


def _by_name(names: dict[str, str]) -> list[tuple[str, str]]:
    named = [(key, name) for key, name in names.items() if key]
    return sorted(named, key=lambda pair: folded(pair[1]))


def _asked_by(here: Here) -> dict[str, object]:
    ids = {"viewer_id": here.viewer.id, "space_id": here.space.id}
    return ids | {"now": here.now, "today": here.today}


@cache
def _present() -> Select[*tuple[Any, ...]]:
    """Make the statement once; only what is asked about differs."""
    viewer_id = bindparam("viewer_id", type_=Integer())
    space_id = bindparam("space_id", type_=Integer())
    now = bindparam("now", type_=UtcDateTime())
    until = case((Visit.heads_down_until > now, Visit.heads_down_until))
    zone = func.coalesce(Zone.name, "")
    waiting, agreed = _partners(viewer_id, space_id)
    tie = case(
        (Visit.member_id.in_(agreed), "agreed"), (Visit.member_id.in_(waiting), "asked"), else_=""
    )
    is_open = case((until.is_(None), "open"), else_="busy")
    numbers = (Profile.version, Visit.id, Visit.version, _version_of(viewer_id))
    mark = [cast(number, String) for number in numbers] + [is_open, tie, zone]
    return (
        directory.listed_in(space_id, viewer_id=viewer_id, now=now)
        .join(Profile, Profile.member_id == Visit.member_id)
        .outerjoin(Zone, Zone.id == Visit.zone_id)
        .with_only_columns(
            Visit.member_id,
            Profile.version,
            until.label("until"),
            zone,
            tie,
            reduce(lambda left, right: left.concat(":").concat(right), mark).label("mark"),
            _changes_at(viewer_id, now).label("changes_at"),
            maintain_column_froms=True,
        )
        .order_by(until.is_not(None), Visit.checked_in_at.desc(), Visit.id.desc())
    )


def _version_of(viewer_id: BindParameter[int]) -> ScalarSelect[int]:
    own = aliased(Profile)
    return select(own.version).where(own.member_id == viewer_id).scalar_subquery()


@cache
def _marks() -> Select[*tuple[Any, ...]]:
    inner = _present().subquery()
    return select(
        func.aggregate_strings(inner.c.mark, "\n").label("marks"),
        func.min(inner.c.changes_at).label("changes_at"),
    )


def _changes_at(
    viewer_id: BindParameter[int], now: BindParameter[datetime]
) -> ScalarSelect[datetime]:
    """Select when time alone next changes what the viewer sees, in any of their spaces.

    All stays there count, seen or not: whether somebody may be seen can hang on any of them.
    """
    stay = aliased(Visit)
    spaces = select(Membership.space_id).where(Membership.member_id == viewer_id)
    opens_first = and_(stay.heads_down_until > now, stay.heads_down_until < stay.closes_at)
    change = case((opens_first, stay.heads_down_until), else_=stay.closes_at)
    return (
        select(func.min(change))
        .where(stay.space_id.in_(spaces), stay.checked_out_at.is_(None), stay.closes_at > now)
        .scalar_subquery()
    )


def _partners(
    viewer_id: BindParameter[int], space_id: BindParameter[int]
) -> tuple[Select[int], Select[int]]:
    """Give with whom an introduction of today waits for the viewer, and with whom both agreed."""
    is_first = Introduction.first_id == viewer_id
    mine = case((is_first, Introduction.first_reply), else_=Introduction.second_reply)
    today = select(case((is_first, Introduction.second_id), else_=Introduction.first_id)).where(
        Introduction.space_id == space_id,
        Introduction.day == bindparam("today", type_=Date()),
        or_(is_first, Introduction.second_id == viewer_id),
    )
    both_yes = and_(Introduction.first_reply == Reply.YES, Introduction.second_reply == Reply.YES)
    return today.where(mine == Reply.PENDING), today.where(both_yes)
