"""What goes into matching and what comes out: frozen values, no rows, no clock.

What is not put into these cannot be used, which keeps the privacy of matching visible.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from matching.errors import InvalidValue
from matching.field_types import (
    NUMBER,
    WHOLE,
    require,
    require_fields,
    require_texts,
    require_wants,
)
from matching.rules import Weights

PersonId = str
Pair = tuple[PersonId, PersonId]


def pair(a: PersonId, b: PersonId) -> Pair:
    """Write two people as one pair, whoever is named first.

    Parameters
    ----------
    a, b : str
        The ids of two different people.

    Returns
    -------
    pair : (str, str)
        Both ids, the smaller first.

    Raises
    ------
    InvalidValue
        If both are the same person.

    Examples
    --------
    >>> pair("bo", "ana")
    ('ana', 'bo')
    """
    if a == b:
        msg = f"nobody is a pair with themselves: {a!r}"
        raise InvalidValue(msg)
    return (a, b) if a < b else (b, a)


class Want(NamedTuple):
    """One offer or one ask of a person.

    Parameters
    ----------
    words : str
        What is offered or looked for, in the person's own words.
    skills : tuple of str
        Canonical tag names; the caller has merged aliases.
    kind : str
        For asks only: ``"supplier"``, ``"mentor"``, ``"collaborator"``, ``"feedback"``,
        ``"client"``, ``"hire"`` or ``"other"``; empty when nothing was said.
    """

    words: str
    skills: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who is present, open and willing to be introduced.

    Whoever is absent, unlisted, heads-down or unwilling is not handed over at all.

    Parameters
    ----------
    id : str
        Names the person in every answer; unique in the room.
    industry : str
        Code of the industry, as fine as is known; empty when unknown.
    industry_group : str
        A coarser code. People of the same group are nearer to each other.
    company : str
        The company's name as written; compared without case, accents and legal form.
    offers, asks : tuple of Want
        What the person can help with, and what they look for.
    interests : tuple of str
        Interests beside work.
    bio : str
        Headline and what they work on now.
    zone : str
        Where they sit, when known.
    limit : int
        Introductions still possible today; with 0 the person takes no part.
    had_today : int
        Introductions had today already. Two people who both had one are not proposed to
        each other, so that the places they have left are there for whoever comes later.
    left_out_days : int
        Attended, willing days in a row without an introduction, today not counted.
    is_newcomer : bool
        Whether the person is new to the space.
    competitors : tuple of str
        Names of companies the person does not want to be introduced to.
    reach : float
        The person's own dial, from 0 (nearer to my field) to 1 (further from it).
    weights : Weights or None
        What counts how much for this person; the room's weights when None.
    says_yes, hears_yes : float
        How readily the person says yes and is said yes to, in log-odds beyond what is usual,
        shrunken; see `matching.lessons.learning`. Only counts with a lesson, and is shown nowhere.
    """

    id: PersonId
    industry: str = ""
    industry_group: str = ""
    company: str = ""
    offers: tuple[Want, ...] = ()
    asks: tuple[Want, ...] = ()
    interests: tuple[str, ...] = ()
    bio: str = ""
    zone: str = ""
    limit: int = 2
    had_today: int = 0
    left_out_days: int = 0
    is_newcomer: bool = False
    competitors: tuple[str, ...] = ()
    reach: float = 0.5
    weights: Weights | None = None
    says_yes: float = 0.0
    hears_yes: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what no person can have."""
        require_fields(self, _TEXTS, str, "a text")
        require_fields(self, _COUNTS, WHOLE, "a whole number")
        require_fields(self, ("reach", "says_yes", "hears_yes"), NUMBER, "a number")
        require_fields(self, ("weights",), (Weights, type(None)), "Weights or None")
        require_texts(self, ("interests", "competitors"))
        require_wants(self, ("offers", "asks"), Want)
        if not self.id:
            msg = "a person needs an id"
            raise InvalidValue(msg)
        if min(self.limit, self.had_today, self.left_out_days) < 0:
            msg = f"limit, had_today and left_out_days of {self.id!r} are counts, never negative"
            raise InvalidValue(msg)
        if not 0 <= self.reach <= 1:
            msg = f"reach of {self.id!r} is {self.reach}, not between 0 and 1"
            raise InvalidValue(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What the space remembers about pairs of people.

    Every pair is in id order, as `pair` makes it. Pairs with somebody who is not in the
    room have no effect at all.

    Parameters
    ----------
    met : mapping of pair to int
        Pairs that ever met, and how many days ago they last did.
    proposed : mapping of pair to int
        Pairs that were proposed to each other, and how many days ago the last time was.
    refused : frozenset of pair
        Pairs of which one has said "not this person".
    blocked : frozenset of pair
        Pairs of which one has blocked the other.
    """

    met: Mapping[Pair, int] = field(default_factory=dict)
    proposed: Mapping[Pair, int] = field(default_factory=dict)
    refused: frozenset[Pair] = frozenset()
    blocked: frozenset[Pair] = frozenset()

    def __post_init__(self) -> None:
        """Refuse pairs that are not in order: they would silently break a rule."""
        for name in ("met", "proposed"):
            require(name, getattr(self, name), Mapping, "a mapping of pairs")
        for name in ("refused", "blocked"):
            require(name, getattr(self, name), AbstractSet, "a set of pairs")
        for name in ("met", "proposed", "refused", "blocked"):
            for a, b in getattr(self, name):
                if not a < b:
                    msg = f"{name} has the pair ({a!r}, {b!r}), which is not in id order"
                    raise InvalidValue(msg)


_TEXTS = ("id", "industry", "industry_group", "company", "bio", "zone")
_COUNTS = ("limit", "had_today", "left_out_days")
