"""How many tables each round may have, and how many pairs can share them."""

from typing import NamedTuple

import numpy as np

from matching.mixers.evenings.evening import Evening
from matching.mixers.evenings.floor import Floor
from matching.mixers.proofs.cliques import clique
from matching.mixers.proofs.table_options import TableOption, options_of


class TableCount(NamedTuple):
    """One number of tables that a round may have.

    Parameters
    ----------
    tables : int
        How many tables.
    out : int
        How many people sit out.
    least, most : int
        The sum of the squares of the tables' sizes: if they are as even as can be, and as
        uneven.
    pairs : int
        So many pairs share a table at most.
    """

    tables: int
    out: int
    least: int
    most: int
    pairs: int


def table_counts(floor: Floor) -> list[list[TableCount]]:
    """List the tables that each round may have.

    Parameters
    ----------
    floor : Floor
        The evening.

    Returns
    -------
    table_counts : list of list of TableCount
        For each round, but for numbers of tables at which an industry, or people who must
        not share a table, have too few seats. Where no plan keeps the rules, a round may
        have none.

    Examples
    --------
    >>> from matching.mixers.evenings.evening import Attendee
    >>> from matching.mixers.evenings.floor import floor_of
    >>> people = tuple(Attendee(id=f"p{i}") for i in range(9))
    >>> evening = Evening(attendees=people, rounds=1, table_size=4, smallest_table=2, tables=3)
    >>> table_counts(floor_of(evening))
    [[TableCount(tables=3, out=0, least=27, most=29, pairs=10)]]
    """
    found: list[list[TableCount]] = []
    for number, here in enumerate(floor.here):
        before = max(0, number - 1)
        alike = number and (here == floor.here[before]).all()
        if alike and floor.shapes[number].out == floor.shapes[before].out:
            found.append(found[before])
            continue
        crowds = _crowds(floor, number)
        found.append(
            [
                _extent(floor.evening, int(here.sum()), one)
                for one in options_of(floor, number)
                if all(people - cap * one.tables <= one.out for people, cap in crowds)
            ]
        )
    return found


def _crowds(floor: Floor, number: int) -> list[tuple[int, int]]:
    """Count people of whom only so many may sit at each table."""
    here, most = floor.here[number], floor.evening.max_same_industry
    found = [(len(clique(floor.never & np.outer(here, here))), 1)]
    if most is not None:
        heads = np.bincount(floor.industry[here & (floor.industry >= 0)])
        found += [(int(people), most) for people in heads]
    return found


def _extent(evening: Evening, people: int, one: TableOption) -> TableCount:
    seated, tables = people - one.out, one.tables
    if not tables:
        return TableCount(0, one.out, 0, 0, 0)
    smallest, largest = evening.smallest, evening.table_size
    base, more = divmod(seated, tables)
    least = more * (base + 1) ** 2 + (tables - more) * base**2
    full, rest = divmod(seated - tables * smallest, max(1, largest - smallest))
    sizes = [largest] * full + [smallest + rest] * (rest > 0)
    most = sum(size**2 for size in sizes) + (tables - len(sizes)) * smallest**2
    return TableCount(tables, one.out, least, most, (most - seated) // 2)
