"""What is kept of a room for the next look at it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from matching import Rules, Want, introductions
from matching import preparation as module
from matching.preparation import prepared
from matching.texts.tf_idf import GramSpace
from tests.matching.rooms import a_studio, rooms


def anew(*asked):
    module._KEPT.clear()
    return introductions(*asked)


@given(rooms(), st.integers(0, 2), st.integers(0, 2))
def test_a_second_look_is_the_same_as_a_first(drawn, seed, had_today):
    people, history = drawn
    rules = Rules(seed=seed)
    introductions(people, history, rules)
    later = [
        replace(one, had_today=had_today, left_out_days=0, zone="door", reach=0.9, company="")
        for one in people
    ]

    assert introductions(later, history, rules) == anew(later, history, rules)


def test_whoever_writes_anew_is_read_anew():
    before = prepared(a_studio(), GramSpace)
    ana, *others = a_studio()
    changed = [replace(ana, offers=(Want(words="Tea tasting"),)), *others]

    assert prepared(a_studio(), GramSpace).gains is before.gains
    assert prepared(changed, GramSpace).gains is not before.gains


def test_few_rooms_are_kept_and_none_that_is_large(monkeypatch):
    module._KEPT.clear()
    for seed in range(module._MOST + 3):
        prepared(a_studio(), GramSpace, seed=seed)
    assert len(module._KEPT) == module._MOST

    module._KEPT.clear()
    monkeypatch.setattr(module, "_LARGEST", 12)
    prepared(a_studio(), GramSpace)
    assert not module._KEPT
