"""Which tables a round may have, as counting sees them."""

from dataclasses import dataclass
from math import comb

from matching.mixers.evenings.floor import Floor


@dataclass(frozen=True, slots=True)
class TableOption:
    """One number of tables that a round may have.

    Parameters
    ----------
    tables : int
        How many tables.
    out : int
        How many people sit out.
    meetings : int
        The fewest pairs who then share a table.
    shared : int
        So many people sit at the fullest table at least.
    """

    tables: int
    out: int
    meetings: int
    shared: int


def options_of(floor: Floor, number: int) -> list[TableOption]:
    """List the tables that a round may have.

    Parameters
    ----------
    floor : Floor
        The evening.
    number : int
        The round, from 0.

    Returns
    -------
    table_options : list of TableOption
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
            found.append(TableOption(0, out, 0, 0))
            continue
        for tables in range(
            -(-seated // evening.table_size), min(most, seated // evening.smallest) + 1
        ):
            base, more = divmod(seated, tables)
            meetings = more * comb(base + 1, 2) + (tables - more) * comb(base, 2)
            found.append(TableOption(tables, out, meetings, base + (more > 0)))
    return found


def _may_sit_out(floor: Floor, number: int) -> int:
    """Count who has no seat in a round, where anybody may sit out at all."""
    if not floor.evening.sit_out_max_per_person:
        return 0
    return int((floor.here[number] & (floor.pins(number) < 0)).sum())
