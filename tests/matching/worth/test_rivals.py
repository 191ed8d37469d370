"""Who sells the same thing, found the short way as well as one by one."""

import itertools

import numpy as np
import pytest

from matching import Person, Want
from matching.people.features import room_of
from matching.texts.tf_idf import GramSpace
from matching.worth.rivals import rivals

SAME = float(np.log(0.99 / 0.01))


def one_by_one(room):
    """Compare every offer with every other offer of the industry."""

    def shared(a, b):
        theirs = room.offers.text[room.offers.owner == b]
        mine = room.offers.text[room.offers.owner == a]
        return (room.texts.evidence(mine, theirs) >= SAME).any(axis=1).sum(), len(mine), len(theirs)

    found = set()
    for a, b in itertools.permutations(range(len(room)), 2):
        if room.industry[a] == room.industry[b] >= 0 and min(a, b) < room.alone:
            both, mine, theirs = shared(a, b)
            if both and (mine, a) < (theirs, b) and both >= mine / 2:
                found.add((a, b))
    return found


@pytest.mark.parametrize("texts", [6, 80])
def test_whoever_sells_the_same_is_found_however_many_write_it(texts):
    chance = np.random.default_rng(texts)
    people = [
        Person(
            id=f"{k:02}",
            industry=str(chance.choice(["", "a", "b", "c"])),
            offers=tuple(
                Want(words=f"Work number {at * 977}") for at in chance.integers(0, texts, k % 4)
            ),
            had_today=int(chance.integers(2)),
        )
        for k in range(60)
    ]
    room = room_of(people, GramSpace)

    assert sorted(rivals(room)) == sorted(one_by_one(room)) != []


def test_nobody_who_offers_nothing_is_a_rival():
    assert (
        rivals(room_of([Person(id="a", industry="x"), Person(id="b", industry="x")], GramSpace))
        == []
    )
