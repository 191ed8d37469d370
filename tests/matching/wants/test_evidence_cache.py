"""What is remembered of a room is the same as if it were compared anew."""

import numpy as np
import pytest

from matching import Person, Want
from matching.people.features import room_of
from matching.texts.encoders import Blend
from matching.texts.tf_idf import GramSpace
from matching.wants import comparison, evidence_cache, evidence_table
from matching.wants.comparison import comparison_of
from matching.wants.competition import competition_of


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch):
    monkeypatch.setattr(evidence_cache, "_KEPT", [])
    monkeypatch.setattr(comparison, "_FEWEST_CELLS", 0)
    monkeypatch.setattr(evidence_table, "_FEW_MORE", 3)


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


def a_room(*words, space=Blend):
    """Let everybody ask for one thing and offer another; whoever is named twice is there twice."""
    people = [
        Person(
            id=f"p{at}",
            asks=(Want(words=f"{word} for shops", skills=("tea", "ink")[: len(word) % 3]),),
            offers=(Want(words=f"{word} for schools", skills=("ink", "wax")[: len(word) % 2]),),
        )
        for at, word in enumerate(words)
    ]
    return room_of(people, space)


def compared(*words):
    """Give all that was compared in a room, and the competition."""
    found = comparison_of(a_room(*words))
    every = np.arange(len(found.asks.names)), np.arange(len(found.offers.names))
    competition = found.competition.asks.tolist(), found.competition.offers.tolist()
    return found.evidence(*every).tolist(), competition


ROOMS = [
    ("tea", "ink", "wax", "ux"),
    ("tea", "soap", "ink", "wax", "ux"),
    ("ux", "wax", "soap", "ink", "tea", "tea", "ink"),
    ("soap", "ux", "user experience", "tea"),
    ("soap", "ux", "user experience", "tea", "wax", "ink", "inks", "cups"),
    ("bread", "milk"),
    ("tea", "ink", "wax", "ux", "soap", "milk"),
    ("tea", "ink", "wax", "ux"),
]


def test_room_after_room_it_is_the_same_as_compared_anew():
    kept = [compared(*words) for words in ROOMS]

    for words, found in zip(ROOMS, kept, strict=True):
        evidence_cache._KEPT.clear()
        assert compared(*words) == found


def test_the_competition_is_that_of_the_room_alone():
    for words in ROOMS:
        found = comparison_of(a_room(*words))
        table = found.evidence(np.arange(len(found.asks.names)), np.arange(len(found.offers.names)))

        competition = competition_of([table[:2], table[2:]], found.asks.count, found.offers.count)

        assert found.competition.asks.tolist() == competition.asks.tolist()
        assert found.competition.offers.tolist() == competition.offers.tolist()


def test_of_somebody_who_arrives_only_their_own_texts_are_compared(made):
    compared("tea", "ink", "wax")
    compared("tea", "soap", "ink", "wax")
    compared("tea", "soap", "wax")

    # All with all, then the new ask with all offers, and all other asks with the new offer.
    assert made == [9, 4, 3]


def test_whoever_was_away_when_somebody_came_is_compared_anew(made):
    for words in ("tea ink wax", "tea ink soap", "tea ink soap wax"):
        compared(*words.split())

    assert made == [9, 3, 2, 4, 3]


def test_a_room_that_goes_on_takes_the_place_of_the_one_before():
    for words in ("tea ink wax", "tea ink wax soap cups inks", "bread milk"):
        compared(*words.split())

    places = [len(one.asks.names) for one in evidence_cache._KEPT]
    assert places == [6, 2]


def test_where_there_is_no_place_left_a_larger_one_is_made_of_what_is_known(made):
    rooms = ["tea ink wax", "tea ink wax soap cups inks", "tea ink wax soap cups inks mugs"]
    for words in rooms:
        compared(*words.split())

    assert made == [9, 18, 9, 7, 7]
    assert [len(one.asks.count) for one in evidence_cache._KEPT] == [7 + 3]


def test_few_of_many_are_looked_at_by_themselves_with_what_is_known_of_them(made):
    few, many = ("tea", "ink"), ("tea", "ink", "wax", "soap", "cups", "inks", "mugs")
    alone = compared(*few)
    evidence_cache._KEPT.clear()
    made.clear()

    compared(*many)
    found = [compared(*few) for _ in range(2)]

    assert found == [alone, alone]
    assert sum(made) == 49
    assert [len(one.asks.names) for one in evidence_cache._KEPT] == [7, 2]


def test_no_more_than_a_few_rooms_are_kept(monkeypatch):
    sizes = []
    for k in range(12):
        compared(f"trade {k}", f"craft {k}")
        sizes.append(len(evidence_cache._KEPT))
    assert sizes == [*range(1, 9), 8, 8, 8, 8]

    monkeypatch.setattr(evidence_cache, "_MOST", 3 * len(evidence_cache._KEPT[0]))
    compared("tea", "ink")
    assert len(evidence_cache._KEPT) <= 3


def test_letters_alone_depend_on_the_room_and_are_not_remembered():
    comparison_of(a_room("tea", "ink", space=GramSpace))

    assert evidence_cache._KEPT == []
