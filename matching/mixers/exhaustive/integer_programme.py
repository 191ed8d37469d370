"""Who sits where as an integer programme, for rooms of few people."""

from collections.abc import Iterator
from itertools import combinations, pairwise

import numpy as np
import numpy.typing as npt

from matching.mixers.evenings.floor import Floor
from matching.mixers.proofs.cliques import clique, cliques
from matching.mixers.proofs.counting import may_meet
from matching.mixers.proofs.programme import Programme
from matching.texts.text import Rows as Numbers


def programmed(floor: Floor, *, seconds: float) -> tuple[bool, list[Numbers] | None]:
    """Ask an integer programme for a plan that keeps every rule, at whatever tables.

    Parameters
    ----------
    floor : Floor
        The evening.
    seconds : float
        How long it may take.

    Returns
    -------
    none : bool
        Whether it is proven that there is no such plan.
    rounds : list of ndarray of shape (n,), dtype=intp, or None
        For each round the table of everybody, -1 for those without one; None if no plan was
        found.

    Notes
    -----
    Who sits at which table is a variable of 0 or 1, and so is who meets whom in which round.
    The limits on how many people anybody meets follow from the others, but without them much
    more has to be tried.
    """
    programme = Programme()
    rounds = [_Round(floor, programme, number) for number in range(floor.evening.rounds)]
    for one in rounds:
        one.limit()
    _limit_all(floor, programme, rounds)
    none, chosen = programme.whole(seconds=seconds)
    return none, None if chosen is None else [one.tables(chosen) for one in rounds]


def most_tables(floor: Floor, number: int) -> int:
    """Say how many tables a round can have.

    Parameters
    ----------
    floor : Floor
        The evening.
    number : int
        The round, from 0.

    Returns
    -------
    tables : int
        The most.
    """
    evening, people = floor.evening, int(floor.here[number].sum())
    most = people if evening.tables is None else evening.tables
    pinned = max(evening.seats(number).values(), default=-1) + 1
    return max(min(most, people // evening.smallest), pinned)


def _limit_all(floor: Floor, programme: Programme, rounds: list["_Round"]) -> None:
    """Let nobody meet twice, or sit out more often than they may."""
    met: dict[tuple[int, int], list[int]] = {}
    for one in rounds:
        for both, column in one.meet.items():
            met.setdefault(both, []).append(column)
    for columns in met.values():
        programme.at_most(1, (columns, 1))
    for i, least in enumerate((floor.here.sum(axis=0) - floor.most_out).tolist()):
        seats = [c for one in rounds if i in one.seat for c in one.seat[i]]
        if least > 0:
            programme.at_most(-least, (seats, -1))


class _Round:
    """One round in the programme."""

    def __init__(self, floor: Floor, programme: Programme, number: int) -> None:
        self.floor, self.programme, self.number = floor, programme, number
        self.people = np.flatnonzero(floor.here[number]).tolist()
        self.used = programme.new(most_tables(floor, number)).tolist()
        self.seat = {i: programme.new(len(self.used)).tolist() for i in self.people}
        self.may = may_meet(floor)
        once = floor.evening.rounds > 1 and not floor.evening.allow_repeats
        both = [(i, j) for i, j in combinations(self.people, 2) if self.may[i, j]] if once else []
        self.meet = dict(zip(both, programme.new(len(both)).tolist(), strict=True))

    def limit(self) -> None:
        """Write down what holds in this round."""
        self._seats()
        self._tables()
        self._apart()
        self._industries()
        self._groups()
        self._meetings()

    def _seats(self) -> None:
        evening, programme = self.floor.evening, self.programme
        for columns in self.seat.values():
            programme.at_most(1, (columns, 1))
        for name, table in evening.seats(self.number).items():
            programme.at_most(-1, ([self.seat[self.floor.row[name]][table]], -1))
        out = evening.may_sit_out(self.floor.shapes[self.number].out)
        everybody = [c for columns in self.seat.values() for c in columns]
        programme.at_most(out - len(self.people), (everybody, -1))

    def _tables(self) -> None:
        """Keep tables within their sizes; those of hosts come first, others in order."""
        evening, programme = self.floor.evening, self.programme
        for table, used in enumerate(self.used):
            seats = self._at(self.people, table)
            programme.at_most(0, (seats, 1), ([used], -evening.table_size))
            programme.at_most(0, (seats, -1), ([used], evening.smallest))
        free = max(evening.seats(self.number).values(), default=-1) + 1
        for one, following in pairwise(self.used[free:]):
            programme.at_most(0, ([following], 1), ([one], -1))
        first = clique(self._forbidden()).tolist()
        for place, i in enumerate([*first, *(i for i in self.people if i not in first)]):
            programme.at_most(0, (self.seat[i][free + place + 1 :], 1))

    def _apart(self) -> None:
        """Let people who must not share a table, or did before, sit at different ones."""
        for rows in self._strangers():
            for table in range(len(self.used)):
                self.programme.at_most(1, (self._at(rows, table), 1))

    def _forbidden(self) -> npt.NDArray[np.bool_]:
        floor = self.floor
        graph = floor.never.copy()
        if not floor.evening.allow_repeats:
            graph |= (floor.played > 0) & ~floor.together
        return graph & np.outer(floor.here[self.number], floor.here[self.number])

    def _strangers(self) -> Iterator[list[int]]:
        graph = self._forbidden()
        for rows in cliques(graph):
            if len(rows) > 1:
                yield rows.tolist()
            graph[np.ix_(rows, rows)] = False
        for i, j in zip(*np.nonzero(np.triu(graph)), strict=True):
            yield [int(i), int(j)]

    def _industries(self) -> None:
        most = self.floor.evening.max_same_industry
        if most is None:
            return
        codes = self.floor.industry[self.people]
        for code in set(codes[codes >= 0].tolist()):
            rows = [i for i in self.people if self.floor.industry[i] == code]
            for table in range(len(self.used)):
                self.programme.at_most(most, (self._at(rows, table), 1))

    def _groups(self) -> None:
        for group in self.floor.evening.keep_together:
            rows = sorted({self.floor.row[name] for name in group} & set(self.people))
            for one, other in pairwise(rows):
                for a, b in zip(self.seat[one], self.seat[other], strict=True):
                    self.programme.at_most(0, ([a], 1), ([b], -1))
                    self.programme.at_most(0, ([b], 1), ([a], -1))

    def _meetings(self) -> None:
        evening, programme = self.floor.evening, self.programme
        partners: dict[int, list[int]] = {i: [] for i in self.people}
        for (i, j), column in self.meet.items():
            partners[i].append(column)
            partners[j].append(column)
            for a, b in zip(self.seat[i], self.seat[j], strict=True):
                programme.at_most(1, ([a, b], 1), ([column], -1))
        for i, columns in partners.items() if self.meet else ():
            mates = int(self.floor.together[i, self.people].sum())
            least = max(0, evening.smallest - 1 - mates)
            programme.at_most(0, (columns, -1), (self.seat[i], least))
            programme.at_most(0, (columns, 1), (self.seat[i], mates + 1 - evening.table_size))

    def _at(self, rows: list[int], table: int) -> list[int]:
        return [self.seat[i][table] for i in rows]

    def tables(self, chosen: npt.NDArray[np.bool_]) -> Numbers:
        """Give the table of everybody; -1 for those who sit nowhere."""
        found = np.full(len(self.floor), -1, dtype=np.intp)
        for i, columns in self.seat.items():
            found[i] = next((table for table, c in enumerate(columns) if chosen[c]), -1)
        return found
