"""How good a plan is, round by round, table by table and person by person."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from matching.errors import InvalidValue
from matching.messages import counted
from matching.mixers.bounds.ceiling import Ceiling, ceiling
from matching.mixers.evenings.evening import Evening, Round
from matching.mixers.evenings.floor import Floor, floor_of
from matching.mixers.evenings.plans import Figures, PersonFigures, SeatingPlan, TableFigures
from matching.types import PersonId

# A meeting is useful if it is among the best quarter of all that are allowed.
_USEFUL = 0.75


def figures(
    evening: Evening, rounds: Sequence[Round], *, bound: float | None = None
) -> SeatingPlan:
    """Judge a plan, also one made by hand.

    Parameters
    ----------
    evening : Evening
        The evening.
    rounds : sequence of rounds
        Each a tuple of tables, each a tuple of ids.
    bound : float, optional
        What no plan can exceed, if it is known from an earlier plan of the same evening;
        finding it takes most of the time.

    Returns
    -------
    plan : SeatingPlan
        The same rounds with their figures and the rules they break.

    Raises
    ------
    InvalidValue
        If a round seats a stranger, or somebody twice.

    Examples
    --------
    >>> from matching.mixers.evenings.evening import Attendee
    >>> people = tuple(Attendee(id=name, company=name[0]) for name in ("a1", "a2", "b1", "b2"))
    >>> evening = Evening(attendees=people, rounds=1, table_size=2)
    >>> figures(evening, [(("a1", "a2"), ("b1", "b2"))]).broken[0]
    'round 1, table 1: a1 and a2 must not share a table'
    """
    given = None if bound is None else Ceiling(bound, "")
    return judged(floor_of(evening), rounds, bound=given)


def judged(
    floor: Floor, rounds: Sequence[Round], *, bound: Ceiling | None = None, why: str = ""
) -> SeatingPlan:
    """Judge a plan of an evening that is given as arrays.

    Parameters
    ----------
    floor : Floor
        The evening.
    rounds : sequence of rounds
        Each a tuple of tables, each a tuple of ids.
    bound : Ceiling, optional
        What no plan can exceed, where it is known.
    why : str
        What is known to stand in the way of a better plan.

    Returns
    -------
    plan : SeatingPlan
        The same rounds with their figures and the rules they break.
    """
    judge = _Judge(floor, floor.evening.ids, floor.played.astype(np.int64))
    tables = tuple(judge.round(number, tables) for number, tables in enumerate(rounds))
    most = ceiling(floor) if bound is None else bound
    worth = sum(table.worth for seated in tables for table in seated)
    missing = len(rounds) - floor.evening.rounds
    if missing:
        planned = counted(len(rounds), "round is", "rounds are")
        judge.broken.append(f"{planned} planned and {floor.evening.rounds} asked for")
    judge.check_benches()
    people = judge.people()
    return SeatingPlan(
        rounds=tuple(rounds),
        sitting_out=tuple(judge.out),
        worth=worth,
        bound=most.worth,
        bound_by=most.by,
        repeats=sum(table.repeats for seated in tables for table in seated),
        broken=tuple(judge.broken),
        why=why,
        figures=Figures(
            tables=tables,
            people=people,
            without_useful=tuple(name for name, one in people.items() if not one.useful),
            moved=_moved(floor.evening, rounds),
        ),
    )


def _moved(evening: Evening, rounds: Sequence[Round]) -> int:
    shown = {name: i for i, table in enumerate(evening.about_to_start or ()) for name in table}
    now = {name: i for i, table in enumerate(rounds[0] if rounds else ()) for name in table}
    return sum(name in now and now[name] != table for name, table in shown.items())


@dataclass(slots=True)
class _Judge:
    """Goes through the rounds and remembers who has met."""

    floor: Floor
    ids: tuple[PersonId, ...]
    count: np.ndarray[tuple[int, int], np.dtype[np.int64]]
    broken: list[str] = field(default_factory=list)
    out: list[tuple[PersonId, ...]] = field(default_factory=list)
    first: list[tuple[int, int]] = field(default_factory=list)

    def round(self, number: int, tables: Round) -> tuple[TableFigures, ...]:
        """Judge a round and its tables."""
        evening = self.floor.evening
        seated = [name for table in tables for name in table]
        self._check_names(number, seated)
        present = evening.present(number) if number < evening.rounds else ()
        for name in sorted(set(seated) - set(present)):
            self.broken.append(f"round {number + 1}: {name} is not there")
        at = {name: i for i, table in enumerate(tables) for name in table}
        self.out.append(tuple(name for name in present if name not in at))
        self._check_round(number, tables, at)
        return tuple(self._table(number, i, table) for i, table in enumerate(tables))

    def _check_names(self, number: int, seated: list[PersonId]) -> None:
        for name, times in Counter(seated).items():
            if name not in self.floor.row:
                msg = f"rounds[{number}]: nobody has the id {name!r}"
                raise InvalidValue(msg)
            if times > 1:
                msg = f"rounds[{number}]: {name!r} is seated {times} times"
                raise InvalidValue(msg)

    def _check_round(self, number: int, tables: Round, at: dict[PersonId, int]) -> None:
        evening, said = self.floor.evening, f"round {number + 1}"
        used = sum(bool(table) for table in tables)
        if evening.tables is not None and used > evening.tables:
            self.broken.append(f"{said}: {used} tables in place of {evening.tables}")
        for name, table in evening.seats(number).items():
            if at.get(name) != table:
                self.broken.append(f"{said}: {name} must sit at table {table + 1}")
        for group in evening.keep_together:
            there = group - evening.absent.get(number, frozenset())
            if len({at.get(name) for name in there}) > 1:
                names = " and ".join(sorted(group))
                self.broken.append(f"{said}: {names} must share a table")
        allowed, out = evening.sit_out_allowed, len(self.out[-1])
        if allowed is None and number < len(self.floor.shapes):
            allowed = self.floor.shapes[number].out
        if allowed is not None and out > allowed:
            self.broken.append(f"{said}: {out} sit out, and {allowed} may")

    def _table(self, number: int, place: int, table: tuple[PersonId, ...]) -> TableFigures:
        floor = self.floor
        rows = [floor.row[name] for name in table]
        first = [both for both in combinations(rows, 2) if not self.count[both]]
        again = [both for both in combinations(rows, 2) if self.count[both]]
        repeats = [both for both in again if not floor.together[both]]
        where = f"round {number + 1}, table {place + 1}"
        faults = (*self._misfits(table), *self._clashes(rows, repeats), *self._too_alike(rows))
        broken = tuple(f"{where}: {fault}" for fault in faults)
        self.broken += broken
        self.first += first
        self.count[np.ix_(rows, rows)] += 1
        return TableFigures(
            worth=sum((float(floor.worth[both]) for both in first), start=0.0),
            industries=len(set(floor.industry[rows].tolist()) - {-1}),
            repeats=len(repeats),
            broken=broken,
        )

    def _misfits(self, table: tuple[PersonId, ...]) -> Iterator[str]:
        evening = self.floor.evening
        if table and not evening.smallest <= len(table) <= evening.table_size:
            sizes = f"{evening.smallest} to {evening.table_size}"
            yield f"{counted(len(table), 'person', 'people')} at a table for {sizes}"

    def _clashes(self, rows: list[int], repeats: list[tuple[int, int]]) -> Iterator[str]:
        for i, j in combinations(rows, 2):
            both = f"{self.ids[i]} and {self.ids[j]}"
            if self.floor.never[i, j]:
                yield f"{both} must not share a table"
            if (i, j) in repeats and not self.floor.evening.allow_repeats:
                yield f"{both} meet again"

    def _too_alike(self, rows: list[int]) -> Iterator[str]:
        most = self.floor.evening.max_same_industry
        fields = Counter(int(code) for code in self.floor.industry[rows] if code >= 0)
        for code, times in fields.items():
            if most is not None and times > most:
                field = _industry(self.floor, rows, code)
                yield f"{times} people of {field}, and {most} may share a table"

    def check_benches(self) -> None:
        """Note who sits out too often."""
        most = dict(zip(self.ids, self.floor.most_out.tolist(), strict=True))
        for name, times in Counter(name for out in self.out for name in out).items():
            if times > most[name]:
                self.broken.append(f"{name} sits out too often: {times}, and may {most[name]}")

    def people(self) -> dict[PersonId, PersonFigures]:
        """Say what the rounds bring everybody who is there."""
        useful = _useful(self.floor)
        partners: dict[int, list[int]] = {}
        for i, j in self.first:
            partners.setdefault(i, []).append(j)
            partners.setdefault(j, []).append(i)
        benched = Counter(name for out in self.out for name in out)
        return {
            name: self._person(i, partners.get(i, []), useful, benched[name])
            for name, i in self.floor.row.items()
            if self.floor.here[:, i].any()
        }

    def _person(self, i: int, partners: list[int], useful: float, sits_out: int) -> PersonFigures:
        worth = self.floor.worth[i, partners]
        best = self.ids[partners[int(np.argmax(worth))]] if partners else ""
        return PersonFigures(
            new_people=len(partners),
            worth=float(worth.sum()),
            useful=int((worth >= useful).sum()),
            best=best if partners and worth.max() > 0 else "",
            sits_out=sits_out,
        )


def _industry(floor: Floor, rows: list[int], code: int) -> str:
    return next(floor.evening.attendees[i].industry for i in rows if floor.industry[i] == code)


def _useful(floor: Floor) -> float:
    """Say from what worth on a meeting is among the best quarter of those allowed."""
    one, other = np.triu_indices(len(floor), k=1)
    worth = floor.worth[one, other][~floor.never[one, other]]
    positive = worth[worth > 0]
    return float(np.quantile(worth, _USEFUL)) if len(positive) else np.inf
