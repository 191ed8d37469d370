"""Components: people who can only sit among themselves, and whom no tables fit."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from matching.messages import Said
from matching.mixers.evenings.evening import Evening
from matching.mixers.evenings.floor import Floor
from matching.mixers.proofs.cliques import Marks, clique
from matching.texts.text import Rows
from matching.types import PersonId


def parted(floor: Floor) -> Iterator[str]:
    """Look for rounds in which people fall into circles that have no tables each of its own.

    Parameters
    ----------
    floor : Floor
        The evening.

    Yields
    ------
    reason : str
        A sentence.

    Notes
    -----
    A circle is a connected part of the graph of pairs who may share a table. How many tables
    it needs and how many of it sit out is counted by itself; all circles together may have no
    more than there are.
    """
    seen: set[bytes] = set()
    for number in range(floor.evening.rounds):
        may = _may_share(floor, number)
        if may.tobytes() in seen:
            continue
        seen.add(may.tobytes())
        circles = _circles(may, floor.here[number])
        if len(circles) > 1 and not _fit(floor, number, circles, may):
            yield _said(floor, number, circles)


def evenings_apart(floor: Floor) -> list[Evening]:
    """Give the evenings of those who can only ever sit among themselves.

    Parameters
    ----------
    floor : Floor
        The evening of them all.

    Returns
    -------
    evenings : list of Evening
        Each may have all the tables, and all who may sit out; none where nobody is apart.
    """
    evening = floor.evening
    may = np.any([_may_share(floor, number) for number in range(evening.rounds)], axis=0)
    circles = _circles(may, np.ones(len(floor), dtype=np.bool_))
    out = max(shape.out for shape in floor.shapes)
    return [
        _only(evening, frozenset(evening.ids[i] for i in rows), out=out)
        for rows in (circles if len(circles) > 1 else [])
    ]


def _only(evening: Evening, names: frozenset[PersonId], *, out: int) -> Evening:
    """Leave out everybody else; so many sit out where no number is given."""
    return replace(
        evening,
        attendees=tuple(one for one in evening.attendees if one.id in names),
        sat_out={},  # without turns less is forbidden, so what is proved holds with them
        keep_apart=frozenset(both for both in evening.keep_apart if names.issuperset(both)),
        keep_together=tuple(
            group & names for group in evening.keep_together if len(group & names) > 1
        ),
        fixed={name: table for name, table in evening.fixed.items() if name in names},
        locked={
            number: {name: table for name, table in seats.items() if name in names}
            for number, seats in evening.locked.items()
        },
        absent={number: names & people for number, people in evening.absent.items()},
        history=tuple(
            tuple(tuple(name for name in table if name in names) for table in tables)
            for tables in evening.history
        ),
        about_to_start=None,
        worth={},
        sit_out_allowed=evening.may_sit_out(out),
    )


def _may_share(floor: Floor, number: int) -> Marks:
    here, pins = floor.here[number], floor.pins(number)
    may = ~floor.never & np.outer(here, here)
    if not floor.evening.allow_repeats:
        may &= (floor.played == 0) | floor.together
    seated = pins >= 0
    may &= ~np.outer(seated, seated) | np.equal.outer(pins, pins)
    return np.asarray(may, dtype=np.bool_)


def _circles(may: Marks, here: Marks) -> list[Rows]:
    from scipy.sparse.csgraph import connected_components

    _, label = connected_components(may, directed=False)
    label = np.where(here, label, -1)
    return [np.flatnonzero(label == one) for one in np.unique(label[label >= 0])]


def _fit(floor: Floor, number: int, circles: list[Rows], may: Marks) -> bool:
    """Say whether tables and bench have room for all circles."""
    evening = floor.evening
    out = evening.may_sit_out(floor.shapes[number].out)
    most = len(floor) if evening.tables is None else evening.tables
    # The fewest tables for so many on the bench, circle by circle.
    fewest = {0: 0}
    for rows in circles:
        needs = _needs(floor, number, rows, clique(~may[np.ix_(rows, rows)]), out)
        more: dict[int, int] = {}
        for benched, tables in fewest.items():
            for away, need in needs.items():
                both = benched + away
                if both <= out:
                    more[both] = min(more.get(both, most + 1), tables + need)
        fewest = {benched: tables for benched, tables in more.items() if tables <= most}
    return bool(fewest)


def _needs(floor: Floor, number: int, rows: Rows, apart: Rows, out: int) -> dict[int, int]:
    """Say how many tables a circle needs at least, by how many of it sit out."""
    evening = floor.evening
    free = int((floor.pins(number)[rows] < 0).sum()) if evening.sit_out_max_per_person else 0
    found = {}
    for away in range(min(out, free) + 1):
        seated = len(rows) - away
        tables = max(-(-seated // evening.table_size), len(apart) - away)
        if tables * evening.smallest <= seated:
            found[away] = tables
    return found


def _said(floor: Floor, number: int, circles: list[Rows]) -> str:
    evening = floor.evening
    alone = min(circles, key=len)
    return Said(
        "%(people)s can only sit among themselves in round %(round)s; "
        "with all %(circles)s such circles no tables of %(least)s to %(most)s do.",
        people=tuple(evening.ids[i] for i in alone),
        round=number + 1,
        circles=len(circles),
        least=evening.smallest,
        most=evening.table_size,
    )
