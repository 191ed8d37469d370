"""Who fits whom in the demo space: believable asks, met by believable offers of other trades."""

from datetime import UTC, datetime
from itertools import combinations

import numpy as np
import pytest

from app.seed import reasons, space
from app.seed.members import Habit
from app.seed.story import SEED, cast, tell

TUESDAY = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)


def open_today(story):
    return sorted(
        visit.member
        for visit in story.visits
        if visit.day == space.today(TUESDAY)
        and visit.is_listed
        and not visit.heads_down_until
        and not visit.checked_out_at
    )


@pytest.mark.parametrize("seed", [SEED, SEED + 1, SEED + 3])
def test_most_who_are_in_today_meet_an_ask_or_have_one_met(seed):
    story = tell(seed, now=TUESDAY)
    known = {one.pair for one in (*story.introductions, *story.encounters)}
    fits = reasons.may_meet(story.members) & (reasons.fit(story.members) >= 1)
    inside = open_today(story)

    served = {
        number
        for pair in combinations(inside, 2)
        if fits[pair] and pair not in known
        for number in pair
    }

    assert len(served) > 0.65 * len(inside)


def test_asks_for_clients_or_people_to_hire_are_met_by_no_colleague():
    people, _usual = cast(SEED, today=TUESDAY.date())

    told = {
        reason.ask_kind
        for first, second in np.argwhere(np.triu(reasons.fit(people) >= 1)).tolist()
        for reason in reasons.between(people, first, second)
    }

    assert told - {""} == {"supplier", "mentor", "collaborator", "feedback", "other"}


def test_good_pairs_are_of_people_who_come_and_do_not_know_each_other():
    people, _usual = cast(SEED, today=TUESDAY.date())
    known = set(reasons.good_pairs(people, np.random.default_rng(1), count=20))

    pairs = reasons.good_pairs(people, np.random.default_rng(1), count=99, known=known)

    drawn = [number for pair in pairs for number in pair]
    assert len(drawn) == len(set(drawn)) >= 40
    assert not known & set(pairs)
    assert {people[number].habit for number in drawn}.isdisjoint({Habit.NEVER, Habit.LAPSED})
    assert not any(people[number].is_played for number in drawn)


def test_more_than_a_third_of_days_gone_by_met_an_ask():
    told = tell(SEED, now=TUESDAY).introductions

    met = [one for one in told if "ask_meets_offer" in {reason.kind for reason in one.reasons}]

    assert len(met) > 0.36 * len(told)
