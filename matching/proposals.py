"""What comes out of matching: pairs, and the reasons for them as data."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import repeat
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from matching.types import PersonId

Row = TypeVar("Row", bound=tuple[Any, ...])


def row_by_row(kind: type[Row], *columns: Iterable[object]) -> Iterator[Row]:
    """Make many named tuples of one kind, whose fields are given column by column.

    Parameters
    ----------
    kind : type
        Which kind.
    *columns : iterable
        One for each field, in order; some may go on for ever, but not all.

    Returns
    -------
    rows : iterator of that kind
        A room of five hundred has thousands: to call the kind for each takes twice as long.

    Examples
    --------
    >>> [reason] = row_by_row(Reason, [ReasonKind.SAME_ZONE], [0.2], *[repeat("")] * 5,
    ...     [("window",)], repeat(()), repeat(False))
    >>> reason.words
    ('window',)
    """
    return map(tuple.__new__, repeat(kind), zip(*columns, strict=False))


class ReasonKind(StrEnum):
    """What a reason says; the app has the sentences for each."""

    ASK_MEETS_OFFER = "ask_meets_offer"
    INDUSTRIES = "industries"
    SHARED_INTEREST = "shared_interest"
    SHARED_SKILL = "shared_skill"
    COMMON_ACQUAINTANCE = "common_acquaintance"
    NEWCOMER = "newcomer"
    SAME_ZONE = "same_zone"


class Reason(NamedTuple):
    """One concrete reason why two people should meet, as data and not as prose.

    Parameters
    ----------
    kind : ReasonKind
        What the reason says.
    strength : float
        How strong it is, from 0 to 1.
    who, other : str
        For ``ASK_MEETS_OFFER`` the id of who asks and of who offers; for ``NEWCOMER`` who
        is new and who is well connected; for ``INDUSTRIES`` whose industries they are.
        Empty where a reason holds for both alike.
    ask, offer : str
        The very words of the ask and of the offer.
    ask_kind : str
        The kind of that ask, empty when nothing was said.
    words : tuple of str
        Shared interests, shared skills, both industries' codes (in the order `who`,
        `other`), or the zone.
    people : tuple of str
        For ``COMMON_ACQUAINTANCE`` the ids of people in the room whom both have met.
    is_guess : bool
        For ``ASK_MEETS_OFFER`` whether the offer meets the ask less likely than not, which is to
        be said with care.
    """

    kind: ReasonKind
    strength: float
    who: PersonId = ""
    other: PersonId = ""
    ask: str = ""
    offer: str = ""
    ask_kind: str = ""
    words: tuple[str, ...] = ()
    people: tuple[PersonId, ...] = ()
    is_guess: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Third:
    """Somebody who joins two others and would be alone without them.

    Parameters
    ----------
    id : str
        Who.
    worth : float
        Mean worth of the two new pairs, from 0 to 1.
    worth_with_first, worth_with_second : float
        Worth of either of them.
    with_first, with_second : tuple of Reason
        Why to meet either of the two.
    """

    id: PersonId
    worth: float
    worth_with_first: float = 0.0
    worth_with_second: float = 0.0
    with_first: tuple[Reason, ...] = ()
    with_second: tuple[Reason, ...] = ()


class Proposal(NamedTuple):
    """Two people who should be introduced today.

    Parameters
    ----------
    first, second : str
        Their ids, in id order.
    worth : float
        Worth of the meeting by its parts, from 0 to 1; what answers have taught is not in it.
    reasons : tuple of Reason
        At most three, the strongest first.
    starter : Reason or None
        The reason that makes the best beginning of a conversation.
    parts : mapping of str to float
        Each part of the worth by the name it has in `Weights`, from 0 to 1.
    is_explored : bool
        Whether it was chosen without what answers have taught, so that there is more to learn.
    third : Third or None
        Who joins the two, where the rules have trios.
    """

    first: PersonId
    second: PersonId
    worth: float
    reasons: tuple[Reason, ...] = ()
    starter: Reason | None = None
    parts: Mapping[str, float] = MappingProxyType({})
    is_explored: bool = False
    third: Third | None = None
