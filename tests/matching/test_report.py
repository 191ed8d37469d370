"""What became of the introductions of some time."""

from matching import Look, Past, Report, report


def past(first, second, day, version="1", **more):
    return Past(first=first, second=second, day=day, version=version, **more)


def test_each_version_is_judged_by_its_own_days_and_pairs():
    made = [
        past("a", "b", 1, is_mixed=True, is_agreed=True, has_met=True),
        past("a", "c", 1),
        past("a", "b", 3, "2", is_agreed=True),
        past("c", "d", 9, "2", had_met=True, has_met=True),
    ]
    attended = {("a", 0), ("a", 1), ("b", 1), ("c", 1), ("d", 2), ("d", 9), ("a", 4)}
    looks = [Look(version="1", value=1, bound=2), Look(version="1", value=2, bound=2)]

    first, second = report(made, looks, attended, cooling_days=5)

    assert first == Report(
        version="1",
        introductions=2,
        share_of_bound=0.75,
        people=4,
        coverage=3 / 5,
        evenness=0.25,
        never=1,
        cross_industry=0.5,
        repeats=0,
        agreed=0.5,
        met=1,
    )
    assert second == Report(
        version="2",
        introductions=2,
        share_of_bound=None,
        people=2,
        coverage=0.5,
        evenness=0.5,
        never=1,
        cross_industry=0,
        repeats=2,
        agreed=0.5,
        met=0,
    )


def test_the_same_two_are_a_repeat_only_within_the_cooling_time():
    made = [past("a", "b", 1), past("a", "b", 6)]

    assert [report(made, [], (), cooling_days=days)[0].repeats for days in (5, 6)] == [0, 1]


def test_nothing_can_be_said_of_nothing():
    [found] = report([past("a", "b", 1)], [], (), cooling_days=5)

    assert report([], [], (), cooling_days=5) == []
    assert (found.coverage, found.evenness, found.met, found.people) == (None, None, None, 0)


def test_the_three_pairs_of_a_trio_are_one_introduction_for_each_of_the_three():
    three = [past(one, other, 1, trio=7) for one, other in ("ab", "ac", "bc")]

    [found] = report([*three, past("d", "e", 1)], [], {(who, 1) for who in "abcde"}, cooling_days=5)

    assert (found.introductions, found.evenness, found.coverage) == (4, 0, 1)
