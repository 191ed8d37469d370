"""An evening as arrays: what pairs are worth, who may meet, who is there, which tables."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from matching.errors import InvalidValue
from matching.mixers.evenings.evening import Evening
from matching.mixers.evenings.shapes import FEWEST, Shape, Spare, seats_taken, shape
from matching.mixers.evenings.worths import Marks, Values, known, never, played, together, worth_of
from matching.people.features import codes
from matching.types import PersonId

Counts = npt.NDArray[np.int16]
Rows = npt.NDArray[np.int32]

# A pair who know each other costs so much of what a pair is worth on average.
_KNOWN = 0.25


@dataclass(frozen=True, slots=True)
class Floor:
    """An evening as arrays; n people, r rounds.

    Parameters
    ----------
    evening : Evening
        The evening.
    row : mapping of str to int
        Row number by id.
    worth : ndarray of shape (n, n), dtype=float64
        What a first meeting of each pair is worth; 0 for people who know each other.
    cost : ndarray of shape (n, n), dtype=float64
        What it costs that people meet who know each other.
    never : ndarray of shape (n, n), dtype=bool
        Pairs who must not share a table.
    together : ndarray of shape (n, n), dtype=bool
        Pairs who share a table in every round.
    played : ndarray of shape (n, n), dtype=int16
        How often each pair has met this evening.
    industry : ndarray of shape (n,), dtype=intp
        Codes; -1 where unknown.
    here : ndarray of shape (r, n), dtype=bool
        Who is there in each round.
    shapes : tuple of Shape
        The tables of each round.
    """

    evening: Evening
    row: dict[PersonId, int]
    worth: Values
    cost: Values
    never: Marks
    together: Marks
    played: Counts
    industry: npt.NDArray[np.intp]
    here: Marks
    shapes: tuple[Shape, ...]

    def __len__(self) -> int:
        """Count the people."""
        return len(self.row)

    @property
    def unmet(self) -> Marks:
        """Mark the pairs who may share a table, and have not this evening: symmetric."""
        may = ~(self.never | (self.played > 0))
        np.fill_diagonal(may, val=False)
        return may

    @property
    def sat_out(self) -> Rows:
        """Say in how many rounds of this evening each has sat out already."""
        had = self.evening.sat_out
        return np.array([had.get(name, 0) for name in self.evening.ids], dtype=np.int32)

    @property
    def most_out(self) -> Rows:
        """Say in how many of the rounds each may sit out; turns begin anew where few are left."""
        most, had = self.evening.sit_out_max_per_person, self.sat_out
        if most and had.any():
            turns = sum(shape.out for shape in self.shapes)
            while np.maximum(0, most - had).sum() < turns:
                most += 1
        return np.maximum(0, most - had).astype(np.int32)

    def pins(self, number: int) -> Rows:
        """Say where people must sit in a round: hosts, the locked, and who stays with them.

        Parameters
        ----------
        number : int
            The round, from 0.

        Returns
        -------
        pins : ndarray of shape (n,), dtype=int32
            The table of each person; -1 where they may sit anywhere.
        """
        found = np.full(len(self), -1, dtype=np.int32)
        for name, table in self.evening.seats(number).items():
            found[self.row[name]] = table
        for group in self.evening.keep_together:
            rows = [self.row[name] for name in sorted(group) if self.here[number, self.row[name]]]
            at = {int(found[i]) for i in rows} - {-1}
            if at:
                found[rows] = at.pop()
        return found


def floor_of(evening: Evening, *, spare: Sequence[Spare] = ()) -> Floor:
    """Turn an evening into arrays.

    Parameters
    ----------
    evening : Evening
        The evening.
    spare : sequence of Spare
        For each round, how many tables and people on the bench it has beyond the fewest;
        none where it is empty.

    Returns
    -------
    floor : Floor
        The same as arrays.

    Raises
    ------
    InvalidValue
        If hosts and locks contradict each other or another rule.
    """
    row = {name: i for i, name in enumerate(evening.ids)}
    here = np.zeros((evening.rounds, len(row)), dtype=np.bool_)
    for number in range(evening.rounds):
        here[number, [row[name] for name in evening.present(number)]] = True
    worth, acquainted = worth_of(evening), known(evening)
    usual = float(worth.sum()) / max(1, len(row) * (len(row) - 1))
    floor = Floor(
        evening=evening,
        row=row,
        worth=np.where(acquainted, 0, worth),
        cost=np.where(acquainted, _KNOWN * usual, 0),
        never=never(evening),
        together=together(evening),
        played=played(evening),
        industry=codes(person.industry for person in evening.attendees),
        here=here,
        shapes=tuple(
            shape(evening, number, spare=spare[number] if spare else FEWEST)
            for number in range(evening.rounds)
        ),
    )
    _check_seats(floor)
    return replace(floor, shapes=_eased(floor)) if evening.fixed else floor


def _eased(floor: Floor) -> tuple[Shape, ...]:
    """Give the larger tables to hosts who have most new people left to meet."""
    evening = floor.evening
    left: dict[int, float] = {}
    for name, table in evening.fixed.items():
        i = floor.row[name]
        others = floor.here.any(axis=0) & ~floor.never[i] & (floor.played[i] == 0)
        others[[floor.row[host] for host in evening.fixed]] = False
        left[table] = min(left.get(table, np.inf), float(others.sum()))
    found = []
    for number, one in enumerate(floor.shapes):
        sizes = one.sizes
        if number or evening.about_to_start is None:
            sizes = _by_need(sizes, seats_taken(evening, number), left)
        for table, size in enumerate(sizes):
            left[table] = left.get(table, np.inf) - size + 1
        found.append(replace(one, sizes=sizes))
    return tuple(found)


def _by_need(
    sizes: tuple[int, ...], taken: tuple[int, ...], left: dict[int, float]
) -> tuple[int, ...]:
    """Share out the same sizes: the largest where most seats are taken, or most people left."""
    used = [table for table, size in enumerate(sizes) if size]
    seats = [*taken, *[0] * len(sizes)]
    smallest = min((sizes[table] for table in used), default=0)
    used.sort(key=lambda table: (-max(0, seats[table] - smallest), -left.get(table, np.inf), table))
    given = sorted((sizes[table] for table in used), reverse=True)
    share = dict(zip(used, given, strict=True))
    return tuple(share.get(table, 0) for table in range(len(sizes)))


def _check_seats(floor: Floor) -> None:
    """Refuse hosts and locks that no plan can follow, naming those that contradict each other."""
    evening = floor.evening
    _check_hosts(floor)
    for number in range(evening.rounds):
        _check_places(evening, number)
        seats = evening.seats(number)
        at: dict[int, list[PersonId]] = {}
        for name, table in seats.items():
            at.setdefault(table, []).append(name)
        for table, names in at.items():
            _check_table(floor, number, table, names)


def _check_places(evening: Evening, number: int) -> None:
    for name, table in evening.locked.get(number, {}).items():
        if evening.fixed.get(name, table) != table:
            msg = f"fixed.{name}, locked[{number}].{name}: at two tables in round {number}"
            raise InvalidValue(msg)
        if name in evening.absent.get(number, ()):
            msg = f"locked[{number}].{name}, absent[{number}]: at a table and not there"
            raise InvalidValue(msg)


def _check_hosts(floor: Floor) -> None:
    """Refuse two hosts at one table, who would meet again and again."""
    evening = floor.evening
    if evening.rounds == 1 or evening.allow_repeats:
        return
    at: dict[int, PersonId] = {}
    for name, table in evening.fixed.items():
        one = at.setdefault(table, name)
        if one != name and not floor.together[floor.row[one], floor.row[name]]:
            msg = f"fixed.{one}, fixed.{name}: together at table {table} in every round"
            raise InvalidValue(msg)


def _check_table(floor: Floor, number: int, table: int, names: list[PersonId]) -> None:
    evening, row = floor.evening, floor.row
    places = [_place(evening, number, name) for name in names]
    if len(names) > evening.table_size:
        msg = f"{', '.join(places)}: too many at table {table} in round {number}"
        raise InvalidValue(msg)
    for i, one in enumerate(names):
        for j in range(i):
            if floor.never[row[one], row[names[j]]]:
                msg = (
                    f"{places[j]}, {places[i]}: both at table {table} in round {number}, "
                    "and they must not share one"
                )
                raise InvalidValue(msg)


def _place(evening: Evening, number: int, name: PersonId) -> str:
    """Say where a host or a locked person is named."""
    locked = name in evening.locked.get(number, {})
    return f"locked[{number}].{name}" if locked else f"fixed.{name}"
