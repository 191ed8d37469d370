"""What a person tells, as it is read: their wants with their tags, and their bio."""

import functools
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from matching.texts.text import LONGEST, tidy
from matching.types import Person, Want

# More offers or asks than anybody reads; a list of thousands would only slow the room.
MOST_WANTS = 40
# Who looks for these names a trade in the tags, and it may be their own.
_CLIENTS = "client"
# Kinds of asks that a meeting in person serves best.
_IN_PERSON = frozenset({"mentor", "supplier"})
_kind = attrgetter("kind")

Name = str
"""What an offer or an ask says, as it is read, and in a second line the tags that it carries.

It is looked up again and again, and a text alone remembers its own hash.
"""


class Said(NamedTuple):
    """What an offer or an ask says, as it is read.

    Parameters
    ----------
    text : str
        Its words and its tags, tidied.
    name : Name
        The same for all that say the same.
    tags : frozenset of str
        Its tags, tidied.
    """

    text: str
    name: Name
    tags: frozenset[str]


class Listed(NamedTuple):
    """The offers or the asks of a person that have any letter or tag, in their own order.

    Parameters
    ----------
    wants : tuple of Want
        As they were written.
    said : tuple of Said
        What each says.
    """

    wants: tuple[Want, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """All that a person tells, as it is read.

    Parameters
    ----------
    offers, asks : Listed
        What they can help with and what they look for.
    bio : str
        What they write about themselves, tidied.
    interests : frozenset of str
        Beside work, tidied.
    in_person : bool
        Whether they look for somebody to learn from or to buy from.
    """

    offers: Listed
    asks: Listed
    bio: str
    interests: frozenset[str]
    in_person: bool


def told_by(person: Person) -> Told:
    """Read what a person tells.

    Parameters
    ----------
    person : Person
        Anybody.

    Returns
    -------
    told : Told
        The same object whenever the same is told, as long as it is remembered.
    """
    told = person.offers, person.asks, person.bio, person.interests
    try:
        return _read(*told)
    except TypeError:  # Lists where tuples are asked for are read all the same, and not kept.
        return _read.__wrapped__(*told)


# Most people come again with every room; at most some 20 MB are kept.
@functools.lru_cache(maxsize=10_000)
def _read(
    offers: tuple[Want, ...], asks: tuple[Want, ...], bio: str, interests: tuple[str, ...]
) -> Told:
    return Told(
        _listed(offers),
        _listed(_met_by_offers(offers, asks)),
        tidy(bio),
        frozenset(map(tidy, interests)) - {""},
        not _IN_PERSON.isdisjoint(map(_kind, asks)),
    )


def _met_by_offers(offers: tuple[Want, ...], asks: tuple[Want, ...]) -> tuple[Want, ...]:
    """Leave out asks for clients whose tags are all of one's own trade.

    Whoever offers the same is a colleague and no client. Those who look for what one offers are
    found by their own asks.
    """
    if _CLIENTS not in map(_kind, asks):
        return asks
    own = frozenset(tidy(tag) for offer in offers for tag in offer.skills)
    return tuple(
        ask
        for ask in asks
        if ask.kind != _CLIENTS or not ask.skills or not own.issuperset(map(tidy, ask.skills))
    )


def _listed(wants: tuple[Want, ...]) -> Listed:
    some = wants[:MOST_WANTS]
    said = [_said(want.words[:LONGEST], tuple(want.skills)) for want in some]
    read = [one for one in said if one is not None]
    if len(read) < len(said):
        some = tuple(want for want, one in zip(some, said, strict=True) if one is not None)
    return Listed(tuple(some), tuple(read))


# Most wants come again with every room.
@functools.lru_cache(maxsize=50_000)
def _said(words: str, skills: tuple[str, ...]) -> Said | None:
    """Read a want; nothing where it has no letter nor tag."""
    if not skills and not any(map(str.isalnum, words)):
        return None
    text = told_of(words, skills)
    # No tidied text has two lines, so that none is what another says with its tags.
    name = f"{text}\n{skills!r}" if skills else text
    return Said(text, name, frozenset(map(tidy, skills)))


def texts_of(person: Person) -> frozenset[str]:
    """Give all that is read of a person, as it is read.

    Parameters
    ----------
    person : Person
        Anybody.

    Returns
    -------
    texts : frozenset of str
        Their wants, each with its tags, and their bio.

    Examples
    --------
    >>> wants = (Want(words="Tax advice", skills=("tax", "VAT")),)
    >>> sorted(texts_of(Person(id="ana", offers=wants, bio="Accountant")))
    ['accountant', 'tax advice vat']
    """
    told = told_by(person)
    return frozenset((*(one.text for one in (*told.offers.said, *told.asks.said)), told.bio))


def told_of(said: str, skills: tuple[str, ...]) -> str:
    """Give the whole text of a want: its words, and the tags they do not hold already.

    Parameters
    ----------
    said : str
        Its words.
    skills : tuple of str
        Its tags.

    Returns
    -------
    told : str
        Tidied.

    Examples
    --------
    >>> told_of("Tax advice", ("tax", "VAT"))
    'tax advice vat'
    """
    words = tidy(said)
    return tidy(" ".join([words, *(tag for tag in map(tidy, skills) if tag not in words)]))
