"""Who has met whom among those in the room."""

import numpy as np

from matching.acquaintance import Acquaintance

EVERYBODY = np.arange(5)


def a_graph():
    met = [("ana", "bo"), ("bo", "cy"), ("dee", "eli"), ("ana", "gone"), ("gone", "dee")]
    return Acquaintance(["ana", "bo", "cy", "dee", "eli"], met)


def test_people_who_are_not_in_the_room_join_nobody():
    graph = a_graph()

    assert graph.common("ana", "cy") == ["bo"]
    assert graph.common("ana", "dee") == []
    assert (graph.distance("ana", "cy"), graph.distance("ana", "dee")) == (2, None)


def test_common_acquaintances_count_up_to_three():
    graph = Acquaintance("abcdef", [(x, y) for x in "ab" for y in "cdef"])

    assert graph.shared(np.array([0])).round(2).tolist() == [[1, 1, 0, 0, 0, 0]]


def test_bridges_join_circles_and_long_chains():
    chain = Acquaintance("abcdef", [("a", "b"), ("b", "c"), ("c", "d"), ("e", "f")])

    assert chain.bridging(np.array([0])).tolist() == [[0, 0.5, 0, 0.5, 1, 1]]


def test_a_stranger_to_all_bridges_nothing():
    graph = Acquaintance("abc", [("a", "b")])

    assert graph.bridging(np.array([2])).tolist() == [[0, 0, 0]]


def test_five_acquaintances_make_somebody_well_connected():
    graph = Acquaintance("abcdefg", [("a", x) for x in "bcdefg"])

    assert graph.connectedness().tolist() == [1, *[np.float32(0.2)] * 6]


def test_where_nobody_has_met_everything_is_zero():
    graph = Acquaintance("ab", [])

    assert graph.shared(np.arange(2)).tolist() == [[0, 0], [0, 0]]
