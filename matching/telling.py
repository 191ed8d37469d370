"""What a person tells, as it is read: their wants with their tags, and their bio."""

import functools
from collections.abc import Callable, Sequence
from operator import attrgetter

from matching.texts.text import LONGEST, tidy
from matching.types import Person, Want

# More offers or asks than anybody reads; a list of thousands would only slow the room.
MOST_WANTS = 40


def listed(
    people: Sequence[Person], of: Callable[[Person], tuple[Want, ...]]
) -> list[tuple[int, Want]]:
    """List everybody's wants with their owners, in an order that does not depend on chance.

    Parameters
    ----------
    people : sequence of Person
        In order.
    of : callable
        Gives the offers, or the asks, of a person.

    Returns
    -------
    listed : list of (int, Want)
        The owner's position and the want; wants without any letter or tag are left out.
    """
    return [
        (row, want)
        for row, person in enumerate(people)
        for want in of(person)[:MOST_WANTS]
        if any(map(str.isalnum, want.words[:LONGEST])) or want.skills
    ]


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
    both = (listed([person], of) for of in (attrgetter("offers"), attrgetter("asks")))
    told = (told_of(want.words[:LONGEST], want.skills) for wants in both for _, want in wants)
    return frozenset((*told, tidy(person.bio)))


# Most wants come again with every room.
@functools.lru_cache(maxsize=50_000)
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
