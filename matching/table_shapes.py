"""How many tables of which size each round has, and how many people must sit out."""

from dataclasses import dataclass

from matching.evening import Evening


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


def shape(evening: Evening, number: int, *, fewest: int = 0) -> Shape:
    """Choose the tables of one round: as few and as even as the rules allow.

    Parameters
    ----------
    evening : Evening
        The evening.
    number : int
        The round, from 0.
    fewest : int
        Not fewer tables than this, if it can be.

    Returns
    -------
    shape : Shape
        As few people as possible sit out.

    Examples
    --------
    >>> from matching.evening import Attendee
    >>> people = tuple(Attendee(id=f"p{i}") for i in range(11))
    >>> shape(Evening(attendees=people, rounds=1, table_size=4), 0)
    Shape(sizes=(4, 4, 3), out=0, fault='')
    >>> shape(Evening(attendees=people, rounds=1, table_size=2), 0)
    Shape(sizes=(2, 2, 2, 2, 2), out=1, fault='')
    """
    people = len(evening.present(number))
    taken = seats_taken(evening, number)
    most = len(evening.attendees) if evening.tables is None else evening.tables
    for out in range(people + 1):
        tables = _fewest_tables(evening, people - out, max(fewest, len(taken)), most)
        if tables is not None:
            sizes = even_sizes(people - out, tables, taken)
            return Shape(sizes, out, _too_many_out(evening, number, out, people))
    return Shape((), people, _too_many_out(evening, number, people, people))


def _fewest_tables(evening: Evening, seated: int, wished: int, most: int) -> int | None:
    """Say how many tables seat so many people, or None when no number does."""
    if not seated:
        return 0
    low = -(-seated // evening.table_size)
    high = min(most, seated // evening.smallest)
    return None if low > high else min(max(low, wished), high)


def _too_many_out(evening: Evening, number: int, out: int, people: int) -> str:
    allowed = evening.sit_out_allowed
    if allowed is None or out <= allowed:
        return ""
    tables = "" if evening.tables is None else f"{evening.tables} "
    return (
        f"round {number + 1}: {people} people cannot all sit at {tables}tables of "
        f"{evening.smallest} to {evening.table_size}; {out} sit out and {allowed} may"
    )


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
        One for each table.
    """
    if not tables:
        return ()
    base, more = divmod(seated, tables)
    need = [*taken, *[0] * tables][:tables]
    larger = set(sorted(range(tables), key=lambda table: (-need[table], table))[:more])
    return tuple(base + (table in larger) for table in range(tables))
