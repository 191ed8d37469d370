"""Rooms drawn so that rules pull at each other: some have a plan by a hair, others none."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from matching import Attendee, Evening, pair
from matching.errors import InvalidValue
from matching.mixers.evenings.floor import floor_of

Twist = Callable[["_Room"], dict[str, Any]]

# How many people, and how often rooms of such a size are drawn.
_PEOPLE = ((4, 13), (13, 31), (31, 61), (100, 301))
_OFTEN = (0.35, 0.35, 0.2, 0.1)
# How often a room is in pairs, has so many rounds as people can just meet enough others in, and
# has each of the twists; and how often a person's industry is unknown.
_PAIRS, _FULL, _TWISTED, _UNKNOWN = 0.15, 0.5, 0.35, 0.05
_MOST_ROUNDS, _LARGEST_TABLE, _PAIR = 8, 10, 2
# Seats by which the smallest table is below the largest; more than there are for one of two.
_SMALLER, _SMALLER_OFTEN = (0, 1, 2, 8), (0.3, 0.45, 0.15, 0.1)


def hard_room(seed: int) -> Evening:
    """Draw a room; those that contradict themselves are refused, and others drawn instead."""
    chance = np.random.default_rng([seed, 4])
    while True:
        try:
            evening = Evening(**_Room.drawn(chance).said())
            floor_of(evening)
        except InvalidValue:
            continue
        return evening


@dataclass(frozen=True)
class _Room:
    chance: np.random.Generator
    names: list[str]
    size: int
    rounds: int
    attendees: tuple[Attendee, ...]

    @classmethod
    def drawn(cls, chance: np.random.Generator) -> "_Room":
        low, high = _PEOPLE[chance.choice(len(_PEOPLE), p=_OFTEN)]
        people = int(chance.integers(low, high))
        size = int(chance.integers(_PAIR, min(_LARGEST_TABLE, max(_PAIR + 1, people // 2)) + 1))
        if chance.random() < _PAIRS:
            size = _PAIR
        names = [f"p{i:03d}" for i in range(people)]
        rounds = _rounds(chance, (people - 1) // (size - 1))
        return cls(chance, names, size, rounds, _attendees(chance, names))

    def said(self) -> dict[str, Any]:
        smaller = int(self.chance.choice(_SMALLER, p=_SMALLER_OFTEN))
        said = {
            "attendees": self.attendees,
            "rounds": self.rounds,
            "table_size": self.size,
            "smallest_table": max(_PAIR, self.size - smaller),
            "worth": self._worth(),
        }
        for twist in _TWISTS:
            if self.chance.random() < _TWISTED:
                said |= twist(self)
        return said

    @property
    def few(self) -> int:
        """The fewest tables at which everybody sits."""
        return -(-len(self.names) // self.size)

    def some(self, low: int, high: int) -> int:
        return int(self.chance.integers(low, high))

    def among(self, count: int) -> list[str]:
        return [str(one) for one in self.chance.choice(self.names, count, replace=False)]

    def _worth(self) -> dict[tuple[str, str], float]:
        level = self.chance.integers(0, 101, size=(len(self.names), len(self.names)))
        return {
            (one, self.names[j]): float(level[i, j])
            for i, one in enumerate(self.names)
            for j in range(i + 1, len(self.names))
        }


def _rounds(chance: np.random.Generator, full: int) -> int:
    near = full - int(chance.integers(0, 3))
    free = min(int(chance.integers(1, _MOST_ROUNDS + 1)), full + 1)
    return max(1, min(_MOST_ROUNDS, near if chance.random() < _FULL else free))


def _attendees(chance: np.random.Generator, names: list[str]) -> tuple[Attendee, ...]:
    """Draw few firms or many, some of them large, each in a field; and two roles."""
    firms = max(2, int(len(names) * chance.choice([0.25, 0.4, 0.7, 1.0])))
    share = 1 / np.arange(1, firms + 1) ** chance.choice([0, 0.4, 0.8])
    firm = chance.choice(firms, len(names), p=share / share.sum())
    alone = chance.random(len(names)) < chance.choice([0, 0.3, 0.9])
    fields = chance.integers(int(chance.integers(2, 9)), size=firms)
    unknown = chance.random(len(names)) < _UNKNOWN
    return tuple(
        Attendee(
            id=name,
            company="" if alone[i] else f"firm {firm[i]}",
            industry="" if unknown[i] else f"field {fields[firm[i]]}",
            role=("mentor", "mentee")[int(chance.integers(2))],
        )
        for i, name in enumerate(names)
    )


def _tables(room: _Room) -> dict[str, Any]:
    return {"tables": room.few + room.some(0, 3)}


def _rivals(room: _Room) -> dict[str, Any]:
    firms = sorted({one.company for one in room.attendees} - {""})
    if len(firms) <= 1:
        return {}
    drawn = [room.chance.choice(firms, 2, replace=False) for _ in range(1 + len(firms) // 3)]
    return {"competitors": frozenset(pair(str(a), str(b)) for a, b in drawn)}


def _apart(room: _Room) -> dict[str, Any]:
    count = room.some(1, 2 + len(room.names))
    return {"keep_apart": frozenset(pair(*room.among(2)) for _ in range(count))}


def _together(room: _Room) -> dict[str, Any]:
    left, groups = room.among(len(room.names)), []
    for _ in range(room.some(1, 2 + len(left) // 6)):
        size = min(room.some(2, 4), room.size)
        if len(left) >= size:
            groups.append(frozenset(left.pop() for _ in range(size)))
    return {"keep_together": tuple(groups)}


def _hosts(room: _Room) -> dict[str, Any]:
    hosts = room.among(min(len(room.names), room.some(1, room.few + 1)))
    return {"fixed": {name: table for table, name in enumerate(hosts)}}


def _locks(room: _Room) -> dict[str, Any]:
    locked: dict[int, dict[str, int]] = {}
    for _ in range(room.some(1, 5)):
        [name] = room.among(1)
        locked.setdefault(room.some(0, room.rounds), {})[name] = room.some(0, room.few)
    return {"locked": locked}


def _away(room: _Room) -> dict[str, Any]:
    most = 2 + len(room.names) // 8
    return {"absent": {r: frozenset(room.among(room.some(0, most))) for r in range(room.rounds)}}


def _played(room: _Room) -> dict[str, Any]:
    """Let some rounds have been played, in which hardly anybody met twice."""
    order, tables = room.among(len(room.names)), room.few
    history = []
    for number in range(room.some(1, 4)):
        at: list[list[str]] = [[] for _ in range(tables)]
        for k, name in enumerate(order):
            at[(k + number * (k // tables)) % tables].append(name)
        history.append(tuple(tuple(table[: room.size]) for table in at if table))
    return {"history": tuple(history)}


def _alike(room: _Room) -> dict[str, Any]:
    fields = [one.industry for one in room.attendees if one.industry]
    most = max(map(fields.count, fields), default=1)
    return {"max_same_industry": -(-most // room.few) + room.some(0, 2)}


def _bench(room: _Room) -> dict[str, Any]:
    return {
        "sit_out_allowed": room.some(0, 4),
        "sit_out_max_per_person": room.some(0, 3),
        "cross_role_only": room.size == _PAIR and bool(room.some(0, 2)),
    }


_TWISTS: tuple[Twist, ...] = (
    _tables,
    _rivals,
    _apart,
    _together,
    _hosts,
    _locks,
    _away,
    _played,
    _alike,
    _bench,
)
