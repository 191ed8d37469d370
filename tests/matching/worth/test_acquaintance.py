"""Who has met whom among those in the room."""

import numpy as np

from matching.worth.acquaintance import Acquaintance


def a_graph():
    met = [("ana", "bo"), ("bo", "cy"), ("dee", "eli"), ("ana", "gone"), ("gone", "dee")]
    return Acquaintance(["ana", "bo", "cy", "dee", "eli"], met)


def test_people_who_are_not_in_the_room_join_nobody():
    graph = a_graph()

    assert graph.common("ana", "cy") == ["bo"]
    assert graph.common("ana", "dee") == []
    assert (graph.distance("ana", "cy"), graph.distance("ana", "dee")) == (2, None)


def test_five_acquaintances_make_somebody_well_connected():
    graph = Acquaintance("abcdefg", [("a", x) for x in "bcdefg"])

    assert graph.connectedness().tolist() == [1, *[np.float32(0.2)] * 6]


def test_a_pair_that_is_named_both_ways_round_met_once():
    graph = Acquaintance("abc", [("a", "b"), ("b", "a")])

    assert graph.connectedness().tolist() == [np.float32(0.2), np.float32(0.2), 0]
    assert sorted(graph.graph.edges) == [("a", "b")]


def test_where_nobody_has_met_nobody_is_connected():
    graph = Acquaintance("ab", [])

    assert graph.connectedness().tolist() == [0, 0]
    assert graph.common("a", "b") == []
