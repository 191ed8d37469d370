"""The one door into matching: rows become people, proposals come back.

What is not turned into a `matching.Person` here cannot be used there: no photo,
no address, nothing of anybody who is away, unlisted, heads-down or unwilling.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy.orm import Session

import matching
from app.services import left_out
from app.services import matchmaking_lessons as lessons
from app.services import matchmaking_meanings as meanings
from app.services import matchmaking_queries as rows
from app.services.matchmaking_queries import Line, Pair
from models import Ask, Offer, Reply, Space
from models.industry import INDUSTRIES

NEW_FOR = timedelta(days=30)
MOST_AT_ONCE = 3
FEWEST_IN_COMMON = 2
"""Fewer common acquaintances than this are not spoken of: one alone would be named by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Two members to be introduced, the smaller number first, and why."""

    first_id: int
    second_id: int
    worth: float
    parts: dict[str, float]
    is_explored: bool
    reasons: list[dict[str, Any]]
    """As they are stored; see `introduction_reasons`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Whom the matching would introduce now, and how good it could prove that to be."""

    matches: list[Match]
    value: float = 0.0
    """What the matches are worth together."""
    bound: float = 0.0
    """No choice could be worth more."""
    version: str = matching.VERSION
    """Which matching chose; one that has learned is another."""
    lesson_version: int | None = None


def warm() -> None:
    """Compile what matching needs before somebody waits for it."""
    matching.warm()


def todays(session: Session, space: Space, *, now: datetime) -> list[Match]:
    """Ask the matching who should be introduced now, beyond those introduced today already."""
    return look(session, space, now=now).matches


def look(session: Session, space: Space, *, now: datetime) -> Look:
    """Ask the same, and how good the answer is."""
    present = rows.willing_people(session, space, now=now)
    if len(present) < 2:  # noqa: PLR2004 - a pair
        return Look(matches=[])
    ids = [row.id for row in present]
    today = space.today(now)
    met = rows.encounters_among(session, ids)
    people = _people(session, present, space=space, today=today)
    unread = meanings.bring_back(session, people)
    history = _history(session, ids, met, today=today)
    lesson = lessons.in_use(session, space, ids)
    rules = matching.Rules(
        cooling_days=space.cooling_days,
        # The same all day long, and another one tomorrow and next door.
        seed=today.toordinal() * 1_000_003 + space.id,
        lesson=lesson.lesson if lesson else None,
    )
    shared = {(row.first_id, row.second_id) for row in met if row.is_shared}
    outcome = matching.choose(_with_tendencies(people, lesson), history, rules)
    meanings.keep(session, unread)
    value = sum(proposal.worth for proposal in outcome.proposals)
    return Look(
        matches=[_match(proposal, shared) for proposal in outcome.proposals],
        value=value,
        # What is counted for people who were left out long is in both.
        bound=value + outcome.bound - outcome.value,
        version=f"{matching.VERSION}, learned" if lesson else matching.VERSION,
        lesson_version=lesson.version if lesson else None,
    )


def _with_tendencies(
    people: list[matching.Person], lesson: lessons.InUse | None
) -> list[matching.Person]:
    if lesson is None:
        return people
    told = ((person, lesson.tendencies[int(person.id)]) for person in people)
    return [replace(person, says_yes=gives, hears_yes=gets) for person, (gives, gets) in told]


def _people(
    session: Session, present: list[Line], *, space: Space, today: date
) -> list[matching.Person]:
    ids = [row.id for row in present]
    offers = _wants(rows.wants(session, Offer, ids, today=today))
    asks = _wants(rows.wants(session, Ask, ids, today=today))
    interests = rows.interests(session, ids)
    used = rows.proposed_today(session, ids, today=today)
    memberships = {row.id: row.membership_id for row in present}
    waited = left_out.left_out_days(session, memberships, space=space, today=today)
    alone = _arrived_alone(present, space)
    return [
        matching.Person(
            id=str(row.id),
            industry=row.industry,
            industry_group=_group(row.industry),
            company=row.company,
            offers=tuple(offers[row.id]),
            asks=tuple(asks[row.id]),
            interests=tuple(interests.get(row.id, ())),
            bio=". ".join(words for words in (row.headline, row.working_on) if words),
            zone=row.zone or "",
            limit=min(
                max(0, _limit(row, space) - used.get(row.id, 0)),
                MOST_AT_ONCE if row.id == alone else 1,
            ),
            had_today=used.get(row.id, 0),
            left_out_days=waited.get(row.id, 0),
            is_newcomer=row.starts_on > today - NEW_FOR,
            reach=row.reach,
        )
        for row in present
    ]


def _arrived_alone(present: list[Line], space: Space) -> int | None:
    """Give the one person who has come in since the room was last looked at, if it is just one.

    Whoever comes in alone may take all their places at once. When there are several,
    each gets one person for now, and a place stays free for whoever comes later.
    """
    since = space.introduced_at
    arrived = [row.id for row in present if since is None or row.checked_in_at > since]
    return arrived[0] if len(arrived) == 1 else None


def _limit(row: Line, space: Space) -> int:
    own: int | None = row.introductions_per_day
    return space.introductions_per_day if own is None else own


def _group(industry: str) -> str:
    known = INDUSTRIES.get(industry)
    return known.group if known else ""


def _wants(wanted: Iterable[Line]) -> dict[int, list[matching.Want]]:
    """Put the rows of one offer or ask together, one row a skill, under its owner."""
    of: dict[int, list[matching.Want]] = defaultdict(list)
    for _id, same in groupby(wanted, key=lambda row: row.id):
        first, *more = same
        skills = dict.fromkeys(row.skill for row in (first, *more) if row.skill)
        kind = first.kind.value if "kind" in first._fields else ""
        of[first.member_id].append(
            matching.Want(words=first.words, skills=tuple(skills), kind=kind)
        )
    return of


def _history(
    session: Session, ids: Collection[int], met: Iterable[Line], *, today: date
) -> matching.History:
    earlier = rows.introductions_among(session, ids)
    proposed: dict[Pair, int] = {}
    for row in earlier:
        pair = (row.first_id, row.second_id)
        ago = max(0, (today - row.day).days)
        proposed[pair] = min(ago, proposed.get(pair, ago))
    return matching.History(
        met={_named((row.first_id, row.second_id)): max(0, (today - row.day).days) for row in met},
        proposed={_named(pair): ago for pair, ago in proposed.items()},
        refused=frozenset(
            _named((row.first_id, row.second_id))
            for row in earlier
            if Reply.NEVER in (row.first_reply, row.second_reply)
        ),
        blocked=frozenset(map(_named, rows.blocks_among(session, ids))),
    )


def _named(pair: Pair) -> matching.Pair:
    return matching.pair(str(pair[0]), str(pair[1]))


def _match(proposal: matching.Proposal, shared: set[Pair]) -> Match:
    first_id, second_id = sorted((int(proposal.first), int(proposal.second)))
    told = [_told(reason, (first_id, second_id), shared) for reason in proposal.reasons]
    starts = proposal.reasons.index(proposal.starter) if proposal.starter else None
    for place, reason in enumerate(told):
        reason["is_starter"] = place == starts
    return Match(
        first_id=first_id,
        second_id=second_id,
        worth=proposal.worth,
        parts=dict(proposal.parts),
        is_explored=proposal.is_explored,
        reasons=[
            reason
            for reason in told
            if reason["kind"] != matching.ReasonKind.COMMON_ACQUAINTANCE
            or len(reason["people"]) >= FEWEST_IN_COMMON
        ],
    )


def _told(reason: matching.Reason, pair: Pair, shared: set[Pair]) -> dict[str, Any]:
    """Turn a reason into what is stored; nobody is in it whose meeting one noted by hand."""
    known = [
        person
        for person in map(int, reason.people)
        if all((min(one, person), max(one, person)) in shared for one in pair)
    ]
    return asdict(reason) | {
        "kind": reason.kind.value,
        "who": int(reason.who) if reason.who else None,
        "other": int(reason.other) if reason.other else None,
        "words": list(reason.words),
        "people": known,
    }
