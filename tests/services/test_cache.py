"""What is kept: made once, for its own key only, and never too much."""

from datetime import timedelta

from app.services.cache import Cache, Remembered


def shouting(asked):
    """Give a maker that notes what it was asked for."""

    def make(keys):
        asked.append(keys)
        return [key.upper() for key in keys]

    return make


def test_each_is_made_once_and_given_in_the_order_asked():
    asked, kept = [], Cache(at_most=10)

    first = kept.all_of(["a", "b"], shouting(asked))
    second = kept.all_of(["c", "b", "a"], shouting(asked))

    assert (first, second) == (["A", "B"], ["C", "B", "A"])
    assert asked == [["a", "b"], ["c"]]


def test_nothing_is_made_where_all_is_kept_or_nothing_is_asked():
    asked, kept = [], Cache(at_most=10)
    kept.all_of(["a"], shouting(asked))

    assert kept.all_of(["a"], shouting(asked)) == ["A"]
    assert kept.all_of([], shouting(asked)) == []
    assert asked == [["a"]]


def test_what_was_not_asked_for_longest_is_forgotten_first():
    asked, kept = [], Cache(at_most=2)
    kept.all_of(["a", "b"], shouting(asked))
    kept.all_of(["a"], shouting(asked))

    kept.all_of(["c"], shouting(asked))

    kept.all_of(["a", "c"], shouting(asked))
    kept.all_of(["b"], shouting(asked))
    assert asked == [["a", "b"], ["c"], ["b"]]
    assert len(kept) == 2


def test_more_than_can_be_kept_is_given_all_the_same():
    kept = Cache(at_most=2)

    assert kept.all_of(["a", "b", "c"], shouting([])) == ["A", "B", "C"]
    assert len(kept) == 2


def test_what_is_remembered_holds_for_its_version_and_until_its_moment(now):
    later, made, remembered = now + timedelta(hours=1), iter("abcd"), Remembered(at_most=10)

    def ask(version, moment):
        return remembered.of("who", lambda: (next(made), later), version=version, now=moment)

    answers = [ask(1, now), ask(1, now), ask(2, now), ask(2, later), ask(1, now)]

    assert answers == ["a", "a", "b", "c", "d"]
