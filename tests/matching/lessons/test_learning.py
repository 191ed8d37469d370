"""Answers teach what a yes hangs on, or nothing where there is nothing to learn."""

from dataclasses import replace

import numpy as np
import pytest

from matching import Answer, InvalidValue, Lesson, Person, Rules, introductions, taught
from matching.lessons.lesson import expected, explored
from matching.lessons.logistic_regression import NAMES
from matching.types import History
from matching.worth.candidates import Edges
from tests.matching.rooms import person


def answers(count, *, tastes=0.0, seed=3):
    """Answers of forty people; with tastes, some say yes readily, and all like their zone."""
    chance = np.random.default_rng(seed)
    ready = tastes * chance.normal(0, 1.3, 40)
    drawn = []
    for k in range(count):
        who, whom = (int(one) for one in chance.choice(40, 2, replace=False))
        parts = dict(zip(NAMES, chance.beta(2, 3, len(NAMES)).tolist(), strict=True))
        level = ready[who] + tastes * 3 * (parts["zone"] - 0.4) + parts["mutual"] - 0.8
        is_yes = bool(chance.random() < 1 / (1 + np.exp(-level)))
        drawn.append(Answer(who=str(who), whom=str(whom), day=k // 20, is_yes=is_yes, parts=parts))
    return drawn


def test_what_a_yes_hangs_on_is_learned_and_foretells_answers_not_heard():
    found = taught(answers(800, tastes=1))

    assert found.is_better
    assert found.loss < found.loss_without - 0.04
    assert found.lesson.gives > 0.5
    assert max(found.lesson.parts, key=found.lesson.parts.get) == "zone"


def test_where_there_is_nothing_to_learn_the_lesson_is_no_better():
    used = [taught(answers(200, seed=seed)).is_better for seed in range(8)]

    assert sum(used) <= 1


def test_more_to_gain_never_counts_against_a_yes():
    against = [
        replace(one, is_yes=one.parts["mutual"] + one.parts["best_side"] < 0.8)
        for one in answers(200)
    ]

    lesson = taught(against).lesson

    kept = {name: lesson.parts.get(name, 0) for name in ("mutual", "best_side", "freshness")}
    assert min(kept.values()) >= 0


def test_everything_may_go_against_sense_and_the_usual_remains():
    turned = [
        replace(one, parts=dict.fromkeys(("mutual", "zone"), 1.0 - one.is_yes), who=str(k))
        for k, one in enumerate(answers(100))
    ]

    assert taught(turned).lesson.parts.get("mutual", 0) >= 0


@pytest.mark.parametrize("count", [0, 59])
def test_few_answers_teach_nothing(count):
    assert taught(answers(count)) is None


def test_answers_all_alike_or_all_of_one_day_teach_nothing():
    alike = [replace(one, is_yes=True) for one in answers(100)]
    at_once = [replace(one, day=1) for one in answers(100)]

    assert taught(alike) is taught(at_once) is None


def test_the_order_of_answers_makes_no_difference():
    said = list({(one.day, one.who, one.whom): one for one in answers(120, tastes=1)}.values())

    assert taught(said) == taught(said[::-1])


LESSON = Lesson(base=-0.4, parts={"zone": 1.0}, gives=1.0, gets=1.0, usual=0.16)
EDGES = Edges(
    np.array([0, 0]), np.array([1, 2]), np.array([0.5, 0.5]), {"zone": np.array([0.0, 1.0])}
)


def test_a_lesson_shifts_worth_within_bounds_and_only_by_what_it_names():
    crowd = [Person(id=name) for name in "abc"]
    readier = [replace(crowd[0], says_yes=99, hears_yes=99), *crowd[1:]]

    plain, liked = expected(EDGES, crowd, Rules(lesson=LESSON, explore=0))
    most = expected(EDGES, readier, Rules(lesson=LESSON, explore=0))

    assert plain == pytest.approx(0.5, abs=0.01)
    assert plain < liked < most[1] == pytest.approx(0.5 / (0.1 + 0.9 * 0.16))
    assert expected(EDGES, readier, Rules()).tolist() == [0.5, 0.5]


def test_those_who_explore_are_matched_as_if_nothing_had_been_learned():
    crowd = [Person(id=name, says_yes=3) for name in "abc"]

    everybody = Rules(lesson=LESSON, explore=1)

    assert expected(EDGES, crowd, everybody).tolist() == [0.5, 0.5]
    assert explored(EDGES, crowd, everybody).tolist() == [True, True]
    assert explored(EDGES, crowd, Rules(explore=1)).tolist() == [False, False]


def test_everybody_explores_as_often_and_others_on_another_day():
    crowd = [Person(id=f"p{k}") for k in range(400)]
    alone = Edges(np.arange(399), np.full(399, 399), np.ones(399))
    days = [
        explored(alone, crowd, Rules(lesson=LESSON, explore=0.05, seed=seed)) for seed in range(40)
    ]

    each = np.mean([day for day in days if not day.all()], axis=0)

    assert 0.03 < each.mean() < 0.07
    assert each.max() < 0.3


def test_a_proposal_tells_its_worth_without_what_was_learned():
    people = [
        person("ana", "A", offers=["tax advice"], asks=["logo design"]),
        person("bo", "B", offers=["logo design"], asks=["tax advice"]),
    ]
    reluctant = [replace(one, says_yes=-2, hears_yes=-2) for one in people]

    plain = introductions(people, History())
    told = introductions(reluctant, History(), Rules(lesson=LESSON, explore=0))

    assert told == plain


@pytest.mark.parametrize(
    "wrong",
    [
        {"usual": 0},
        {"gives": -1},
        {"base": float("nan")},
        {"parts": {"gender": 1.0}},
    ],
    ids=str,
)
def test_what_cannot_have_been_learned_is_refused(wrong):
    with pytest.raises(InvalidValue):
        replace(LESSON, **wrong)
    with pytest.raises(InvalidValue):
        Rules(explore=2)
