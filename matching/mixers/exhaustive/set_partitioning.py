"""All parties of a small room who may share a table, and set partitioning into them."""

from collections import Counter
from collections.abc import Iterator
from functools import reduce
from itertools import chain, combinations, count
from operator import and_

import numpy as np
import numpy.typing as npt

from matching.mixers.evenings.floor import Floor
from matching.mixers.proofs.programme import Programme
from matching.texts.text import Rows as Numbers

Party = tuple[int, ...]

# A programme of more parties in all rounds is not answered within a second.
_MOST = 25_000


def seated(floor: Floor, *, seconds: float) -> tuple[bool, list[Numbers] | None] | None:
    """Ask an integer programme which parties fill the tables so that every rule is kept.

    Parameters
    ----------
    floor : Floor
        The evening.
    seconds : float
        How long it may take.

    Returns
    -------
    said : tuple of bool and list of ndarray of shape (n,), dtype=intp, or None
        Whether it is proven that there is no such plan; for each round the table of everybody,
        -1 for those without one, or None if no plan was found. Nothing at all where there are
        too many parties.

    Notes
    -----
    A variable of 0 or 1 for each party in each round, as in set partitioning [1]_. Where few
    pairs may still meet there are few parties, and shares of them come much closer to plans
    than shares of seats do; which table is which does not matter either.

    References
    ----------
    .. [1] E. Balas, M. Padberg, "Set partitioning: a survey", SIAM Review 18(4), 1976.
    """
    found: list[list[Party]] = []
    for number in range(floor.evening.rounds):
        left = _MOST - sum(map(len, found))
        found.append(_parties(floor, number, most=left))
        if len(found[-1]) > left:
            return None
    programme = Programme()
    columns = [programme.new(len(parties)).tolist() for parties in found]
    for number, parties in enumerate(found):
        _limit(floor, programme, number, dict(zip(parties, columns[number], strict=True)))
    _limit_all(floor, programme, found, columns)
    if not programme.variables:
        return bool(min(programme.most, default=0) < 0), None
    none, chosen = programme.whole(seconds=seconds)
    if chosen is None:
        return none, None
    return none, [
        _laid(
            floor, number, [p for p, c in zip(parties, columns[number], strict=True) if chosen[c]]
        )
        for number, parties in enumerate(found)
    ]


def _parties(floor: Floor, number: int, *, most: int) -> list[Party]:
    """List who may fill a table of a round together, with one more than the most at last."""
    evening, here = floor.evening, floor.here[number]
    may, must = _pairs(floor, number)
    on, units = _bits(may), _bits(must | np.eye(len(floor), dtype=np.bool_))
    found: list[Party] = []

    def fill(party: Party, open_to: int) -> None:
        if len(party) >= evening.smallest:
            found.append(tuple(sorted(party)))
        while open_to and len(found) <= most:
            # Who must sit together comes together, or not at all.
            unit = units[(open_to & -open_to).bit_length() - 1]
            may_come = not unit & ~open_to
            open_to &= ~unit
            more = tuple(i for i in range(len(floor)) if unit >> i & 1)
            if may_come and _may_sit(floor, (*party, *more)):
                fill((*party, *more), reduce(and_, (on[i] for i in more), open_to))

    fill((), sum(1 << int(i) for i in np.flatnonzero(here)))
    return found


def _may_sit(floor: Floor, party: Party) -> bool:
    """Say whether a table has seats for so many, and for so many of each industry."""
    evening = floor.evening
    heads = Counter(int(floor.industry[i]) for i in party if floor.industry[i] >= 0)
    alike = evening.max_same_industry or len(party)
    return len(party) <= evening.table_size and max(heads.values(), default=0) <= alike


def _pairs(floor: Floor, number: int) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Mark who may share a table in a round, and who must."""
    here, pins = floor.here[number], np.full(len(floor), -1)
    for name, table in floor.evening.seats(number).items():
        pins[floor.row[name]] = table
    both = np.outer(here, here)
    hosts = np.outer(pins >= 0, pins >= 0)
    same = hosts & np.equal.outer(pins, pins)
    must = (same | floor.together) & both
    may = ~floor.never & both & (same | ~hosts)
    if not floor.evening.allow_repeats:
        may &= (floor.played == 0) | floor.together
    np.fill_diagonal(may, val=False)
    np.fill_diagonal(must, val=False)
    return may, must


def _bits(marks: npt.NDArray[np.bool_]) -> list[int]:
    return [sum(1 << int(j) for j in np.flatnonzero(row)) for row in marks]


def _limit(floor: Floor, programme: Programme, number: int, columns: dict[Party, int]) -> None:
    """Give everybody one table in a round, and let no more sit out than may."""
    evening = floor.evening
    people = np.flatnonzero(floor.here[number]).tolist()
    out = evening.may_sit_out(floor.shapes[number].out)
    seats = {floor.row[name] for name in evening.seats(number)} if out else set(people)
    for i in people:
        own = [column for party, column in columns.items() if i in party]
        programme.at_most(1, (own, 1))
        if i in seats:
            programme.at_most(-1, (own, -1))
    if evening.tables is not None:
        programme.at_most(evening.tables, (columns.values(), 1))
    by_size = [
        ([column for party, column in columns.items() if len(party) == size], -size)
        for size in range(evening.smallest, evening.table_size + 1)
    ]
    programme.at_most(out - len(people), *by_size)


def _limit_all(
    floor: Floor, programme: Programme, found: list[list[Party]], columns: list[list[int]]
) -> None:
    """Let nobody meet twice, or sit out more often than they may."""
    seated_at = list(
        chain.from_iterable(
            zip(parties, own, strict=True) for parties, own in zip(found, columns, strict=True)
        )
    )
    for i, least in enumerate((floor.here.sum(axis=0) - floor.most_out).tolist()):
        seats = [column for party, column in seated_at if i in party]
        if least > 0:
            programme.at_most(-least, (seats, -1))
    if floor.evening.allow_repeats:
        return
    met: dict[tuple[int, int], list[int]] = {}
    for party, column in seated_at:
        for both in combinations(party, 2):
            met.setdefault(both, []).append(column)
    for both, own in met.items():
        if not floor.together[both]:
            programme.at_most(1, (own, 1))


def _laid(floor: Floor, number: int, parties: list[Party]) -> Numbers:
    """Give parties with a host the host's table, and others those that are free."""
    seats = {floor.row[name]: table for name, table in floor.evening.seats(number).items()}
    free: Iterator[int] = (table for table in count() if table not in set(seats.values()))
    found = np.full(len(floor), -1, dtype=np.intp)
    for party in parties:
        hosts = [seats[i] for i in party if i in seats]
        found[list(party)] = hosts[0] if hosts else next(free)
    return found
