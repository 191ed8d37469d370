"""How many tables of which size each round has, and how many people must sit out."""

from dataclasses import dataclass
from typing import NamedTuple

from matching.messages import counted
from matching.mixers.evenings.evening import Evening


@dataclass(frozen=True, slots=True)
class Shape:
    """The tables of one round.

    Parameters
    ----------
    sizes : tuple of int
        People at each table.
    out : int
        How many sit out.
    fault : str
        Which rule this breaks, in words; empty when it breaks none.
    """

    sizes: tuple[int, ...]
    out: int
    fault: str = ""

    @property
    def used(self) -> int:
        """How many tables people sit at."""
        return sum(size > 0 for size in self.sizes)


class Spare(NamedTuple):
    """What rounds have beyond the fewest.

    Parameters
    ----------
    tables : int
        So many tables more, in rounds that can have them.
    out : int
        So many people more on the bench, where they may.
    """

    tables: int
    out: int


FEWEST = Spare(0, 0)


def shape(evening: Evening, number: int, *, spare: Spare = FEWEST) -> Shape:
    """Choose the tables of one round: as few and as even as the rules allow.

    Parameters
    ----------
    evening : Evening
        The evening.
    number : int
        The round, from 0.
    spare : Spare
        So many tables and people on the bench more than the fewest, if there can be.

    Returns
    -------
    shape : Shape
        As few people as possible sit out.

    Examples
    --------
    >>> from matching.mixers.evenings.evening import Attendee
    >>> people = tuple(Attendee(id=f"p{i}") for i in range(11))
    >>> shape(Evening(attendees=people, rounds=1, table_size=4), 0)
    Shape(sizes=(4, 4, 3), out=0, fault='')
    >>> shape(Evening(attendees=people, rounds=1, table_size=2), 0)
    Shape(sizes=(2, 2, 2, 2, 2), out=1, fault='')
    """
    people = len(evening.present(number))
    taken = seats_taken(evening, number)
    least = next(out for out in range(people + 1) if _tables(evening, people - out, taken))
    allowed = max(least, evening.sit_out_allowed or 0)
    most = min(allowed, least + spare.out, people)
    out = next(out for out in range(most, -1, -1) if _tables(evening, people - out, taken))
    tables = _tables(evening, people - out, taken)
    sizes = even_sizes(people - out, tables[min(spare.tables, len(tables) - 1)], taken)
    if number == 0 and evening.about_to_start is not None:
        sizes = sizes_as_shown(evening, people - out, sizes)
    return Shape(sizes, out, _too_many_out(evening, out, people))


def _tables(evening: Evening, seated: int, taken: tuple[int, ...]) -> range:
    """Say how many tables seat so many people; none where no number does."""
    if not seated:
        return range(1)
    most = len(evening.attendees) if evening.tables is None else evening.tables
    low, high = -(-seated // evening.table_size), min(most, seated // evening.smallest)
    used = sum(count > 0 for count in taken)
    return range(min(max(low, used), high) if low <= high else low, high + 1)


def spares(evening: Evening) -> list[Spare]:
    """List the tables and benches that rounds can have beyond the fewest.

    Parameters
    ----------
    evening : Evening
        The evening.

    Returns
    -------
    spares : list of Spare
        None first, then more tables, then more people on the bench.
    """
    shapes = [shape(evening, number) for number in range(evening.rounds)]
    out = max(0, (evening.sit_out_allowed or 0) - min(one.out for one in shapes))
    tables = max(
        len(_tables(evening, sum(one.sizes) - k, seats_taken(evening, number)))
        for number, one in enumerate(shapes)
        for k in range(min(out, sum(one.sizes)) + 1)
    )
    return [Spare(t, o) for o in range(out + 1) for t in range(max(1, tables))]


def _too_many_out(evening: Evening, out: int, people: int) -> str:
    allowed = evening.sit_out_allowed
    if allowed is None or out <= allowed:
        return ""
    tables = "tables" if evening.tables is None else counted(evening.tables, "table", "tables")
    same = evening.smallest == evening.table_size
    size = evening.table_size if same else f"{evening.smallest} to {evening.table_size}"
    who = "1 person cannot sit" if people == 1 else f"{people} people cannot all sit"
    return f"{who} at {tables} of {size}; {out} must sit out, and {allowed} may"


def seats_taken(evening: Evening, number: int) -> tuple[int, ...]:
    """Count the seats that hosts and locked people take, up to the last such table.

    Parameters
    ----------
    evening : Evening
        The evening.
    number : int
        The round, from 0.

    Returns
    -------
    taken : tuple of int
        Seats at each table.
    """
    at = list(evening.seats(number).values())
    return tuple(at.count(table) for table in range(max(at, default=-1) + 1))


def even_sizes(seated: int, tables: int, taken: tuple[int, ...]) -> tuple[int, ...]:
    """Share people among tables; sizes differ by one at most, larger where more seats are taken.

    Parameters
    ----------
    seated : int
        How many people sit.
    tables : int
        At how many tables.
    taken : tuple of int
        Seats at each table that are taken already.

    Returns
    -------
    sizes : tuple of int
        One for each table; 0 for those that stay empty before one that is taken.

    Examples
    --------
    >>> even_sizes(5, 2, (1, 0, 0, 1))
    (3, 0, 0, 2)
    """
    if not tables:
        return ()
    base, more = divmod(seated, tables)
    need = [*taken, *[0] * tables]
    used = sorted(range(len(need)), key=lambda table: (not need[table], table))[:tables]
    larger = set(sorted(used, key=lambda table: (-need[table], table))[:more])
    return tuple((base + (table in larger)) * (table in used) for table in range(max(used) + 1))


def sizes_as_shown(evening: Evening, seated: int, otherwise: tuple[int, ...]) -> tuple[int, ...]:
    """Choose tables for the round about to start so that few people must leave theirs.

    Parameters
    ----------
    evening : Evening
        The evening, with the round as it was shown.
    seated : int
        How many people sit.
    otherwise : tuple of int
        The sizes of as few and as even tables as the rules allow.

    Returns
    -------
    sizes : tuple of int
        One for each table that was shown, and for new ones; 0 for one that is given up.

    Examples
    --------
    >>> from matching.mixers.evenings.evening import Attendee
    >>> people = tuple(Attendee(id=name) for name in "abcdefgh")
    >>> evening = Evening(attendees=people, rounds=1, table_size=4, smallest_table=3,
    ...     about_to_start=(tuple("abcd"), tuple("efgh")), absent={0: frozenset("b")})
    >>> sizes_as_shown(evening, 7, (4, 3))
    (3, 4)
    """
    here = set(evening.present(0))
    sitting = [len(here.intersection(table)) for table in evening.about_to_start or ()]
    high = min(evening.tables or seated, seated // evening.smallest)
    options = [otherwise]
    for tables in range(len([size for size in otherwise if size]), high + 1):
        kept = sorted(range(len(sitting)), key=lambda k: -sitting[k])[:tables]
        wanted = [sitting[k] if k in kept else 0 for k in range(len(sitting))]
        open_tables = [*kept, *range(len(sitting), len(sitting) + tables - len(kept))]
        options.append(_adjusted(evening, seated, wanted, open_tables))
    return min(options, key=lambda sizes: _leaving(sitting, sizes))


def _leaving(sitting: list[int], sizes: tuple[int, ...]) -> int:
    """Count who must leave the table they were shown."""
    fits = [*sizes, *[0] * len(sitting)]
    return sum(max(0, people - size) for people, size in zip(sitting, fits, strict=False))


def _adjusted(
    evening: Evening, seated: int, wanted: list[int], open_tables: list[int]
) -> tuple[int, ...]:
    """Bring the wanted sizes within the rules, one seat at a time."""
    sizes = [0] * max(len(wanted), *(k + 1 for k in open_tables))
    for k in open_tables:
        now = wanted[k] if k < len(wanted) else 0
        sizes[k] = min(max(now, evening.smallest), evening.table_size)
    while sum(sizes) != seated:
        change = 1 if sum(sizes) < seated else -1
        may = [
            k for k in open_tables if evening.smallest <= sizes[k] + change <= evening.table_size
        ]
        best = min(may, key=lambda k: change * sizes[k])
        sizes[best] += change
    return tuple(sizes)
