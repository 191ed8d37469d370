"""What of a room stays the same while nobody comes, goes or writes anew, for the next look."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from threading import Lock
from typing import Any

from matching.garbage_collection import collection_paused
from matching.people.features import Room, room_where
from matching.people.order import alone_in, in_order
from matching.people.profiles import told_by
from matching.texts.text import Encoder
from matching.types import Person
from matching.wants.gains import Gains, gains
from matching.worth.rivals import rivals

# A room of so many takes some 20 MB at most; larger ones are not kept.
_LARGEST, _MOST = 1_000, 4
_fields = attrgetter("industry", "industry_group")
_LOCK = Lock()
# By all that the rest depends on: what people tell, their fields, and who had nobody today. What
# else changes during a day is not among it: who was left out, where they sit.
_KEPT: OrderedDict[tuple[Any, ...], "Prepared"] = OrderedDict()


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
    with collection_paused():
        told = tuple(map(told_by, here))
    profiles = encoder, alone_in(here), told, tuple(map(_fields, here))
    with _LOCK:
        found = _KEPT.get(profiles)
        if found is not None:
            _KEPT.move_to_end(profiles)
    if found is None:
        room = room_where(here, told, encoder)
        found = Prepared(room, gains(room), rivals(room))
        _keep(profiles, found)
        return found
    return Prepared(found.room.with_people(here), found.gains, found.rivals)


def _keep(profiles: tuple[Any, ...], found: Prepared) -> None:
    if len(found.room) > _LARGEST:
        return
    with _LOCK:
        _KEPT[profiles] = found
        if len(_KEPT) > _MOST:
            _KEPT.popitem(last=False)
