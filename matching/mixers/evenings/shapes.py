"""How many tables of which size each round has, and how many people must sit out."""

from dataclasses import dataclass
from typing import NamedTuple

from matching.messages import counted
from matching.mixers.evenings.evening import Evening
from matching.mixers.evenings.table_sizes import even_sizes, sizes_as_shown


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
    if low > high:
        return range(0)
    # Where more have their seats at a table than must sit there, others are short of people.
    more = sum(max(0, count - evening.smallest) for count in taken)
    high = max(low, min(high, (seated - more) // evening.smallest))
    used = sum(count > 0 for count in taken)
    return range(min(max(low, used), high), high + 1)


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
