"""What it costs that nobody is left out three days running, in a space where good partners are few.

Of 120 people most ask for the same eight trades, which a few offer; six in ten are in on each of
twenty days, with one introduction each, and no two are introduced twice. More than half of the
days somebody spends there could bring nothing worth saying.
"""

from dataclasses import dataclass, field, replace

import numpy as np

from benchmarks.matching_day import TRADES
from matching import History, Person, Rules, Want, pair
from matching.choosing.pairing import pair_up
from matching.introductions import today
from matching.texts.encoders import best_encoder
from matching.worth.candidates import Edges, candidates
from matching.worth.constraints import allowed
from matching.worth.freshness import priority

PEOPLE, SHARE_IN, DAYS, WANTED = 120, 0.6, 20, 8
TOO_LONG = 3
OFFERERS = (8, 16, 30)


@dataclass
class _Tally:
    """What came of the days so far."""

    waited: dict[str, int]
    proposed: dict[tuple[str, str], int] = field(default_factory=dict)
    fair: float = 0.0
    free: float = 0.0
    missed: int = 0


def rows() -> list[tuple[str, str, str]]:
    """Measure, and give each figure with its goal."""
    lived = [_lived(offerers) for offerers in OFFERERS]
    price = max(1 - tally.fair / tally.free for tally in lived)
    missed = sum(tally.missed for tally in lived)
    return [
        ("Left out a third day, three spaces with few good partners, 20 days", "0", str(missed)),
        ("… price of that in total worth, the dearest space", "≤ 1 %", f"{price:.2%}"),
    ]


def _lived(offerers: int) -> _Tally:
    people, chance = _drawn(offerers), np.random.default_rng(offerers)
    tally = _Tally({person.id: 0 for person in people})
    for day in range(DAYS):
        here = [
            replace(person, left_out_days=tally.waited[person.id])
            for person in people
            if chance.random() < SHARE_IN
        ]
        _one_day(tally, here, day)
    return tally


def _drawn(offerers: int) -> list[Person]:
    chance = np.random.default_rng(offerers)
    people = []
    for k in range(PEOPLE):
        other, wanted = TRADES[chance.integers(WANTED, len(TRADES))], TRADES[k % WANTED]
        offer, ask = (wanted[0], other[1]) if k < offerers else (other[0], wanted[1])
        people.append(
            Person(
                id=f"p{k:03}",
                industry=f"industry {chance.integers(10)}",
                company=f"company {chance.integers(40)}",
                offers=(Want(words=offer),),
                asks=(Want(words=ask),),
                limit=1,
            )
        )
    return people


def _one_day(tally: _Tally, here: list[Person], day: int) -> None:
    """Choose with what is owed to those left out, and compare with a choice that owes nothing."""
    rules = Rules()
    history = History(proposed={both: day - then for both, then in tally.proposed.items()})
    room = today(here, history, rules, best_encoder)
    may = allowed(room.room, history, room.rivals, cooling_days=rules.cooling_days)
    edges = candidates(room, may, rules)
    people = room.room.people
    owed = [priority(person.left_out_days) for person in people]
    chosen = edges.only(pair_up(edges, [1] * len(people), owed).chosen)
    tally.fair += chosen.worth.sum()
    tally.free += pair_up(edges, [1] * len(people), [0] * len(people)).value
    served = _remember(tally, chosen, people, day)
    for row, person in enumerate(people):
        tally.waited[person.id] = 0 if row in served else person.left_out_days + 1
        tally.missed += tally.waited[person.id] >= TOO_LONG and bool(may[row].any())


def _remember(tally: _Tally, chosen: Edges, people: tuple[Person, ...], day: int) -> set[int]:
    ends = list(zip(chosen.first.tolist(), chosen.second.tolist(), strict=True))
    for one, other in ends:
        tally.proposed[pair(people[one].id, people[other].id)] = day
    return {row for both in ends for row in both}
