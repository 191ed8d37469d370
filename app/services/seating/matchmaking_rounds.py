"""Rounds, seats and pairs as the matching writes them, and back."""

from collections.abc import Mapping

import matching


def places_of(seats: Mapping[int, int]) -> dict[str, int]:
    """Count tables from 0, as the matching does."""
    return {str(one): table - 1 for one, table in seats.items()}


def tables_of(seats: Mapping[int, int]) -> matching.Round:
    """Give the tables of a round, each with who sits there."""
    found: list[list[str]] = [[] for _ in range(max(seats.values(), default=0))]
    for one, table in sorted(seats.items()):
        found[table - 1].append(str(one))
    return tuple(map(tuple, found))


def seats_of(tables: matching.Round) -> dict[int, int]:
    """Give the table of each; they are counted from 1 in the space."""
    return {int(one): number for number, table in enumerate(tables, start=1) for one in table}


def pair_of(pair: tuple[int, int]) -> matching.Pair:
    """Name two attendees as the matching does."""
    return matching.pair(str(pair[0]), str(pair[1]))
