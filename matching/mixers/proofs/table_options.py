"""Which tables a round may have, as counting sees them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import comb

from matching.messages import Said
from matching.mixers.evenings.floor import Floor
from matching.mixers.proofs.fixed_seats import held


@dataclass(frozen=True, slots=True)
class TableOption:
    """One number of tables that a round may have.

    Parameters
    ----------
    tables : int
        How many tables.
    out : int
        How many people sit out.
    sizes : tuple of int
        So many people sit at each table if they are as even as can be.
    """

    tables: int
    out: int
    sizes: tuple[int, ...]

    @property
    def meetings(self) -> int:
        """The fewest pairs who then share a table."""
        return sum(comb(size, 2) for size in self.sizes)

    @property
    def shared(self) -> int:
        """So many people sit at the fullest table at least."""
        return max(self.sizes, default=0)


def options_of(floor: Floor, number: int, *, taken: Sequence[int] = ()) -> list[TableOption]:
    """List the tables that a round may have.

    Parameters
    ----------
    floor : Floor
        The evening.
    number : int
        The round, from 0.
    taken : sequence of int
        So many people have their seats at each table at which somebody has.

    Returns
    -------
    table_options : list of list of TableOption
        None where the rules leave none.
    """
    evening = floor.evening
    people = int(floor.here[number].sum())
    allowed = evening.sit_out_allowed
    most_out = floor.shapes[number].out if allowed is None else min(people, allowed)
    # Where nobody may who must, counting says so; tables are asked for all the same.
    most_out = max(floor.shapes[number].out, min(most_out, _may_sit_out(floor, number)))
    most = people if evening.tables is None else evening.tables
    found = []
    for out in range(most_out + 1):
        seated = people - out
        if not seated:
            found.append(TableOption(0, out, ()))
            continue
        for tables in range(
            -(-seated // evening.table_size), min(most, seated // evening.smallest) + 1
        ):
            least = _least_sizes(floor, tables, taken)
            if len(least) == tables and sum(least) <= seated:
                found.append(TableOption(tables, out, _evenly(least, seated)))
    return found


def options_beside_seats(floor: Floor) -> list[list[TableOption]]:
    """List the tables that each round may have beside those at which people have their seats.

    Parameters
    ----------
    floor : Floor
        The evening.

    Returns
    -------
    table_options : list of list of TableOption
        For each round; none where such tables leave too few people for the others.

    Notes
    -----
    Where eight are locked at one table, 48 people have seven tables of six to eight at most, and
    not eight: a table more would take two people more.
    """
    return [
        options_of(floor, number, taken=[len(rows) for rows in held(floor, number).values()])
        for number in range(floor.evening.rounds)
    ]


def none_left(floor: Floor, table_options: list[list[TableOption]]) -> Iterator[str]:
    """Look for rounds that no number of tables does for.

    Parameters
    ----------
    floor : Floor
        The evening.
    table_options : list of list of TableOption
        The tables that each round may have.

    Yields
    ------
    reason : str
        A sentence.
    """
    for number, options in enumerate(table_options):
        if not options:
            yield Said(
                "Beside those at which hosts or locked people have their seats no tables of "
                "%(least)s to %(most)s do for all others in round %(round)s.",
                least=floor.evening.smallest,
                most=floor.evening.table_size,
                round=number + 1,
            )


def _least_sizes(floor: Floor, tables: int, taken: Sequence[int]) -> list[int]:
    """Give the fewest people at each table; more tables than there are where so many are taken."""
    smallest = floor.evening.smallest
    sizes = [max(smallest, count) for count in taken]
    return sizes + [smallest] * (tables - len(sizes))


def _evenly(least: list[int], seated: int) -> tuple[int, ...]:
    """Share people out to tables, each time to the smallest."""
    sizes = sorted(least)
    left = seated - sum(sizes)
    for low, size in enumerate(sizes):
        # The tables up to this one are as large as the next one before it gets more.
        following = sizes[low + 1] if low + 1 < len(sizes) else size + left
        step = (low + 1) * (following - size)
        if step >= left:
            base, more = divmod(left, low + 1)
            grown = [size + base + 1] * more + [size + base] * (low + 1 - more)
            return tuple(sorted([*grown, *sizes[low + 1 :]], reverse=True))
        left -= step
        sizes[: low + 1] = [following] * (low + 1)
    return tuple(sorted(sizes, reverse=True))


def _may_sit_out(floor: Floor, number: int) -> int:
    """Count who has no seat in a round, where anybody may sit out at all."""
    if not floor.evening.sit_out_max_per_person:
        return 0
    return int((floor.here[number] & (floor.pins(number) < 0)).sum())
