"""How good and how fast the matching is, on planted days and against networkx."""

import statistics
from dataclasses import replace
from functools import cache

import networkx as nx
import numpy as np

from benchmarks.clock import beside_product, fastest
from benchmarks.matching_day import PlantedDay, draw, read
from matching import Outcome, Person, choose, introductions, quality
from matching.choosing.pairing import UNITS, Choice, pair_up
from matching.processors import one_thread
from matching.worth.candidates import Edges

Row = tuple[str, str, str]

ROOMS, TOWNS = 7, 3


def rows() -> list[Row]:
    """Measure, and give each figure with its goal.

    With one thread: others, while they wait for more to multiply, take time of the processor that
    would be taken for that of the matching.
    """
    with one_thread():
        return [
            *_found(),
            *_usual_day(),
            *_full_day(),
            *_choosing(),
            *_against_networkx(),
            *_one_arrival(),
        ]


def _found() -> list[Row]:
    measured = []
    for limit in (1, 3):
        day = draw(500, limit=limit)
        shown = {(one.first, one.second) for one in introductions(day.people, day.history)}
        share = len(shown & day.best) / len(day.best)
        words = f"Best partner found among 500 much alike, up to {limit} each"
        measured.append((words, "as many as can be", f"{share:.2f}"))
    return measured


def _usual_day() -> list[Row]:
    day = draw(44, limit=2)
    took, shown = fastest(lambda: introductions(day.people, day.history))
    judged = quality(day.people, shown, day.history)
    return [
        ("44 present, two each, all of it", "well under 1 s", beside_product(took)),
        ("Rules broken, repeats", "0", str(judged.repeats)),
    ]


@cache
def _towns() -> list[PlantedDay]:
    """Draw full rooms whose texts have been read, and are others in each."""
    days = [draw(500, limit=3, seed=seed, town=f"Town {seed}") for seed in range(TOWNS)]
    for day in days:
        read(day)
    return days


def _full_day() -> list[Row]:
    """Look at full rooms of people whose texts were read but not compared, then at others."""
    turns = iter(_towns())
    first, outcome = fastest(lambda: _looked_at(next(turns)), rounds=TOWNS)
    again, _ = fastest(lambda: _looked_at(_towns()[-1]))
    others = iter([draw(500, limit=3, seed=seed) for seed in range(ROOMS + 1)])
    _looked_at(next(others))
    alike, _ = fastest(lambda: _looked_at(next(others)), rounds=ROOMS)
    return [
        (
            "500 present, three each, texts read before",
            "≤ 15 ms; certified ≤ 50 ms",
            beside_product(first),
        ),
        ("… other people who write the same as those before", "", beside_product(alike)),
        ("… the same people looked at again", "", beside_product(again)),
        ("… value as a share of the proven bound", "1", f"{outcome.value / outcome.bound:.6f}"),
    ]


def _looked_at(day: PlantedDay) -> Outcome:
    return choose(day.people, day.history)


def _choosing() -> list[Row]:
    """Choose among random pairs, some twenty of each person, and prove the choice best."""
    measured = []
    for limit in (1, 3):
        took, shares = _choices(limit)
        words = f"Choosing up to {limit} each of 500, median of {ROOMS} random rooms"
        measured += [
            (words, "≤ 50 ms", beside_product(took)),
            ("… value as a share of the proven bound, worst", "1", f"{min(shares):.6f}"),
        ]
    return measured


def _choices(limit: int) -> tuple[float, list[float]]:
    """Give the median time over several rooms, and each value as a share of its bound."""
    took, shares = [], []
    for seed in range(ROOMS):
        edges = _random_pairs(seed)
        seconds, choice = fastest(lambda edges=edges: _choose(edges, limit), rounds=2)
        took.append(seconds)
        shares.append(choice.value / choice.bound)
    return statistics.median(took), shares


def _against_networkx() -> list[Row]:
    ours, _ = _choices(1)
    edges = _random_pairs(0)
    theirs, value = fastest(lambda: _networkx_value(edges), rounds=1)
    share = _choose(edges, 1).value / value
    return [
        ("Choosing one each of 500, faster than networkx", "1000 times", f"{theirs / ours:.0f}"),
        ("… value against networkx", "equal", f"{share:.6f}"),
    ]


def _one_arrival() -> list[Row]:
    """Let one come in where 499 have had an introduction today, and have two places left."""
    days = []
    for day in _towns():
        others = [replace(person, limit=2, had_today=1) for person in day.people[1:]]
        choose(others, day.history)
        days.append(PlantedDay([replace(_stranger(), id="new"), *others], day.history, set()))
    turns = iter(days)
    first, _ = fastest(lambda: _looked_at(next(turns)), rounds=TOWNS)
    again, _ = fastest(lambda: _looked_at(days[-1]))
    return [
        ("One arrival among 500, texts read before", "≤ 5 ms", beside_product(first)),
        ("… when they are looked at again", "≤ 5 ms", beside_product(again)),
    ]


def _stranger() -> Person:
    day = draw(20, limit=3, town="Nowhere")
    read(day)
    return day.people[0]


def _random_pairs(seed: int) -> Edges:
    chance = np.random.default_rng(seed)
    ends = np.sort(chance.integers(0, 500, (6_000, 2)), axis=1)
    ends = np.unique(ends[ends[:, 0] < ends[:, 1]], axis=0).astype(np.intp)
    return Edges(ends[:, 0], ends[:, 1], chance.beta(2, 5, len(ends)))


def _choose(edges: Edges, limit: int) -> Choice:
    count = int(max(edges.first.max(), edges.second.max())) + 1
    return pair_up(edges, [limit] * count, [0] * count)


def _networkx_value(edges: Edges) -> float:
    units = np.rint(edges.worth * UNITS).astype(int).tolist()
    graph: nx.Graph[int] = nx.Graph()
    graph.add_weighted_edges_from(
        zip(edges.first.tolist(), edges.second.tolist(), units, strict=True)
    )
    return sum(graph[a][b]["weight"] for a, b in nx.max_weight_matching(graph)) / UNITS
