"""People who have their seats at one table, and no tables to part to in another round."""

from collections.abc import Iterator
from itertools import permutations

import numpy as np

from matching.messages import Said
from matching.mixers.evenings.floor import Floor
from matching.mixers.proofs.fixed_seats import Held, held
from matching.mixers.proofs.table_options import TableOption


def staying(floor: Floor, table_options: list[list[TableOption]]) -> Iterator[str]:
    """Look for people of one table who cannot all be apart at the tables open to them.

    Parameters
    ----------
    floor : Floor
        The evening, in which nobody may meet twice.
    table_options : list of list of TableOption
        The tables that each round may have.

    Yields
    ------
    reason : str
        A sentence.

    Notes
    -----
    By the pigeonhole, as for any table; but a table that is full of others who have their
    seats there is open to none of them, and where one of them has a seat, to none of the rest.
    """
    seated = [held(floor, number) for number in range(floor.evening.rounds)]
    for one, other in permutations(range(floor.evening.rounds), 2):
        for rows in seated[one].values():
            parties, closed = _to_part(floor, rows, seated[other], other)
            if all(
                parties - (option.tables - closed) > option.out for option in table_options[other]
            ):
                yield Said(
                    "%(people)s have their seats at one table, and cannot all be apart at those "
                    "open to them in round %(round)s.",
                    people=tuple(floor.evening.ids[i] for i in rows),
                    round=other + 1,
                )


def _to_part(floor: Floor, rows: list[int], seated: Held, number: int) -> tuple[int, int]:
    """Count those of a table who look for another, groups as one, and tables closed to them."""
    there = {i for i in rows if floor.here[number, i]}
    closed = [
        at for at in seated.values() if len(at) >= floor.evening.table_size or there & set(at)
    ]
    free = sorted(there.difference(*seated.values()))
    mates = floor.together[np.ix_(free, free)]
    parties = sum(not mates[k, :k].any() for k in range(len(free)))
    return parties, len(closed)
