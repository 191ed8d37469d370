"""How good planned mixers are: shares of the proven bound, rules broken, on rooms drawn here.

Each figure is of several rooms of a kind: their mean, and the worst of them. Where another
proof gives a lower bound than a linear programme of seats, the mean by that stands beside it.
"""

import time

import numpy as np

from matching import Attendee, Evening, SeatingPlan, pair, seat, warm
from matching.mixers.bounds.ceiling import by_seats, gain_of
from matching.mixers.bounds.table_counts import table_counts
from matching.mixers.evenings.floor import floor_of

Row = tuple[str, str, str]

_COMPANY_SHARE, _FIELDS, _ROOMS = 0.5, 7, 3
_KINDS = (
    ("30 people, tables of 5, 4 rounds", "0.93", {"people": 30, "size": 5, "rounds": 4}, 10.0),
    ("42 people, tables of 6, 4 rounds", "0.90", {"people": 42, "size": 6, "rounds": 4}, 10.0),
    ("100 people, tables of 10, 3 rounds", "0.80", {"people": 100, "size": 10, "rounds": 3}, 10.0),
    ("100 people, tables of 5, 6 rounds", "0.92", {"people": 100, "size": 5, "rounds": 6}, 10.0),
    ("300 people, tables of 6, 6 rounds", "0.87", {"people": 300, "size": 6, "rounds": 6}, 10.0),
    ("31 people in pairs, 8 rounds", "0.998", {"people": 31, "size": 2, "rounds": 8}, 1.0),
    ("100 people in pairs, 12 rounds", "0.9997", {"people": 100, "size": 2, "rounds": 12}, 1.0),
    ("300 people in pairs, 12 rounds", "0.9999", {"people": 300, "size": 2, "rounds": 12}, 5.0),
)


def rows() -> list[Row]:
    """Measure, and give each figure with its goal."""
    warm()
    measured = []
    for words, goal, room, seconds in _KINDS:
        rooms = [draw(seed=seed, **room) for seed in range(_ROOMS)]
        told = _told(rooms, [seat(one, seconds=seconds) for one in rooms])
        measured.append((f"Mixer: {words}, {seconds:g} s, share of the bound", goal, told))
    return [*measured, *_anew()]


def _told(rooms: list[Evening], plans: list[SeatingPlan]) -> str:
    shares = [plan.share_of_bound for plan in plans]
    broken = sum(len(plan.broken) for plan in plans)
    words = f"{_mean(shares):.4f}, worst {min(shares):.4f}, {broken} rules broken"
    if all(plan.bound_by == "seats" for plan in plans):
        return words
    floors = map(floor_of, rooms)
    seats = [by_seats(floor, gain_of(floor), table_counts(floor)) for floor in floors]
    alone = [plan.worth / most for plan, most in zip(plans, seats, strict=True)]
    return f"{words}; {_mean(alone):.4f} by seats alone"


def _mean(shares: list[float]) -> float:
    return sum(shares) / len(shares)


def _anew() -> list[Row]:
    """Play one round, and plan the rest within a second."""
    measured = []
    for people, size, goal in ((37, 4, "0.91"), (100, 5, "0.90"), (300, 6, "0.83")):
        rooms, plans, longest = [], [], 0.0
        for seed in range(_ROOMS):
            room = {"people": people, "size": size, "rounds": 4, "seed": seed}
            first = seat(draw(**room | {"rounds": 1}), seconds=1.0)
            rest = draw(**room, history=first.rounds)
            rooms.append(rest)
            began = time.monotonic()
            plans.append(seat(rest, seconds=1.0))
            longest = max(longest, time.monotonic() - began)
        words = f"Mixer of {people} planned anew, share of the bound"
        measured.append((words, goal, f"{_told(rooms, plans)}, at most {longest:.1f} s"))
    return measured


def draw(*, people: int, size: int, rounds: int, seed: int, history: tuple = ()) -> Evening:
    """Draw a room: firms of uneven size, one field each, and a worth for every pair."""
    chance = np.random.default_rng(seed)
    firms = max(3, int(_COMPANY_SHARE * people))
    firm = chance.permutation(np.arange(people) % firms)
    field = chance.integers(_FIELDS, size=firms)
    attendees = tuple(
        Attendee(id=f"p{i:03d}", company=f"firm {firm[i]}", industry=f"field {field[firm[i]]}")
        for i in range(people)
    )
    taste = chance.normal(size=(people, 4))
    liking = taste @ taste.T + chance.normal(size=(people, people))
    level = np.argsort(np.argsort((liking + liking.T).ravel())).reshape(people, people)
    worth = {
        pair(attendees[i].id, attendees[j].id): round(100 * float(level[i, j]) / level.size)
        for i in range(people)
        for j in range(i)
    }
    return Evening(
        attendees=attendees,
        rounds=rounds,
        table_size=size,
        worth=worth,
        history=history,
        max_same_industry=None if size == 2 else max(2, size // 3),  # noqa: PLR2004 - pairs
    )
