"""Which ask is met by which offer, as the matching understands both: compared once, and kept.

What two texts mean to each other hangs on these two alone, so that it is kept by the texts, as
what each of them means is.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from sqlalchemy.orm import Session

import matching
from app.services.cache import Cache
from app.services.matchmaking import matchmaking_meanings as meanings

Said = tuple[str, tuple[str, ...]]
"""The words of an ask or an offer, and the names of its tags."""
MOST_READ = 10
"""So many texts that nobody ever read are read for one page; the others for the next."""
MOST_KEPT = 400
MOST_COMPARED = 2_000
"""After so many only what is said in the room is kept: people change what they write."""


class Side(NamedTuple):
    """Asks, or offers, of one member and of many others."""

    mine: Sequence[Said]
    theirs: Mapping[int, Sequence[Said]]
    are_asks: bool
    """Whether those of the one member are the asks."""


class Fitting(NamedTuple):
    """What of others fits what one member said."""

    to: dict[Said, frozenset[Said]]
    is_whole: bool
    """Whether everything was read; otherwise more may fit at the next look."""


@dataclass(slots=True)
class _Heard:
    """What something was compared with so far, and what of it fits."""

    compared: set[Said] = field(default_factory=set)
    fitting: set[Said] = field(default_factory=set)

    def forget_but(self, said: set[Said]) -> None:
        """Keep what is said here where too much was compared that is not."""
        if len(self.compared) > MOST_COMPARED:
            self.compared, self.fitting = self.compared & said, self.fitting & said


_heard: dict[bool, Cache[Said, _Heard]] = {
    are_asks: Cache(at_most=MOST_KEPT) for are_asks in (True, False)
}


def fitting(session: Session, side: Side, *, by: int) -> Fitting:
    """Say what of others fits what this member said, beside the tags that both carry."""
    said: set[Said] = set().union(*side.theirs.values())
    heard = dict(
        zip(
            side.mine,
            _heard[side.are_asks].all_of(side.mine, lambda new: [_Heard() for _ in new]),
            strict=True,
        )
    )
    for one in heard.values():
        one.forget_but(said)
    new = set().union(*(said - one.compared for one in heard.values()))
    unread = _unread(session, side, new, by=by) if new else set()
    for mine, one in heard.items():
        _compare(mine, one, said - one.compared - unread, side)
    return Fitting({mine: frozenset(one.fitting & said) for mine, one in heard.items()}, not unread)


def forget() -> None:
    """Forget what was compared, as a new process has not; for those who measure."""
    for kept in _heard.values():
        kept.forget()


def other_names(sought: Sequence[str], names: Collection[str]) -> list[set[str]]:
    """Find for each of those sought its other names among names of tags."""
    return matching.other_names(sought, names) if sought and names else [set() for _ in sought]


def _compare(mine: Said, heard: _Heard, new: Collection[Said], side: Side) -> None:
    if not new:
        return
    others = list(new)
    wants = [_want(mine)], [_want(one) for one in others]
    found = matching.meets(*(wants if side.are_asks else reversed(wants))).ravel()
    # In this order, so that whoever looks meanwhile compares twice rather than finds nothing.
    heard.fitting.update(one for one, fits in zip(others, found.tolist(), strict=True) if fits)
    heard.compared.update(others)


def _unread(session: Session, side: Side, new: Collection[Said], *, by: int) -> set[Said]:
    """Take up what was read before, and a little more; give what nobody has read yet."""
    of = dict(_texts_of(side, new, by=by))
    missing = meanings.recall(session, of)
    unread = matching.unread(text for texts in missing.values() for text in texts)
    first = sorted(unread, key=lambda text: text not in of[by])
    later = set(islice(first, MOST_READ, None))
    return {one for one in new if later and matching.text_of(_want(one)) in later}


def _texts_of(
    side: Side, new: Collection[Said], *, by: int
) -> Iterator[tuple[int, frozenset[str]]]:
    yield by, _texts(side.mine)
    for member_id, theirs in side.theirs.items():
        if texts := _texts(one for one in theirs if one in new):
            yield member_id, texts


def _texts(said: Iterable[Said]) -> frozenset[str]:
    return frozenset(matching.text_of(_want(one)) for one in said)


def _want(said: Said) -> matching.Want:
    words, tags = said
    return matching.Want(words=words, skills=tags)
