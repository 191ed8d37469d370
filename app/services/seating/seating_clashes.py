"""Who had better not share a table in a round, since they must not or meet in another one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from app.services.seating.matchmaking_attendees import colleagues
from app.services.seating.matchmaking_mixers import Question, Rounds

_NEVER = 1000
"""Two who must not share a table weigh more than any number of those who meet again."""
Mates = dict[int, set[int]]


@dataclass(frozen=True, slots=True)
class Clashes:
    """With whom each person had better not sit."""

    never: Mates
    again: Mates

    def of(self, one: int, table: Collection[int]) -> int:
        """Weigh who at a table somebody had better not sit with."""
        never, again = self.never.get(one), self.again.get(one)
        weight = _NEVER * len(never.intersection(table)) if never else 0
        return weight + (len(again.intersection(table)) if again else 0)


def clashes(question: Question, rounds: Rounds, number: int) -> Clashes:
    """Give the clashes in one round, as the other rounds stand."""
    room = question.room
    others = [_tables(seats) for other, seats in rounds.items() if other != number]
    played = [list(tables.values()) for tables in room.met.values()]
    met = {
        pair
        for tables in (*others, *played)
        for table in tables
        for pair in combinations(sorted(table), 2)
    }
    return Clashes(
        never=_mates(question.own | room.apart | colleagues(room.guests)),
        again=_mates(met - room.together),
    )


def _mates(pairs: Iterable[tuple[int, int]]) -> Mates:
    found: Mates = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
        found[other].add(one)
    return dict(found)


def _tables(seats: Mapping[int, int]) -> list[list[int]]:
    return [[one for one, at in seats.items() if at == table] for table in set(seats.values())]
