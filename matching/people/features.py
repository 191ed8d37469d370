"""What is known of the people in a room, as arrays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from matching.people.numbers import catalogue
from matching.people.order import alone_in, in_order
from matching.people.profiles import Listed, Told, told_by
from matching.people.tags import incidence, interests
from matching.texts.text import Encoder, Floats, Rows, TextSpace, tidy
from matching.texts.text_numbers import Numbered
from matching.types import Person, PersonId, Want

if TYPE_CHECKING:
    from scipy import sparse

_all = chain.from_iterable


@dataclass(frozen=True, slots=True)
class Wants:
    """All offers, or all asks, of a room in one list.

    Parameters
    ----------
    owner : ndarray of shape (w,), dtype=intp
        The row of the person behind each; rising.
    text : ndarray of shape (w,), dtype=intp
        The row of its text in the room's text space.
    tags : sparse array of shape (w, n_tags)
        The rarity of each skill tag that it carries, from above 0 to 1.
    wants : tuple of Want
        The values themselves.
    names : Numbered
        What each says, its tags with it.
    """

    owner: Rows
    text: Rows
    tags: "sparse.csr_array"
    wants: tuple[Want, ...]
    names: Numbered


@dataclass(frozen=True, slots=True)
class Room:
    """The people who may be introduced today, in an order that does not depend on chance.

    Parameters
    ----------
    people : tuple of Person
        Row number is position.
    row : mapping of str to int
        Row number by id.
    alone : int
        How many had nobody today. They stand first, and one of them is in every pair.
    texts : TextSpace
        All texts of the room.
    offers, asks : Wants
        What they can help with and what they look for.
    bio : ndarray of shape (n,), dtype=intp
        The row of each person's bio in `texts`.
    interests : sparse array of shape (n, n_interests)
        Weighed by rarity; rows of length 1, or 0 without interests.
    industry, industry_group, zone : ndarray of shape (n,), dtype=intp
        Codes; -1 where unknown.
    in_person : ndarray of shape (n,), dtype=float32
        1 for those who look for somebody to learn from or to buy from, else 0.
    reach : ndarray of shape (n,), dtype=float32
        Everybody's own dial.
    writes : bool
        Whether anybody writes about themselves.
    """

    people: tuple[Person, ...]
    row: dict[PersonId, int]
    alone: int
    texts: TextSpace
    offers: Wants
    asks: Wants
    bio: Rows
    interests: "sparse.csr_array"
    industry: Rows
    industry_group: Rows
    zone: Rows
    in_person: Floats
    reach: Floats
    writes: bool

    def __len__(self) -> int:
        """Count the people."""
        return len(self.people)

    def with_people(self, people: tuple[Person, ...]) -> "Room":
        """Put others, or the same at another time, in the places of people with equal profiles.

        Parameters
        ----------
        people : tuple of Person
            As many, in the same order; all they have said of themselves is the same, and as
            many of them had nobody today.

        Returns
        -------
        room : Room
            With their ids, their zones and their dials.
        """
        return replace(
            self, people=people, row=_rows(people), zone=_zones(people), reach=_reaches(people)
        )


def codes(values: Iterable[str]) -> Rows:
    """Give different values numbers in order of the alphabet; the empty one has -1.

    Parameters
    ----------
    values : iterable of str
        One value a person.

    Returns
    -------
    codes : ndarray of shape (n,), dtype=intp
        The same number for the same value.

    Examples
    --------
    >>> codes(["tea", "", "ink", "tea"]).tolist()
    [1, -1, 0, 1]
    """
    listed = list(values)
    number = {value: i for i, value in enumerate(sorted(set(listed) - {""}))}
    number[""] = -1
    return np.fromiter(map(number.__getitem__, listed), np.intp, len(listed))


def room_of(people: Sequence[Person], encoder: Encoder, *, seed: int = 0) -> Room:
    """Turn people into arrays; the order in which they come makes no difference.

    Parameters
    ----------
    people : sequence of Person
        Everybody who may be introduced, each id once.
    encoder : Encoder
        Reads the texts.
    seed : int
        The order of people, as in `in_order`.

    Returns
    -------
    room : Room
        The same people in that order.
    """
    here = in_order(people, seed)
    return room_where(here, list(map(told_by, here)), encoder)


def room_where(here: tuple[Person, ...], told: Sequence[Told], encoder: Encoder) -> Room:
    """Turn people into arrays who were put in order, and of whom is known what they tell.

    Parameters
    ----------
    here : tuple of Person
        In order.
    told : sequence of Told
        What each tells.
    encoder : Encoder
        Reads the texts.

    Returns
    -------
    room : Room
        The same people in that order.
    """
    known = catalogue()
    numbers = known.numbers(told)
    sides = [one.offers for one in numbers], [one.asks for one in numbers]
    both, likes = [*sides[0], *sides[1]], [one.interests for one in numbers]
    owner = [_owners([one.names for one in side]) for side in sides]
    cut, end = len(owner[0]), len(owner[0]) + len(owner[1])
    texts, text = known.numbered(
        [*_all(one.texts for one in both), *(one.bio for one in numbers)]
    ).each_once()
    carried = list(_all(one.tags for one in both))
    tags = incidence(
        known.numbered(_all(carried)), _owners(carried), np.concatenate(owner), len(here)
    )
    names = [known.numbered(_all(one.names for one in side)) for side in sides]
    wants = _wants([one.offers for one in told]), _wants([one.asks for one in told])
    return Room(
        people=here,
        row=_rows(here),
        alone=alone_in(here),
        texts=encoder(texts),
        offers=Wants(owner[0], text[:cut], tags[:cut], wants[0], names[0]),
        asks=Wants(owner[1], text[cut:end], tags[cut:], wants[1], names[1]),
        bio=text[end:],
        interests=interests(known.numbered(_all(likes)), _owners(likes), len(here)),
        industry=_named([person.industry for person in here]),
        industry_group=_named([person.industry_group or person.industry for person in here]),
        zone=_zones(here),
        in_person=np.array([one.in_person for one in told], dtype=np.float32),
        reach=_reaches(here),
        writes=any(one.bio for one in told),
    )


def _rows(people: Sequence[Person]) -> dict[PersonId, int]:
    return {person.id: row for row, person in enumerate(people)}


def _zones(people: Sequence[Person]) -> Rows:
    return _named([person.zone for person in people])


def _named(values: Sequence[str]) -> Rows:
    """Give what is called the same the same number, in whichever case somebody wrote it."""
    name = {value: tidy(value) for value in set(values)}
    return codes(map(name.__getitem__, values))


def _reaches(people: Sequence[Person]) -> Floats:
    return np.array([person.reach for person in people], dtype=np.float32)


def _owners(held: Sequence[Sequence[object]]) -> Rows:
    """Say whose each is of what they hold, one after the other."""
    return np.repeat(np.arange(len(held)), np.fromiter(map(len, held), np.intp, len(held)))


def _wants(listed: Sequence[Listed]) -> tuple[Want, ...]:
    return tuple(chain.from_iterable(one.wants for one in listed))
