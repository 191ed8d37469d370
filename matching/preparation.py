"""What of a room stays the same while nobody comes, goes or writes anew, for the next look."""

from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from operator import attrgetter
from threading import Lock
from typing import Any

from matching.features import Room, in_order, room_of
from matching.gains import Gains, gains
from matching.rivals import rivals
from matching.texts.text import Encoder
from matching.types import Person

# A room of so many takes some 20 MB at most; larger ones are not kept.
_LARGEST, _MOST = 1_000, 4
# All of a person that the rest depends on. What changes during a day is not among it: who had an
# introduction, who was left out, where they sit.
_profile = attrgetter("industry", "industry_group", "offers", "asks", "interests", "bio")
_LOCK = Lock()
_KEPT: OrderedDict[tuple[Any, ...], "Prepared"] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A room, and all that takes long to find out about it.

    Parameters
    ----------
    room : Room
        The people.
    gains : Gains
        What everybody could get from everybody.
    rivals : list of (int, int)
        Row numbers of those who sell the same thing.
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
    profiles = (encoder, *map(_profile, here))
    kept = _kept(profiles)
    if kept is None:
        room = room_of(people, encoder, seed=seed)
        kept = Prepared(room, gains(room), rivals(room))
        if len(here) <= _LARGEST:
            _keep(profiles, kept)
    return Prepared(kept.room.with_people(here), kept.gains, kept.rivals)


def _kept(profiles: tuple[Any, ...]) -> Prepared | None:
    with _LOCK, suppress(TypeError):  # Lists where tuples are asked for cannot be looked up.
        if profiles in _KEPT:
            _KEPT.move_to_end(profiles)
            return _KEPT[profiles]
    return None


def _keep(profiles: tuple[Any, ...], found: Prepared) -> None:
    with _LOCK, suppress(TypeError):
        _KEPT[profiles] = found
        if len(_KEPT) > _MOST:
            _KEPT.popitem(last=False)
