"""Counting whether enough new people are left for everybody to meet."""

from collections.abc import Iterator, Sequence
from itertools import permutations

import numpy as np
import numpy.typing as npt

from matching.designs.schedules import impossible
from matching.messages import Said
from matching.mixers.evenings.floor import Floor
from matching.mixers.proofs.cliques import cliques
from matching.mixers.proofs.gale_ryser import groups_there, left_over, strangers
from matching.mixers.proofs.locked_tables import staying
from matching.mixers.proofs.played import rounds_as_played
from matching.mixers.proofs.table_options import TableOption
from matching.texts.text import Rows as Numbers


def repeating(floor: Floor, table_options: list[list[TableOption]]) -> Iterator[str]:
    """Look for what makes people meet again.

    Parameters
    ----------
    floor : Floor
        The evening.
    table_options : list of list of TableOption
        The tables that each round may have.

    Yields
    ------
    reason : str
        A sentence; empty where there is none.
    """
    yield _again_after_played(floor, table_options)
    yield _again_after_planned(floor, table_options)
    yield from staying(floor, table_options)
    yield _few_others(floor, table_options)
    yield _few_pairs(floor, table_options)
    yield _full_room(floor, table_options)


def _again_after_played(floor: Floor, table_options: list[list[TableOption]]) -> str:
    """Find a round played whose tables cannot be dissolved so that all their people are apart."""
    alone = np.logical_not(floor.together.any(axis=1))
    there = [groups_there(floor, number) for number in range(len(table_options))]
    for tables in floor.evening.history:
        rows = [np.array([floor.row[name] for name in table], dtype=np.intp) for table in tables]
        for later, options in enumerate(table_options):
            still = [at[floor.here[later, at]] for at in rows]
            all_of, some = [len(at) for at in still], [int(alone[at].sum()) for at in still]
            if all(
                _left_over(floor, (all_of, some), option, there[later]) > option.out
                for option in options
            ):
                return _said_again("who shared a table before", max(all_of), options, later)
    return ""


def _again_after_planned(floor: Floor, table_options: list[list[TableOption]]) -> str:
    """Find a round to come of which the same is true, at whatever tables."""
    there = [groups_there(floor, number) for number in range(len(table_options))]
    seen = set()
    for one, other in permutations(range(len(table_options)), 2):
        both = [(floor.here[k].tobytes(), *table_options[k]) for k in (one, other)]
        if tuple(both) in seen:
            continue
        seen.add(tuple(both))
        leave = int((floor.here[one] & ~floor.here[other]).sum())
        if all(
            _left_over(
                floor,
                (start.sizes, strangers(floor, one, start).tolist()),
                option,
                there[other],
            )
            - leave
            > option.out
            for start in table_options[one]
            for option in table_options[other]
        ):
            shared = min(start.shared for start in table_options[one])
            return _said_again("people of one table", shared, table_options[other], max(one, other))
    return ""


def _left_over(
    floor: Floor,
    tables: tuple[Sequence[int], list[int]],
    option: TableOption,
    groups: Numbers,
) -> int:
    """Count who must not sit at all, so that people of tables are apart.

    Of each table it is known how many sit there, and how many of them stay with nobody.
    """
    sizes, alone = tables
    each = sum(max(0, _units(floor, size) - option.tables) for size in sizes)
    # A group that stays together is at one of these tables, and helps no other; and that one no
    # further than it has people too many.
    too_many = max(0, max([*sizes, floor.evening.table_size]) - option.tables)
    spared = sum(min(too_many, len(group) - 1) for group in floor.evening.keep_together)
    most = sum(max(0, size - option.tables) for size in sizes) - spared
    return max(each, most, left_over(floor, np.array(alone), groups, option))


def _said_again(people: str, count: int, options: list[TableOption], number: int) -> str:
    return Said(
        f"%(count)s {people} cannot all be apart at %(tables)s, "
        "so some meet again in round %(round)s.",
        count=count,
        tables=max(option.tables for option in options),
        round=number + 1,
    )


def _units(floor: Floor, people: int) -> int:
    """Say how many of so many people can at least be told apart; a group counts as one."""
    units = max(0, people)
    for size in sorted((len(group) for group in floor.evening.keep_together), reverse=True):
        units -= max(0, min(size, people) - 1)
        people -= size
        if people <= 0:
            break
    return max(0, units)


def _few_others(floor: Floor, table_options: list[list[TableOption]]) -> str:
    """Find somebody with fewer new people than they must meet."""
    evening = floor.evening
    may = may_meet(floor)
    benches = sum(max(option.out for option in options) > 0 for options in table_options)
    benches = min(benches, evening.sit_out_max_per_person)
    crowds = cliques(floor.never)
    for i in range(len(floor)):
        mates = np.append(np.flatnonzero(floor.together[i]), i)
        # Who stays with somebody counts for both only if they are there whenever the other is.
        always = mates[(floor.here[:, mates] | ~floor.here[:, [i]]).all(axis=0)]
        partners = may[always].all(axis=0)
        rounds = max(0, int(floor.here[:, i].sum()) - benches)
        # Of people who must not share a table one a round can be met.
        others = int(partners.sum())
        others -= sum(max(0, int(partners[rows].sum()) - rounds) for rows in crowds)
        need = rounds * (evening.smallest - len(mates))
        if need > others:
            return Said(
                "%(people)s can meet at most %(others)s for the first time, "
                "and the rounds need %(need)s or more.",
                people=(evening.ids[i],),
                others=others,
                need=need,
            )
    return ""


def may_meet(floor: Floor) -> npt.NDArray[np.bool_]:
    """Mark the pairs who may meet for the first time.

    Parameters
    ----------
    floor : Floor
        The evening.

    Returns
    -------
    may : ndarray of shape (n, n), dtype=bool
        Symmetric; not those who stay together, nor hosts of different tables.
    """
    may = ~floor.together & (floor.played == 0) & _can_share(floor)
    hosts = [floor.row[name] for name in floor.evening.fixed]
    may[np.ix_(hosts, hosts)] = False
    np.fill_diagonal(may, val=False)
    return np.asarray(may, dtype=np.bool_)


def _can_share(floor: Floor) -> npt.NDArray[np.bool_]:
    """Mark who can share a table in some round together with all who stay with either."""
    never = floor.never.astype(np.float32)
    if not floor.evening.allow_repeats:
        never += (floor.played > 0) & ~floor.together
    if not floor.evening.keep_together:
        there = floor.here.astype(np.float32)
        return np.asarray((there.T @ there > 0) & (never == 0), dtype=np.bool_)
    found = np.zeros(floor.never.shape, dtype=np.bool_)
    for here in np.unique(floor.here, axis=0):
        both = np.outer(here, here)
        unit = ((floor.together & both) | np.eye(len(floor), dtype=np.bool_)).astype(np.float32)
        size = unit.sum(axis=1)
        fit = np.add.outer(size, size) <= floor.evening.table_size
        found |= both & (fit | floor.together) & (unit @ never @ unit == 0)
    return found


def _few_pairs(floor: Floor, table_options: list[list[TableOption]]) -> str:
    """Find out whether all tables together need more pairs than there are."""
    there = floor.here.astype(np.int64)
    groups = floor.together * (there.T @ there)
    left = int(np.triu(may_meet(floor), k=1).sum()) + int(np.triu(groups, k=1).sum())
    need = sum(min(option.meetings for option in options) for options in table_options)
    if need <= left:
        return ""
    words = (
        "Of all pairs %(left)s may still meet, and the tables of all rounds need %(need)s or more."
    )
    return Said(words, left=left, need=need)


def _full_room(floor: Floor, table_options: list[list[TableOption]]) -> str:
    """Say what is proved about rooms in which all seats are taken."""
    evening = floor.evening
    sizes = {size for shape in floor.shapes for size in shape.sizes}
    tables = {len(shape.sizes) for shape in floor.shapes}
    if not floor.here.all() or evening.keep_together or len(sizes) != 1 or len(tables) != 1:
        return ""
    if any(option.out for options in table_options for option in options):
        return ""
    if evening.smallest != evening.table_size:
        return ""
    size, least = sizes.pop(), min(tables)
    played = rounds_as_played(floor, size) if size <= least else 0
    why = impossible(least, size, evening.rounds + played)
    if not isinstance(why, Said) or not played:
        return why
    words = f"{why.words} Who met before or may not meet counts as rounds, too (%(played)s)."
    return Said(words, **why.facts, played=played)
