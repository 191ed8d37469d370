"""Time makes a pair new again."""

import pytest

from matching import History, Person
from matching.people.features import room_of
from matching.texts.tf_idf import GramSpace
from matching.worth.freshness import staleness


@pytest.mark.parametrize(("days", "level"), [(30, 1), (60, 1), (120, 0.5), (180, 0.25)])
def test_a_pair_becomes_new_again_after_the_cooling_time(days, level):
    room = room_of([Person(id="ana"), Person(id="bo"), Person(id="cy")], GramSpace)
    history = History(proposed={("ana", "bo"): days, ("bo", "gone"): 1})

    stale = staleness(room, history, cooling_days=60)

    assert stale.toarray().tolist() == [[0, level, 0], [level, 0, 0], [0, 0, 0]]
