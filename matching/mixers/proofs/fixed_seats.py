"""Seats that hosts and locked people have, and that contradict other rules."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from matching.messages import Said
from matching.mixers.evenings.floor import Floor
from matching.types import PersonId

Held = dict[int, list[int]]


def misplaced(floor: Floor) -> Iterator[str]:
    """Look for people who must sit at one table and cannot.

    Parameters
    ----------
    floor : Floor
        The evening.

    Yields
    ------
    reason : str
        A sentence.
    """
    before: dict[tuple[int, int], int] = {}
    for number in range(floor.evening.rounds):
        yield from _torn(floor, number)
        there = held(floor, number)
        for table, rows in there.items():
            yield from _crowded(floor, number, table, rows)
            for i, j in combinations(rows, 2):
                yield from _apart(floor, number, table, (i, j))
                if not floor.together[i, j] and not floor.evening.allow_repeats:
                    yield from _again(floor, (i, j), before.setdefault((i, j), number), number)
        yield from _empty(floor, number, there)


def _names(floor: Floor, rows: tuple[int, ...]) -> tuple[PersonId, ...]:
    return tuple(floor.evening.ids[i] for i in rows)


def held(floor: Floor, number: int) -> Held:
    """List who must sit at each table of a round.

    Parameters
    ----------
    floor : Floor
        The evening.
    number : int
        The round, from 0.

    Returns
    -------
    held : dict of int to list of int
        For each table at which somebody has a seat their rows, and those of who stays with them.
    """
    found: dict[int, set[int]] = {}
    for name, table in floor.evening.seats(number).items():
        mates = np.flatnonzero(floor.together[floor.row[name]] & floor.here[number])
        found.setdefault(table, set()).update([floor.row[name], *mates.tolist()])
    return {table: sorted(rows) for table, rows in sorted(found.items())}


def _torn(floor: Floor, number: int) -> Iterator[str]:
    """Find people who stay together and have their seats at two tables."""
    seats = floor.evening.seats(number)
    for group in floor.evening.keep_together:
        for one, other in combinations(sorted(group & seats.keys()), 2):
            if seats[one] != seats[other]:
                yield Said(
                    "%(people)s must share a table, and have their seats at two "
                    "in round %(round)s.",
                    people=(one, other),
                    round=number + 1,
                )


def _crowded(floor: Floor, number: int, table: int, rows: list[int]) -> Iterator[str]:
    """Find a table at which more people must sit than may."""
    evening = floor.evening
    if len(rows) > evening.table_size:
        yield Said(
            "%(people)s must sit at table %(table)s in round %(round)s, and %(most)s may.",
            people=_names(floor, tuple(rows)),
            table=table + 1,
            round=number + 1,
            most=evening.table_size,
        )
    heads = np.bincount(floor.industry[rows] + 1)[1:]
    most = evening.max_same_industry
    if most is not None and heads.max(initial=0) > most:
        alike = floor.industry[rows] == heads.argmax()
        yield Said(
            "%(people)s must sit at table %(table)s in round %(round)s, "
            "and %(most)s of their industry may.",
            people=_names(floor, tuple(np.array(rows)[alike].tolist())),
            table=table + 1,
            round=number + 1,
            most=most,
        )


def _apart(floor: Floor, number: int, table: int, both: tuple[int, int]) -> Iterator[str]:
    """Find two who must sit at one table, and must not share one or did before."""
    once = not floor.together[both] and not floor.evening.allow_repeats
    for fault, words in (
        (floor.never[both], "and must not share one."),
        (once and floor.played[both] > 0, "and have met before."),
    ):
        if fault:
            yield Said(
                f"%(people)s must sit at table %(table)s in round %(round)s, {words}",
                people=_names(floor, both),
                table=table + 1,
                round=number + 1,
            )


def _again(floor: Floor, both: tuple[int, int], first: int, number: int) -> Iterator[str]:
    if first != number:
        yield Said(
            "%(people)s must share a table again in round %(round)s, and may meet once.",
            people=_names(floor, both),
            round=number + 1,
        )


def _empty(floor: Floor, number: int, there: Held) -> Iterator[str]:
    """Find out whether tables at which somebody must sit need more people than there are."""
    people = int(floor.here[number].sum())
    need = sum(max(floor.evening.smallest, len(rows)) for rows in there.values())
    if need > people:
        yield Said(
            "Hosts or locked people have their seats at %(tables)s in round %(round)s, "
            "which takes %(need)s people, %(lacking)s more than are there.",
            tables=len(there),
            round=number + 1,
            need=need,
            lacking=need - people,
        )
