"""Why two people of the demo space were introduced, told in the same terms as the matching.

The real reasons of today come from `matchmaking`; these are for the days gone by, and cost
milliseconds for six months.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

from app.seed.members import Habit, SeedAsk, SeedMember

MOST = 3
_OF_THE_SAME_TRADE = frozenset({"client", "hire"})
"""Kinds of asks that an offer of the same matter does not meet: it comes from a colleague."""
_STAY_AWAY = frozenset({Habit.LAPSED, Habit.NEVER})


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedReason:
    """One reason, by the names that the matching gives to its reasons; members by number."""

    kind: str
    strength: float
    who: int | None = None
    other: int | None = None
    ask: str = ""
    offer: str = ""
    ask_kind: str = ""
    words: tuple[str, ...] = ()


def fit(people: Sequence[SeedMember]) -> npt.NDArray[np.float64]:
    """Say how well each pair fits, shape (members, members): asks met, then interests shared."""
    offered = _marks([{tag for offer in one.offers for tag in offer.skills} for one in people])
    wanted = _marks([{tag for ask in _met_by_offers(one) for tag in ask.skills} for one in people])
    liked = _marks([set(one.interests) for one in people])
    met = np.array([[len(wants & has) for has in offered] for wants in wanted])
    shared = np.array([[len(mine & theirs) for theirs in liked] for mine in liked])
    fitting: npt.NDArray[np.float64] = np.minimum(met + met.T, 2) + 0.4 * np.minimum(shared, 2)
    return fitting


def _marks(sets: list[set[str]]) -> list[frozenset[str]]:
    return [frozenset(words) for words in sets]


def _met_by_offers(person: SeedMember) -> list[SeedAsk]:
    return [ask for ask in person.asks if ask.kind not in _OF_THE_SAME_TRADE]


def may_meet(people: Sequence[SeedMember]) -> npt.NDArray[np.bool_]:
    """Say who may be introduced at all, shape (members, members): willing and unlike."""
    willing = np.array([person.wants_introductions and person.is_listed for person in people])
    company = np.array([person.company or person.name for person in people])
    industry = np.array([person.industry for person in people])
    allowed: npt.NDArray[np.bool_] = (
        np.logical_and.outer(willing, willing)
        & (company[:, None] != company)
        & (industry[:, None] != industry)
    )
    return allowed


def helpers_of(people: Sequence[SeedMember], number: int) -> list[int]:
    """Give those who offer what this member asks for and may be introduced to them."""
    allowed = may_meet(people)[number]
    return [
        other
        for other in np.flatnonzero(allowed).tolist()
        if _asks_met(people, asker=number, offerer=other)
    ]


def good_pairs(
    people: Sequence[SeedMember],
    rng: np.random.Generator,
    *,
    count: int,
    known: Collection[tuple[int, int]] = (),
    besides: Collection[int] = (),
) -> list[tuple[int, int]]:
    """Draw some pairs of whom one has what the other asks for, nobody twice, none of the known.

    Only those who still come, whom nobody plays, and besides whom there are already; who fit
    best come first.
    """
    comes = np.array([one.habit not in _STAY_AWAY and not one.is_played for one in people])
    fitting = np.floor(fit(people)) * (may_meet(people) & np.logical_and.outer(comes, comes))
    drawn = rng.permutation(np.argwhere(np.triu(fitting >= 1, k=1)))
    best_first = drawn[np.argsort(-fitting[drawn[:, 0], drawn[:, 1]], kind="stable")]
    taken = set(besides)
    pairs: list[tuple[int, int]] = []
    for one, other in best_first.tolist():
        if len(pairs) < count and not taken & {one, other} and (one, other) not in known:
            taken |= {one, other}
            pairs.append((one, other))
    return pairs


def between(people: Sequence[SeedMember], first: int, second: int) -> tuple[SeedReason, ...]:
    """Give at most three reasons for a pair, asks that are met before all else."""
    met = [*_asks_met(people, first, second), *_asks_met(people, second, first)]
    rest = [*_shared(people, first, second), _industries(people, first, second)]
    return (*met, *rest)[:MOST]


def _asks_met(people: Sequence[SeedMember], asker: int, offerer: int) -> list[SeedReason]:
    best = max(
        product(_met_by_offers(people[asker]), people[offerer].offers),
        key=lambda both: len(set(both[0].skills) & set(both[1].skills)),
        default=None,
    )
    if best is None:
        return []
    ask, offer = best
    common = tuple(sorted(set(ask.skills) & set(offer.skills)))
    if not common:
        return []
    return [
        SeedReason(
            kind="ask_meets_offer",
            strength=min(0.9, 0.5 + 0.2 * len(common)),
            who=asker,
            other=offerer,
            ask=ask.words,
            offer=offer.words,
            ask_kind=ask.kind,
            words=common,
        )
    ]


def _shared(people: Sequence[SeedMember], first: int, second: int) -> list[SeedReason]:
    common = tuple(sorted(set(people[first].interests) & set(people[second].interests)))
    if not common:
        return []
    strength = min(0.7, 0.4 + 0.1 * len(common))
    return [SeedReason(kind="shared_interest", strength=strength, words=common[:MOST])]


def _industries(people: Sequence[SeedMember], first: int, second: int) -> SeedReason:
    return SeedReason(
        kind="industries",
        strength=0.3,
        who=first,
        other=second,
        words=(people[first].industry, people[second].industry),
    )
