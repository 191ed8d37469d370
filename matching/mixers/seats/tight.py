"""Plans for tight rooms, from schedules in which nobody meets twice."""

from collections.abc import Iterator
from itertools import combinations, islice, zip_longest

import numpy as np

from matching.designs.schedules import all_written_down, design, impossible
from matching.mixers.evenings.floor import Floor, Rows
from matching.mixers.proofs.cliques import Marks, clique
from matching.mixers.seats.places import GROUP, Places
from matching.texts.text import Rows as Numbers

# So many choices of rounds of a longer schedule are enough of a variety.
_CHOICES = 40
# The rounds that are taken of a schedule, and those left out.
Choice = tuple[Numbers, Numbers]


def places_of(floor: Floor, *, seconds: float, seed: int) -> Iterator[Places]:
    """List schedules without repeats that fit an evening.

    Parameters
    ----------
    floor : Floor
        The evening.
    seconds : float
        How long to look for a schedule.
    seed : int
        Decides which rounds of a longer schedule come first.

    Yields
    ------
    places : Places
        None at all where the rounds differ in who is there or in their tables, or where no
        schedule is known.

    Notes
    -----
    If some tables have one seat less, seats of which no two are ever at one table stay empty:
    those of one table of a round more, or a row of tables that take one of each, or whatever
    seats there are of which this is true. Where a round was played, one that is left out of a
    longer schedule is as good as that.
    """
    rounds, n = floor.here.shape
    sizes = floor.shapes[0].sizes
    same = floor.here.all() and all(shape.sizes == sizes for shape in floor.shapes)
    if not same or not sizes or sum(sizes) < n or max(sizes) - min(sizes) > 1:
        return
    tables, size = len(sizes), max(sizes)
    empty = tables * size - n
    by_size = np.argsort(-np.array(sizes), kind="stable")
    choices = [
        _choices(found, many, seed=seed)
        for found, many in _schedules(tables, size, rounds, empty, seconds=seconds)
    ]
    # Some schedules keep apart whom others cannot, so they take turns.
    for number, (some, left_out) in enumerate(islice(_in_turn(choices), _CHOICES)):
        last = _stay_empty(some, rounds, empty)
        if last is None:
            continue
        taken = np.setdiff1d(np.arange(tables * size), last)
        place = np.full(tables * size, -1, dtype=np.intp)
        place[taken] = np.arange(len(taken))
        # Fewer are hardly ever of help, and there are hundreds of such tables.
        apart = [*_rows_apart(some), *left_out.reshape(-1, size)[: None if size >= GROUP else 0]]
        numbers = tuple(_numbered(place, seats) for seats in apart)
        # Who begins as they were seated hardly leaves that, so every second begins by chance.
        played = left_out[: (number + 1) % 2].reshape(-1, size)
        before = tuple(_numbered(place, seats) for seats in played)
        yield Places(_tables(some[:rounds], last, by_size), numbers, before)


def _numbered(place: Numbers, seats: Numbers) -> Numbers:
    """Give the numbers of those seats that are taken."""
    return np.sort(place[seats][place[seats] >= 0])


def _stay_empty(some: Numbers, rounds: int, empty: int) -> Numbers | None:
    """Choose so many seats of which no two are at one table in these rounds, if there are."""
    if empty <= 1:
        return some[0, 0, :empty]
    if len(some) > rounds:
        return some[rounds, 0, :empty]
    rows = _rows_apart(some)
    apart = rows[-1] if len(rows) else clique(_never_beside(some))
    return apart[:empty] if len(apart) >= empty else None


def _never_beside(some: Numbers) -> Marks:
    """Mark the pairs of seats that are at one table in no round."""
    rounds, tables, _ = some.shape
    table = np.empty((rounds, some[0].size), dtype=np.intp)
    for number, seats in enumerate(some):
        table[number, seats] = np.arange(tables)[:, None]
    return np.asarray((table[:, :, None] != table[:, None, :]).all(axis=0))


def _choices(found: Numbers, rounds: int, *, seed: int) -> list[Choice]:
    """Choose rounds of a longer schedule in some ways; give them, and those left out."""
    chosen = list(islice(combinations(range(len(found)), rounds), 10 * _CHOICES))
    np.random.default_rng(seed).shuffle(chosen)
    return [
        (found[list(numbers)], np.delete(found, list(numbers), axis=0))
        for numbers in chosen[:_CHOICES]
    ]


def _in_turn(choices: list[list[Choice]]) -> Iterator[Choice]:
    """Give one of each list after the other, until all are given."""
    for together in zip_longest(*choices):
        yield from (one for one in together if one is not None)


def _rows_apart(some: Numbers) -> Numbers:
    """Give the rows of a schedule if nobody meets within them."""
    _, tables, size = some.shape
    rows = some // tables
    alike = (np.sort(rows, axis=2) == np.arange(size)).all()
    return np.arange(tables * size * int(alike)).reshape(-1, tables)


def _schedules(
    tables: int, size: int, rounds: int, empty: int, *, seconds: float
) -> list[tuple[Numbers, int]]:
    """Find schedules, and how many of their rounds to take: one more for seats that stay empty.

    Those with more rounds than asked for come alone where one is written down.
    """
    spare = int(1 < empty <= size)
    found = _of_rounds(tables, size, rounds + spare, seconds=seconds) if empty <= size else []
    if found or empty <= 1:
        return [(one, rounds + spare) for one in found]
    return [(one, rounds) for one in all_written_down(tables, size) if len(one) >= rounds]


def _of_rounds(tables: int, size: int, rounds: int, *, seconds: float) -> list[Numbers]:
    if impossible(tables, size, rounds):
        return []
    long = [found for found in all_written_down(tables, size) if len(found) >= rounds]
    found = None if long else design(tables, size, rounds, seconds=seconds)
    return long if found is None else [found]


def _tables(schedule: Numbers, empty: Numbers, by_size: Numbers) -> Rows:
    """Give the table of each place; fuller tables come where tables are larger."""
    at = np.full((len(schedule), schedule[0].size), -1, dtype=np.int32)
    for number, tables in enumerate(schedule):
        full = [np.setdiff1d(seats, empty) for seats in tables]
        fullest = sorted(range(len(full)), key=lambda k: -len(full[k]))
        for table, k in zip(by_size, fullest, strict=True):
            at[number, full[k]] = table
    return np.delete(at, empty, axis=1)
