"""What is remembered of a room is the same as if it were compared anew."""

import numpy as np
import pytest

from matching.texts import comparisons, vectors
from matching.texts.comparisons import compared
from matching.texts.encoders import Blend
from matching.texts.grams import GramSpace


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch):
    monkeypatch.setattr(comparisons, "_KEPT", [])
    monkeypatch.setattr(comparisons, "_FEWEST_CELLS", 0)


@pytest.fixture
def made(monkeypatch):
    """Note how many pairs of texts are compared."""
    seen = []
    evidence = Blend.evidence

    def watched(space, left, right):
        seen.append(len(left) * len(right))
        return evidence(space, left, right)

    monkeypatch.setattr(Blend, "evidence", watched)
    return seen


def a_room(*words):
    """Let everybody ask for one thing and offer another."""
    texts = [f"{word} for {whom}" for word in words for whom in ("shops", "schools")]
    return texts, np.arange(0, len(texts), 2), np.arange(1, len(texts), 2)


ROOMS = [
    ("tea", "ink", "wax", "ux"),
    ("tea", "soap", "ink", "wax", "ux"),
    ("soap", "ux", "user experience", "tea"),
    ("bread", "milk"),
    ("tea", "ink", "wax", "ux"),
]


def test_room_after_room_it_is_the_same_as_compared_anew():
    for words in ROOMS:
        texts, left, right = a_room(*words)
        anew = Blend(texts).evidence(left, right)

        assert compared(Blend(texts), left, right).tolist() == anew.tolist()


def test_of_somebody_who_arrives_only_their_own_texts_are_compared(made):
    for words in (["tea", "ink", "wax"], ["tea", "soap", "ink", "wax"]):
        texts, left, right = a_room(*words)
        compared(Blend(texts), left, right)

    # All with all, then the new ask with all offers, and all asks with the new offer.
    assert made == [9, 4, 4]


def test_a_room_that_goes_on_takes_the_place_of_the_one_before():
    for words in (["tea", "ink", "wax"], ["tea", "soap", "ink", "wax"], ["bread", "milk"]):
        texts, left, right = a_room(*words)
        compared(Blend(texts), left, right)

    assert [len(room.left) for room in comparisons._KEPT] == [4, 2]


def test_no_more_than_a_few_rooms_are_kept():
    for k in range(9):
        texts, left, right = a_room(f"trade {k}", f"craft {k}")
        compared(Blend(texts), left, right)

    assert len(comparisons._KEPT) == 4


def test_letters_alone_depend_on_the_room_and_are_not_remembered():
    texts, left, right = a_room("tea", "ink")

    compared(GramSpace(texts), left, right)

    assert comparisons._KEPT == []


def test_vectors_begin_anew_when_there_is_no_room_for_more(monkeypatch):
    monkeypatch.setattr(vectors, "_SHELVES", {})
    monkeypatch.setattr(vectors, "_MOST", 5)
    rooms = [["tea", "ink", "wax"], ["ink", "soap"], ["milk", "bread", "tea"], [*"abcdef"]]
    spaces = [(Blend(texts), np.arange(len(texts))) for texts in rooms]

    before = [space.evidence(rows, rows).tolist() for space, rows in spaces]
    monkeypatch.setattr(vectors, "_MOST", 8_000)
    monkeypatch.setattr(vectors, "_SHELVES", {})

    assert before == [Blend(space.texts).evidence(rows, rows).tolist() for space, rows in spaces]
