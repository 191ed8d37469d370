"""What is known of the people in a room, as arrays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np

from matching.tags import incidence, interests
from matching.telling import listed, told_of
from matching.texts.text import LONGEST, Encoder, Floats, Rows, TextSpace, tidy
from matching.types import Person, PersonId, Want

if TYPE_CHECKING:
    from scipy import sparse

# Kinds of asks that a meeting in person serves best: somebody to learn from or to buy from.
_IN_PERSON = frozenset({"mentor", "supplier"})


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
    told : tuple of str
        Their texts.
    """

    owner: Rows
    text: Rows
    tags: "sparse.csr_array"
    wants: tuple[Want, ...]
    told: tuple[str, ...]


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
    return np.array([number.get(value, -1) for value in listed], dtype=np.intp)


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
    offers = listed(here, lambda person: person.offers)
    asks = listed(here, lambda person: person.asks)
    told = [told_of(want.words[:LONGEST], want.skills) for _, want in (*offers, *asks)]
    told += [tidy(person.bio) for person in here]
    number = {text: i for i, text in enumerate(sorted(set(told)))}
    text = np.array([number[one] for one in told], dtype=np.intp)
    tags = incidence(
        [frozenset(map(tidy, want.skills)) for _, want in (*offers, *asks)],
        [owner for owner, _ in (*offers, *asks)],
        len(here),
    )
    cut = len(offers)
    end = cut + len(asks)
    return Room(
        people=here,
        row=_rows(here),
        alone=alone_in(here),
        texts=encoder(list(number)),
        offers=_wants(offers, text[:cut], tags[:cut], told[:cut]),
        asks=_wants(asks, text[cut:end], tags[cut:], told[cut:end]),
        bio=text[end:],
        interests=interests(here),
        industry=codes(person.industry for person in here),
        industry_group=codes(person.industry_group or person.industry for person in here),
        zone=_zones(here),
        in_person=np.array(
            [any(ask.kind in _IN_PERSON for ask in person.asks) for person in here],
            dtype=np.float32,
        ),
        reach=_reaches(here),
        writes=any(person.bio for person in here),
    )


def in_order(people: Sequence[Person], seed: int) -> tuple[Person, ...]:
    """Put people in an order that depends on their ids, the seed, and who had somebody today.

    Parameters
    ----------
    people : sequence of Person
        Everybody, each id once.
    seed : int
        With 0 they stand in id order; any other number shuffles them, always alike.

    Returns
    -------
    people : tuple of Person
        The same people; whoever had nobody today comes first.
    """
    in_order = sorted(people, key=attrgetter("id"))
    if seed:
        order = np.random.default_rng(seed).permutation(len(in_order)).tolist()
        in_order = [in_order[i] for i in order]
    return tuple(sorted(in_order, key=lambda person: person.had_today > 0))


def alone_in(people: Sequence[Person]) -> int:
    """Count those who had nobody today.

    Parameters
    ----------
    people : sequence of Person
        Anybody.

    Returns
    -------
    alone : int
        How many there are.
    """
    return sum(not person.had_today for person in people)


def _rows(people: Sequence[Person]) -> dict[PersonId, int]:
    return {person.id: row for row, person in enumerate(people)}


def _zones(people: Sequence[Person]) -> Rows:
    return codes(person.zone for person in people)


def _reaches(people: Sequence[Person]) -> Floats:
    return np.array([person.reach for person in people], dtype=np.float32)


def _wants(
    listed: list[tuple[int, Want]], text: Rows, tags: "sparse.csr_array", told: list[str]
) -> Wants:
    owner = np.array([row for row, _ in listed], dtype=np.intp)
    return Wants(owner, text, tags, tuple(want for _, want in listed), tuple(told))
