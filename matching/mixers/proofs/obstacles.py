"""Why no plan of an evening can keep every rule: counting that proves it, in words."""

from collections.abc import Iterator
from itertools import chain

import numpy as np

from matching.messages import Said, listed
from matching.mixers.evenings.floor import Floor, floor_of
from matching.mixers.proofs.capacity import crowded, torn, turned_out
from matching.mixers.proofs.components import evenings_apart, parted
from matching.mixers.proofs.counting import may_meet, repeating
from matching.mixers.proofs.fixed_seats import misplaced
from matching.mixers.proofs.table_options import TableOption, none_left, options_beside_seats


def obstacle(floor: Floor, *, as_shaped: bool = False) -> str:
    """Say why no plan keeps every rule, if counting proves that none does.

    Parameters
    ----------
    floor : Floor
        The evening.
    as_shaped : bool
        Whether to look only at plans with as many tables as the floor has, and as many
        people on the bench.

    Returns
    -------
    reason : str
        One sentence; empty where nothing is known to stand in the way.

    Notes
    -----
    In order: seats, those that somebody has, turns on the bench, crowds who need more tables
    than there are (cliques of the graph of pairs who must not meet; people of one industry),
    people who can only sit among themselves, people of one table who cannot all be apart in
    another round (the pigeonhole), people with too few others left to meet, too few pairs for
    all tables together, what is proved about full rooms, crowds who may not meet again, and
    all of this for those who can only ever sit among themselves.

    Examples
    --------
    >>> from matching.mixers.evenings.evening import Attendee, Evening
    >>> from matching.mixers.evenings.floor import floor_of
    >>> people = tuple(Attendee(id=f"p{i}", company="Ada" if i < 3 else "") for i in range(4))
    >>> obstacle(floor_of(Evening(attendees=people, rounds=1, table_size=2)))
    'p0, p1 and p2 must not share a table, and round 1 has 2 tables for 3 people.'
    """
    if any(shape.fault for shape in floor.shapes):
        return _seats(floor)
    seats = next(misplaced(floor), "")
    if seats:
        return seats
    table_options = options_beside_seats(floor)
    if as_shaped:
        table_options = [
            [option for option in options if (option.tables, option.out) == (shape.used, shape.out)]
            for options, shape in zip(table_options, floor.shapes, strict=True)
        ]
    without = next(none_left(floor, table_options), "")
    if without:
        return without
    again = () if floor.evening.allow_repeats else repeating(floor, table_options)
    said = [
        torn(floor),
        turned_out(floor, table_options),
        crowded(floor, table_options, floor.never),
    ]
    return next(
        filter(None, chain(said, parted(floor), again, _met(floor, table_options), _apart(floor))),
        "",
    )


def _met(floor: Floor, table_options: list[list[TableOption]]) -> Iterator[str]:
    """Count who cannot meet for other reasons to the people who must not share a table."""
    never = ~may_meet(floor) & ~floor.together & ~np.eye(len(floor), dtype=np.bool_)
    if (never & ~floor.never).any() and not floor.evening.allow_repeats:
        yield crowded(floor, table_options, never)


def _apart(floor: Floor) -> Iterator[str]:
    """Look at those who can only ever sit among themselves as at an evening of their own."""
    for one in evenings_apart(floor):
        why, words = obstacle(floor_of(one)), "%(alone)s people can only sit among themselves."
        if isinstance(why, Said):
            yield Said(f"{words} {why.words}", alone=len(one.attendees), **why.facts)
        elif why:
            yield f"{Said(words, alone=len(one.attendees))} {why}"


def _seats(floor: Floor) -> str:
    """Say which rounds cannot seat enough people, once for all that are alike."""
    said: dict[str, list[int]] = {}
    for number, shape in enumerate(floor.shapes):
        if shape.fault:
            said.setdefault(shape.fault, []).append(number)
    return " ".join(f"{_rounds_named(numbers)}: {fault}." for fault, numbers in said.items())


def _rounds_named(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"Round {numbers[0] + 1}"
    return f"Rounds {listed([str(number + 1) for number in numbers])}"
