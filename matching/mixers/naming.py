"""People and numbers in sentences about an evening."""

from matching.mixers.floor import Floor
from matching.texts.text import Rows

# So many people of a crowd are named; the rest are counted.
_NAMED = 4


def people(floor: Floor, rows: Rows) -> str:
    """Name some people, and count the rest.

    Parameters
    ----------
    floor : Floor
        The evening.
    rows : ndarray of shape (k,), dtype=intp
        Who is meant.

    Returns
    -------
    words : str
        Such as "a, b and c".
    """
    names = [floor.evening.ids[i] for i in rows]
    if len(names) > _NAMED + 1:
        names = [*names[:_NAMED], f"{len(names) - _NAMED} others"]
    return listed(names)


def listed(names: list[str]) -> str:
    """Join words as in a sentence.

    Parameters
    ----------
    names : list of str
        One word or more.

    Returns
    -------
    words : str
        With "and" before the last.
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def tables(number: int) -> str:
    """Count tables in words.

    Parameters
    ----------
    number : int
        How many.

    Returns
    -------
    words : str
        Such as "1 table".
    """
    return "1 table" if number == 1 else f"{number} tables"
