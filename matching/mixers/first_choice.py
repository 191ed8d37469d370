"""Which tables are tried first: the fewest at which people who cannot share them have room."""

from collections import Counter
from collections.abc import Iterator

from matching.mixers.evenings.floor import Floor, floor_of
from matching.mixers.evenings.shapes import FEWEST, Shape, Spare, shape
from matching.worth.constraints import company_name


def first_choice(floor: Floor, choices: list[Spare]) -> Floor:
    """Lay the fewest tables at which firms, industries and roles have room, round by round.

    Parameters
    ----------
    floor : Floor
        The evening at the fewest tables.
    choices : list of Spare
        Tables and benches that rounds can have beyond the fewest.

    Returns
    -------
    floor : Floor
        The same where that has room for everybody, or no choice has.

    Notes
    -----
    Of people no two of whom may share a table each table has one at most. Where mentors meet
    mentees and there are twice as many mentees, half of them sit out, and a search at tables
    for all would be in vain. What takes more than counting is left to `obstacles`.
    """
    wider = [_wider(floor, number, choices) for number in range(floor.evening.rounds)]
    if all(spare == FEWEST for spare in wider):
        return floor
    return floor_of(floor.evening, spare=wider)


def _wider(floor: Floor, number: int, choices: list[Spare]) -> Spare:
    """Choose for a round the first tables that have room; the fewest where none have."""
    crowds = list(_crowds(floor, number))
    if _has_room(floor.shapes[number], crowds):
        return FEWEST
    for spare in choices[1:]:
        if _has_room(shape(floor.evening, number, spare=spare), crowds):
            return spare
    return FEWEST


def _has_room(tables: Shape, crowds: list[tuple[Counter[str], int, int]]) -> bool:
    """Say whether a round seats so many people although of each crowd few may share a table."""
    return all(
        sum(tables.sizes) <= alone + sum(min(count, most * tables.used) for count in heads.values())
        for heads, most, alone in crowds
    )


def _crowds(floor: Floor, number: int) -> Iterator[tuple[Counter[str], int, int]]:
    """Count people by what they have in common, how many of them a table takes, and all others."""
    evening = floor.evening
    here = [one for one, there in zip(evening.attendees, floor.here[number], strict=True) if there]
    if not evening.keep_together:
        yield _counted([company_name(one.company) for one in here], 1)
    if evening.max_same_industry is not None:
        yield _counted([one.industry for one in here], evening.max_same_industry)
    if evening.cross_role_only and not evening.keep_together:
        heads = Counter(one.role for one in here)
        yield heads, 1, 0


def _counted(names: list[str], most: int) -> tuple[Counter[str], int, int]:
    heads = Counter(name for name in names if name)
    return heads, most, len(names) - sum(heads.values())
