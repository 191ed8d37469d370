"""What of a room stays the same while nobody comes, goes or writes anew, for the next look."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from threading import Lock
from typing import Any

from matching.features import Room, alone_in, in_order, room_of
from matching.gains import Gains, gains
from matching.rivals import rivals
from matching.texts.text import Encoder
from matching.types import Person

# A room of so many takes some 20 MB at most; larger ones are not kept.
_LARGEST, _MOST = 1_000, 4
# All of a person that the rest depends on, beside whether they had somebody today. What else
# changes during a day is not among it: who was left out, where they sit.
_profile = attrgetter("industry", "industry_group", "offers", "asks", "interests", "bio")
_LOCK = Lock()
# By the hash of profiles, which takes a moment, together with what it is the hash of.
_KEPT: OrderedDict[int, tuple[tuple[Any, ...], "Prepared"]] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A room, and all that takes long to find out about it.

    Parameters
    ----------
    room : Room
        The people.
    gains : Gains
        What everybody could get from those who had nobody today, and these from everybody.
    rivals : list of (int, int)
        Row numbers of those who sell the same thing, one of whom had nobody today.
    """

    room: Room
    gains: Gains
    rivals: list[tuple[int, int]]


def prepared(people: Sequence[Person], encoder: Encoder, *, seed: int = 0) -> Prepared:
    """Prepare a room, or take what was prepared when people with the same profiles were in.

    Parameters
    ----------
    people : sequence of Person
        Everybody who may be introduced, each id once.
    encoder : Encoder
        Reads the texts.
    seed : int
        The order of people, as in `room_of`.

    Returns
    -------
    prepared : Prepared
        The same as if it had been prepared anew: it is found by all that it is made from.
    """
    here = in_order(people, seed)
    profiles = (encoder, alone_in(here), *map(_profile, here))
    place = _place(profiles) if len(here) <= _LARGEST else None
    kept = _kept(place, profiles)
    if kept is None:
        room = room_of(people, encoder, seed=seed)
        kept = Prepared(room, gains(room), rivals(room))
        _keep(place, profiles, kept)
    return Prepared(kept.room.with_people(here), kept.gains, kept.rivals)


def _place(profiles: tuple[Any, ...]) -> int | None:
    try:
        return hash(profiles)
    except TypeError:  # Lists where tuples are asked for are read all the same, and not kept.
        return None


def _kept(place: int | None, profiles: tuple[Any, ...]) -> Prepared | None:
    with _LOCK:
        if place is None or place not in _KEPT:
            return None
        _KEPT.move_to_end(place)
        known, found = _KEPT[place]
    return found if known == profiles else None


def _keep(place: int | None, profiles: tuple[Any, ...], found: Prepared) -> None:
    if place is None:
        return
    with _LOCK:
        _KEPT[place] = profiles, found
        if len(_KEPT) > _MOST:
            _KEPT.popitem(last=False)
