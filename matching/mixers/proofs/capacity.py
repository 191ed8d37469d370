"""Whether tables hold people who must not share one, or must sit out, as many as there are."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matching.messages import Said
from matching.mixers.evenings.evening import Evening
from matching.mixers.evenings.floor import Floor
from matching.mixers.proofs.cliques import Marks, clique, cliques
from matching.mixers.proofs.table_options import TableOption
from matching.texts.text import Rows


def torn(floor: Floor) -> str:
    """Find people who must share a table, and must not.

    Parameters
    ----------
    floor : Floor
        The evening.

    Returns
    -------
    reason : str
        One sentence; empty where there are none.
    """
    evening = floor.evening
    for group in evening.keep_together:
        rows = np.array([floor.row[name] for name in sorted(group)], dtype=np.intp)
        heads = np.bincount(floor.industry[rows] + 1)[1:]
        most = evening.max_same_industry
        times = int(floor.here[:, rows].all(axis=1).sum())
        may = evening.sit_out_max_per_person if _may_sit_out(evening) else 0
        if most is not None and heads.max(initial=0) > most and times > may:
            words = "%(people)s must share a table, and %(most)s of their industry may."
            return Said(words, people=_ids(floor, rows), most=most)
    return ""


def _ids(floor: Floor, rows: Rows) -> tuple[str, ...]:
    return tuple(floor.evening.ids[i] for i in rows)


def _may_sit_out(evening: Evening) -> bool:
    return evening.sit_out_allowed is None or evening.sit_out_allowed > 0


def turned_out(floor: Floor, table_options: list[list[TableOption]]) -> str:
    """Find that people must sit out more often than all of them together may.

    Parameters
    ----------
    floor : Floor
        The evening.
    table_options : list of list of TableOption
        The tables that each round may have.

    Returns
    -------
    reason : str
        One sentence; empty where they may as often as they must.
    """
    times = sum(min((option.out for option in options), default=0) for options in table_options)
    rounds, most = floor.here.sum(axis=0), floor.evening.sit_out_max_per_person
    turns = int(np.minimum(rounds, most).sum())
    if times <= turns:
        return ""
    words = "Over all rounds %(times)s must sit out, and %(turns)s may."
    return Said(words, times=times, turns=turns)


def crowded(floor: Floor, table_options: list[list[TableOption]], never: Marks) -> str:
    """Find people who must not share a table and are more than there are tables.

    Parameters
    ----------
    floor : Floor
        The evening.
    table_options : list of list of TableOption
        The tables that each round may have.
    never : ndarray of shape (n, n), dtype=bool
        The pairs who must not share a table.

    Returns
    -------
    reason : str
        One sentence; empty where there are none.
    """
    for crowd in _crowds(floor, never):
        benches = 0
        for number, options in enumerate(table_options):
            there = crowd.rows[floor.here[number, crowd.rows]]
            if all(len(there) - crowd.cap * o.tables > o.out for o in options):
                return Said(
                    f"{crowd.because}, and round %(round)s has %(tables)s for %(count)s people.",
                    **crowd.facts,
                    round=number + 1,
                    tables=max(option.tables for option in options),
                    count=len(there),
                )
            over = min(len(there) - crowd.cap * option.tables for option in options)
            benches += max(0, over)
        turns = floor.evening.sit_out_max_per_person * len(crowd.rows)
        if benches > turns:
            return Said(
                f"{crowd.because}; over all rounds %(times)s of them must sit out, "
                "and %(turns)s may.",
                **crowd.facts,
                times=benches,
                turns=turns,
            )
    return _alike(floor, table_options, never)


def _alike(floor: Floor, table_options: list[list[TableOption]], never: Marks) -> str:
    """Find a round in which several crowds together are too many for tables and bench."""
    evening = floor.evening
    for number, options in enumerate(table_options):
        here = floor.here[number]
        if not number or (here != floor.here[number - 1]).any():
            heads = np.bincount(floor.industry[here & (floor.industry >= 0)], minlength=1)
            apart = [len(rows) for rows in cliques(never & np.outer(here, here))]
        may = max(option.out for option in options)
        for sizes, most, said in (
            (heads, evening.max_same_industry, "of an industry at a table"),
            (np.array([*apart, 0]), 1, "of those at a table who must not share one"),
        ):
            if most is None:
                continue
            over = [int(np.maximum(0, sizes - most * o.tables).sum()) for o in options]
            if all(people > o.out for people, o in zip(over, options, strict=True)):
                return Said(
                    f"With %(most)s {said}, there is no place for %(count)s in "
                    "round %(round)s, and %(may)s may sit out.",
                    most=most,
                    count=min(over),
                    round=number + 1,
                    may=may,
                )
    return ""


@dataclass(frozen=True, slots=True)
class _Crowd:
    """People of whom only so many may sit at each table."""

    rows: Rows
    cap: int
    because: str
    facts: dict[str, tuple[str, ...] | int | str]


def _crowds(floor: Floor, never: Marks) -> Iterator[_Crowd]:
    most = floor.evening.max_same_industry
    if most is not None:
        for code in range(int(floor.industry.max(initial=-1)) + 1):
            rows = np.flatnonzero(floor.industry == code)
            field = floor.evening.attendees[int(rows[0])].industry
            because = "At most %(most)s of %(field)s may share a table"
            yield _Crowd(rows, most, because, {"most": most, "field": field})
    for number in range(floor.evening.rounds):
        here = floor.here[number]
        if number and (here == floor.here[number - 1]).all():
            continue
        rows = clique(never & np.outer(here, here))
        if len(rows) > 1:
            because = "%(people)s must not share a table"
            yield _Crowd(rows, 1, because, {"people": _ids(floor, rows)})
