"""The one door into matching: rows become people, proposals come back.

See `matchmaking_room` for what of people goes in.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

import matching
from app.services.matchmaking import matchmaking_lessons as lessons
from app.services.matchmaking import matchmaking_meanings as meanings
from app.services.matchmaking import matchmaking_queries as rows
from app.services.matchmaking import matchmaking_room as rooms
from app.services.matchmaking.matchmaking_queries import Pair
from models import Space

FEWEST_IN_COMMON = 2
"""Fewer common acquaintances than this are not spoken of: one alone would be named by it."""
_COUNTS_MORE = 0.1
"""What a part of worth gains where hosts let it count more: as much as different fields have."""


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
class Joined:
    """A pair and whoever joins it: the two matches of the third."""

    pair: Pair
    matches: tuple[Match, Match]


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
    room = rooms.room(session, space, present, now=now)
    lesson = lessons.in_use(session, space, [row.id for row in present])
    rules = replace(_rules(space, now), lesson=lesson.lesson if lesson else None)
    outcome = matching.choose(_with_tendencies(room.people, lesson), room.history, rules)
    there = rows.staying(session, [row.id for row in present])
    meanings.keep(session, {one: said for one, said in room.unread.items() if one in there})
    value = sum(proposal.worth for proposal in outcome.proposals)
    return Look(
        matches=_among(there, [_match(one, room.shared) for one in outcome.proposals]),
        value=value,
        # What is counted for people who were left out long is in both.
        bound=value + outcome.bound - outcome.value,
        version=f"{matching.VERSION}, learned" if lesson else matching.VERSION,
        lesson_version=lesson.version if lesson else None,
    )


def joined(
    session: Session, space: Space, pairs: Collection[Pair], *, now: datetime
) -> list[Joined]:
    """Ask who is alone today and joins one of these pairs, which nobody has seen yet."""
    present = rows.willing_people(session, space, now=now)
    ids = {row.id for row in present}
    here = [matching.pair(*map(str, pair)) for pair in pairs if ids.issuperset(pair)]
    if not here or ids <= rows.proposed_today(session, ids, today=space.today(now)).keys():
        return []
    room = rooms.room(session, space, present, now=now)
    # Whoever has somebody takes part as one of a pair; a third takes no place from them.
    people = [replace(one, limit=1) if one.had_today else one for one in room.people]
    found = matching.joined(people, room.history, here, _rules(space, now))
    there = rows.staying(session, ids)
    meanings.keep(session, {one: said for one, said in room.unread.items() if one in there})
    joined = [_joined(one, room.shared) for one in found]
    return [one for one in joined if len(_among(there, one.matches)) == len(one.matches)]


def _among(there: set[int], matches: Collection[Match]) -> list[Match]:
    """Leave out whoever has deleted themselves while the matching chose."""
    return [one for one in matches if there.issuperset((one.first_id, one.second_id))]


def _rules(space: Space, now: datetime) -> matching.Rules:
    return matching.Rules(
        cooling_days=space.cooling_days,
        weights=weights_of(space),
        # The same all day long, and another one tomorrow and next door.
        seed=space.today(now).toordinal() * 1_000_003 + space.id,
    )


def weights_of(space: Space) -> matching.Weights:
    """Give what counts how much, as the hosts of the space have set it."""
    usual = matching.Weights()
    set_by_hosts = {
        "cross_industry": space.counts_cross_industry,
        "newcomer": space.counts_newcomer,
        "bridging": space.counts_bridging,
        "zone": space.counts_zone,
    }
    levels = {
        part: (0, getattr(usual, part), getattr(usual, part) + _COUNTS_MORE)[counts]
        for part, counts in set_by_hosts.items()
    }
    return replace(usual, **levels)


def _with_tendencies(
    people: list[matching.Person], lesson: lessons.InUse | None
) -> list[matching.Person]:
    if lesson is None:
        return people
    told = ((person, lesson.tendencies[int(person.id)]) for person in people)
    return [replace(person, says_yes=gives, hears_yes=gets) for person, (gives, gets) in told]


def _joined(found: matching.Joined, shared: set[Pair]) -> Joined:
    first, second = sorted(map(int, found.pair))
    one, other = (_match(meeting, shared) for meeting in found.meetings)
    return Joined(pair=(first, second), matches=(one, other))


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
    return reason._asdict() | {
        "kind": reason.kind.value,
        "who": int(reason.who) if reason.who else None,
        "other": int(reason.other) if reason.other else None,
        "words": list(reason.words),
        "people": known,
    }
