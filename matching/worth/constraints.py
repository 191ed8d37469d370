"""Which pairs may be proposed at all: the rules that no worth can outweigh."""

import functools
import re
import unicodedata
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from matching.memory import zeros
from matching.people.features import Room, codes
from matching.texts.text import tidy
from matching.types import History, Pair

Permission = npt.NDArray[np.bool_]

# Legal forms say nothing about who a company is.
_LEGAL_FORMS = frozenset(
    {"ab", "ag", "as", "bv", "co", "company", "corp", "corporation", "eurl", "gmbh", "inc"}
    | {"incorporated", "kg", "limited", "llc", "llp", "ltd", "mbh", "nv", "ohg", "oy", "plc"}
    | {"pty", "sa", "sarl", "sas", "sasu", "sl", "spa", "srl", "ug"}
)
# What people write who have no company; they are not colleagues of each other.
_NO_COMPANY = frozenset(
    {"freelance", "freelancer", "independent", "me", "myself", "n a", "na", "none", "self"}
    | {"self employed", "selfemployed", "sole trader"}
)


def company_name(name: str) -> str:
    """Write a company's name the way it is compared.

    Parameters
    ----------
    name : str
        The name as somebody typed it.

    Returns
    -------
    normal : str
        Without case, accents, punctuation and legal form; empty when it names no company.

    Examples
    --------
    >>> company_name("Müller & Söhne GmbH"), company_name("MULLER, SOHNE")
    ('muller sohne', 'muller sohne')
    >>> company_name("Freelance")
    ''
    """
    return _plain(name)


# Most names come again with every room.
@functools.lru_cache(maxsize=20_000)
def _plain(name: str) -> str:
    marks_off = unicodedata.normalize("NFKD", tidy(name).replace(".", ""))
    plain = "".join(letter for letter in marks_off if not unicodedata.combining(letter))
    words = re.findall(r"\w+", plain)
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    normal = " ".join(words)
    return "" if normal in _NO_COMPANY else normal


def allowed(
    room: Room, history: History, rivals: Iterable[tuple[int, int]], *, cooling_days: int
) -> Permission:
    """Say which pairs may be proposed to each other now.

    Parameters
    ----------
    room : Room
        The people.
    history : History
        What the space remembers.
    rivals : iterable of (int, int)
        Row numbers of those who sell the same thing.
    cooling_days : int
        A pair is not proposed again within so many days, and never twice on one day.

    Returns
    -------
    allowed : ndarray of shape (n, n), dtype=bool
        Symmetric; false on the diagonal and for people of one company, competitors, people
        who both had an introduction today, and pairs who have met, refused or blocked each
        other or are still cooling.

    Notes
    -----
    Competitors are people who sell the same thing, and people who name each other's company,
    on either side.
    """
    company = codes(company_name(person.company) for person in room.people).astype(np.int32)
    # In place: for thousands of people these are the largest arrays of all.
    may: Permission = zeros((len(room), len(room)), np.bool_)
    alone, others = slice(0, room.alone), slice(room.alone, len(room))
    np.not_equal.outer(company[alone], company, out=may[alone])
    may[alone, company < 0] = True
    np.fill_diagonal(may, val=False)
    may[others, alone] = may[alone, others].T
    _forbid(may, _named_competitors(room))
    _forbid(may, list(rivals))
    cooling = (pair for pair, days in history.proposed.items() if days < max(1, cooling_days))
    for pairs in (history.met, history.refused, history.blocked, cooling):
        _forbid(may, _rows(room, pairs))
    return may


def _forbid(may: Permission, rows: list[tuple[int, int]]) -> None:
    """Take pairs of rows out, both ways round."""
    if rows:
        one, other = np.array(rows, dtype=np.intp).T
        may[one, other] = may[other, one] = False


def _rows(room: Room, pairs: Iterable[Pair]) -> list[tuple[int, int]]:
    row = room.row
    return [(row[a], row[b]) for a, b in pairs if a in row and b in row]


def _named_competitors(room: Room) -> list[tuple[int, int]]:
    named = [
        (row, name)
        for row, person in enumerate(room.people)
        if person.competitors
        for name in map(company_name, person.competitors)
        if name
    ]
    if not named:
        return []
    staff: dict[str, list[int]] = {}
    for row, person in enumerate(room.people):
        staff.setdefault(company_name(person.company), []).append(row)
    return [(row, other) for row, name in named for other in staff.get(name, ())]
