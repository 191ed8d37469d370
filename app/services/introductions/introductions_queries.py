"""What a member is shown of their introductions.

**What the other side can tell.** A card depends on one's own reply, on whether
both said yes, and on whether both may be seen today; never on the other's reply
alone. So "not now", "not this person" and no answer yet look the same until the
day is over, and the same afterwards.

An introduction is open while the day lasts and both were listed today; those who
have gone home may still answer. Going unseen looks exactly as going home does
(see `presence`). Only who takes the whole listing back, for good, goes from both
sides at once. A block goes further: see `blocks`.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cache

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, or_, select
from sqlalchemy.orm import Session

from app.services import glimpses
from app.services.glimpses import Glimpse
from app.services.introductions import introduction_reasons
from app.services.introductions.introduction_reasons import Why
from app.services.presence import presence, stays
from app.services.presence.stays import Stay
from app.services.viewers import Here
from models import Hello, Introduction, Reply, Space


class CardState(StrEnum):
    """How far an introduction of today has come, seen from one side."""

    ASKED = "asked"
    SAID_YES = "said_yes"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True, kw_only=True)
class IntroductionCard:
    """One introduction of today, as one of the two sees it, or of the three."""

    id: int
    state: CardState
    person: Glimpse
    reasons: tuple[Why, ...]
    where: Stay | None
    """Where the other is now; only once both have said yes, and while they are in and listed."""
    my_hello: str
    their_hello: str
    has_met: bool | None
    """That either says they met, which is on both their lists; else what the viewer said."""
    may_say_where: bool = False
    """Whether both said yes, and the viewer is in and has not said where they sit."""
    beside: "IntroductionCard | None" = None
    """Where three are introduced: the same of the viewer and the other of the two."""

    @property
    def sides(self) -> tuple["IntroductionCard", ...]:
        """Give what the card tells of each person on it."""
        return (self,) if self.beside is None else (self, self.beside)

    @property
    def doing(self) -> str:
        """Give what the other works on now, where no reason gives them anything to talk about."""
        return self.person.working_on if introduction_reasons.says_little(self.reasons) else ""

    @property
    def begins_with(self) -> "IntroductionCard":
        """Give the side with the better beginning of a conversation."""
        asks = (side for side in self.sides if side.starter and side.starter.ask)
        return next(asks, self)

    @property
    def starter(self) -> Why | None:
        """Give the reason that makes the best beginning of a conversation."""
        marked = (reason for reason in self.reasons if reason.is_starter)
        return next(marked, self.reasons[0] if self.reasons else None)


def involving(member_id: int | BindParameter[int]) -> ColumnElement[bool]:
    """Say that a member is one of the two."""
    return or_(Introduction.first_id == member_id, Introduction.second_id == member_id)


def waiting_for(session: Session, member_id: int, *, space: Space, now: datetime) -> int:
    """Count today's introductions that wait for this member's answer."""
    rows = [
        row
        for row in _of_today(session, member_id, space, now)
        if row.reply_of(member_id) is Reply.PENDING
    ]
    people = _seen(session, rows, member_id, now)
    found = _open(session, rows, people, viewer_id=member_id, space=space, now=now)
    return len({-row.trio_id if row.trio_id else row.id for row in found})


def cards_for(session: Session, here: Here) -> list[IntroductionCard]:
    """Give today's cards: first what waits for the viewer, the best of it before the rest."""
    me = here.viewer.id
    rows = _of_today(session, me, here.space, here.now)
    people = _seen(session, rows, me, here.now)
    is_open = {
        row.id for row in _open(session, rows, people, viewer_id=me, space=here.space, now=here.now)
    }
    shown = [
        row for row in rows if row.partner_of(me) in people and (row.is_agreed or row.id in is_open)
    ]
    hellos = _hellos(session, [row.id for row in shown if row.is_agreed])
    agreed = [row.partner_of(me) for row in shown if row.is_agreed]
    among = {me, *agreed} if agreed else ()
    where = stays.stays_of_today(session, among, space=here.space, now=here.now)
    told = [(row.trio_id, _card(row, me, people, where, hellos)) for row in shown]
    cards = _side_by_side(told)
    if agreed and _may_say_where(session, where.get(me), here.space):
        cards = [replace(card, may_say_where=card.state is CardState.AGREED) for card in cards]
    order = [CardState.ASKED, CardState.AGREED, CardState.SAID_YES]
    return sorted(cards, key=lambda card: order.index(card.state))


def _may_say_where(session: Session, mine: Stay | None, space: Space) -> bool:
    """Say whether somebody is in without a zone, where there are some to choose from."""
    is_unsaid = mine is not None and mine.is_running and mine.is_listed and not mine.zone
    return is_unsaid and bool(presence.zones_of(session, space))


def _side_by_side(told: Iterable[tuple[int | None, IntroductionCard]]) -> list[IntroductionCard]:
    """Put the two cards of somebody in a trio on one, as long as they tell the same.

    Agreed ones stay apart, always: whether the two others agreed with each other, or want nothing
    to do with each other any more, is theirs alone, so that nothing may hang on it, and nothing
    may bring them together.
    """
    cards: dict[tuple[int, CardState], IntroductionCard] = {}
    for trio_id, card in told:
        together = trio_id if card.state is not CardState.AGREED else None
        key = (-together if together else card.id, card.state)
        cards[key] = replace(cards[key], beside=card) if key in cards else card
    return list(cards.values())


def is_open(session: Session, introduction: Introduction, *, by: int, now: datetime) -> bool:
    """Say whether one of the two is shown an introduction of today as open to an answer."""
    space = session.get_one(Space, introduction.space_id)
    people = _seen(session, [introduction], by, now)
    rows = _open(session, [introduction], people, viewer_id=by, space=space, now=now)
    return introduction.day == space.today(now) and bool(rows)


def place_to_answer(
    session: Session, member_id: int, other_id: int, *, now: datetime
) -> str | None:
    """Give the slug of the space where a member may answer now whether to meet this person."""
    first, second = sorted((member_id, other_id))
    newest = (
        select(Introduction)
        .where(Introduction.first_id == first, Introduction.second_id == second)
        .order_by(Introduction.day.desc(), Introduction.id.desc())
        .limit(1)
    )
    row = session.scalar(newest)
    if row is None or row.reply_of(member_id) is not Reply.PENDING:
        return None
    if not is_open(session, row, by=member_id, now=now):
        return None
    return session.get_one(Space, row.space_id).slug


def _of_today(session: Session, member_id: int, space: Space, now: datetime) -> list[Introduction]:
    told = {"space_id": space.id, "today": space.today(now), "member_id": member_id}
    rows = session.scalars(_involving_today(), told)
    return [row for row in rows if row.reply_of(member_id) in (Reply.PENDING, Reply.YES)]


@cache
def _involving_today() -> Select[Introduction]:
    """Make the statement once: every page runs it, and making it takes longer."""
    return (
        select(Introduction)
        .where(
            Introduction.space_id == bindparam("space_id"),
            Introduction.day == bindparam("today"),
            involving(bindparam("member_id")),
        )
        .order_by(Introduction.worth.desc(), Introduction.id)
    )


def _seen(
    session: Session, rows: Iterable[Introduction], viewer_id: int, now: datetime
) -> dict[int, Glimpse]:
    """Give whom of those concerned the viewer may see: partners, and people both have met."""
    ids: set[int] = set()
    for row in rows:
        ids |= {row.partner_of(viewer_id), *introduction_reasons.acquaintances_in(row.reasons)}
    return glimpses.seen_by(session, viewer_id, among=ids, now=now)


def _open(
    session: Session,
    rows: Iterable[Introduction],
    people: Collection[int],
    *,
    viewer_id: int,
    space: Space,
    now: datetime,
) -> list[Introduction]:
    visible = [row for row in rows if row.partner_of(viewer_id) in people]
    concerned = {viewer_id, *(row.partner_of(viewer_id) for row in visible)} if visible else ()
    today = stays.stays_of_today(session, concerned, space=space, now=now)
    listed = {member_id for member_id, stay in today.items() if stay.was_listed}
    return [row for row in visible if {row.first_id, row.second_id} <= listed]


def _hellos(session: Session, ids: Collection[int]) -> dict[tuple[int, int], str]:
    if not ids:
        return {}
    rows = session.execute(
        select(Hello.introduction_id, Hello.sender_id, Hello.words).where(
            Hello.introduction_id.in_(ids)
        )
    )
    return {(row.introduction_id, row.sender_id): row.words for row in rows}


def _card(
    row: Introduction,
    me: int,
    people: dict[int, Glimpse],
    whereabouts: dict[int, Stay],
    hellos: dict[tuple[int, int], str],
) -> IntroductionCard:
    partner = row.partner_of(me)
    where = whereabouts.get(partner)
    state = CardState.SAID_YES if row.reply_of(me) is Reply.YES else CardState.ASKED
    return IntroductionCard(
        id=row.id,
        state=CardState.AGREED if row.is_agreed else state,
        person=people[partner],
        reasons=introduction_reasons.told(row.reasons, to=me, visible=people.keys()),
        where=where if where and where.is_running and where.is_listed else None,
        my_hello=hellos.get((row.id, me), ""),
        their_hello=hellos.get((row.id, partner), ""),
        has_met=row.has_met(me),
    )
