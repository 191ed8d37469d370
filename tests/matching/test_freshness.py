"""Time makes a pair new again."""

import pytest

from matching import History, Person
from matching.features import room_of
from matching.freshness import freshness
from matching.text import n_grams


@pytest.mark.parametrize(("days", "level"), [(30, 0), (60, 0), (120, 0.5), (180, 0.75)])
def test_freshness_comes_back_after_the_cooling_time(days, level):
    room = room_of([Person(id="ana"), Person(id="bo"), Person(id="cy")], n_grams)
    history = History(proposed={("ana", "bo"): days, ("bo", "gone"): 1})

    fresh = freshness(room, history, cooling_days=60)

    assert fresh.tolist() == [[1, level, 1], [level, 1, 1], [1, 1, 1]]
