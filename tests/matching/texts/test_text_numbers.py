"""Texts have numbers, and stand where they stand whatever they are sought by."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from matching import Person, Want
from matching.people import numbers
from matching.people.features import room_of
from matching.people.numbers import catalogue
from matching.people.profiles import told_by
from matching.texts.text_numbers import Numbered, Numbering, Places
from matching.texts.tf_idf import GramSpace

TEXTS = ["tea", "ink", "wax", "tea", "soap", "ink"]


@pytest.fixture
def numbering():
    return Numbering()


def numbered(numbering, *texts):
    return Numbered(np.array([*map(numbering.number, texts)], dtype=np.intp), numbering)


def test_a_text_keeps_its_number(numbering):
    assert [*map(numbering.number, TEXTS)] == [0, 1, 2, 0, 3, 1]
    assert [*map(numbering.number, ["soap", "cups"])] == [3, 4]
    assert [*numbering.texts.values()] == ["tea", "ink", "wax", "soap", "cups"]


def test_numbered_texts_are_the_texts(numbering):
    some = numbered(numbering, *TEXTS)

    assert (list(some), len(some), some[1], some[3:5]) == (TEXTS, 6, "ink", ["tea", "soap"])


def test_each_once_keeps_the_order_in_which_they_are_met(numbering):
    numbered(numbering, "soap", "ink")

    once, which = numbered(numbering, *TEXTS).each_once()

    assert list(once) == ["tea", "ink", "wax", "soap"]
    assert which.tolist() == [0, 1, 2, 0, 3, 1]


def test_none_at_all_are_none(numbering):
    once, which = numbered(numbering).each_once()

    assert (list(once), which.tolist(), Places().find(once).tolist()) == ([], [], [])


@pytest.mark.parametrize("given", [list, lambda texts: numbered(Numbering(), *texts)])
def test_texts_are_found_by_letters_and_by_numbers(numbering, given):
    places = Places(given(["tea", "ink"]))
    sought = ["wax", "ink", "tea"]

    for _ in range(2):
        assert places.find(sought).tolist() == [-1, 1, 0]
        assert places.find(numbered(numbering, *sought)).tolist() == [-1, 1, 0]
    assert places.missing(sought) == [0]


def test_what_was_not_there_is_found_once_it_is(numbering):
    places, some = Places(numbered(numbering, "tea")), numbered(numbering, "ink", "tea")
    before = places.find(some).tolist()

    places.add(["ink", "wax"])

    assert (before, places.find(some).tolist(), len(places)) == ([-1, 0], [1, 0], 3)
    assert places.find(numbered(Numbering(), "wax")).tolist() == [2]


def test_those_whose_places_are_given_stand_there(numbering):
    places = Places(numbered(numbering, "tea", "ink"), np.array([7, 3]))

    assert places.find(numbered(numbering, "ink", "soap", "tea")).tolist() == [3, -1, 7]
    assert places.find(["tea", "soap"]).tolist() == [7, -1]


def test_many_may_number_and_seek_at_once(numbering):
    texts = [f"text {k}" for k in range(3_000)]
    places = Places(texts)

    def seek(seed):
        order = np.random.default_rng(seed).permutation(len(texts))
        some = numbered(numbering, *(texts[k] for k in order))
        return [list(some), places.find(some).tolist()], [[texts[k] for k in order], order.tolist()]

    with ThreadPoolExecutor(4) as pool:
        for found, wanted in pool.map(seek, range(12)):
            assert found == wanted
    assert [numbering.texts[numbering.number(text)] for text in texts] == texts


def test_people_who_are_forgotten_are_read_again(monkeypatch):
    monkeypatch.setattr(numbers, "_MOST_PEOPLE", 2)
    told = [told_by(Person(id="ana", bio=f"Tea {k}", interests=("go",))) for k in range(4)]
    known = catalogue()

    found = [known.numbers(told) for _ in range(3)]

    assert found[0] == found[1] == found[2]
    assert len(known._known) == 4


def test_a_full_catalogue_makes_room_and_rooms_stay_the_same(monkeypatch):
    monkeypatch.setattr(numbers, "_MOST", 3)
    asks = tuple(Want(words=words, skills=("tax", "ux")) for words in ("Tea", "Ink", "tea"))
    people = [Person(id="ana", asks=asks, interests=("go",)), Person(id="bo", bio="Tea")]

    rooms = [room_of(people, GramSpace) for _ in range(2)]

    assert rooms[0].asks.names.numbering is not rooms[1].asks.names.numbering
    assert len(catalogue().numbering.texts) == 0
    for room in rooms:
        assert list(room.asks.names) == list(rooms[0].asks.names)
        assert room.asks.text.tolist() == [0, 1, 0]
        assert room.asks.tags.toarray().tolist() == [[1, 1]] * 3
        assert room.interests.toarray().tolist() == [[1], [0]]
