"""How many people sit at each of so many tables: evenly, or so that few leave theirs."""

from matching.mixers.evenings.evening import Evening


def even_sizes(seated: int, tables: int, taken: tuple[int, ...]) -> tuple[int, ...]:
    """Share people among tables, evenly beside the seats that are taken.

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
        One for each table; 0 for those that stay empty before one that is taken. They differ by
        one at most, and are larger where more seats are taken, but for tables at which still
        more people have theirs.

    Examples
    --------
    >>> even_sizes(5, 2, (1, 0, 0, 1)), even_sizes(19, 3, (8, 1, 0))
    ((3, 0, 0, 2), (8, 6, 5))
    """
    if not tables:
        return ()
    need = [*taken, *[0] * tables]
    used = sorted(range(len(need)), key=lambda table: (not need[table], table))[:tables]
    sizes = _evenly(seated, used, need)
    return tuple(sizes.get(table, 0) for table in range(max(used) + 1))


def _evenly(seated: int, used: list[int], need: list[int]) -> dict[int, int]:
    """Share people out; a table at which more have their seats gets those, and is left aside."""
    if not used:
        return {}
    base, more = divmod(seated, len(used))
    larger = set(sorted(used, key=lambda table: (-need[table], table))[:more])
    sizes = {table: base + (table in larger) for table in used}
    given = {table: need[table] for table in used if need[table] > sizes[table]}
    if not given or sum(given.values()) > seated:
        return sizes
    others = [table for table in used if table not in given]
    return given | _evenly(seated - sum(given.values()), others, need)


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
