"""What a meeting is worth, part by part."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given

from matching import History, Person, Rules, Want, Weights
from matching.introductions import today
from matching.texts.tf_idf import GramSpace
from matching.worth.affinity import meetings
from tests.matching.rooms import person, rooms


def day_of(*people, history=None):
    return today(people, history or History(), Rules(), GramSpace)


def parts_between(one, other, *more, history=None):
    day = day_of(one, other, *more, history=history)
    row = day.room.row
    levels = meetings(day, np.array([row[one.id]]), Weights()).parts
    return {name: float(level[0, row[other.id]]) for name, level in levels.items()}


def worth_between(one, other, weights=None):
    day = day_of(one, other)
    rows = np.array([day.room.row[one.id]])
    return float(meetings(day, rows, weights or Weights()).worth[0, day.room.row[other.id]])


def test_each_part_has_its_weight():
    assert list(parts_between(Person(id="a"), Person(id="b"))) == [
        part.name for part in fields(Weights)
    ]


def test_two_who_help_each_other_are_worth_much_more_than_one_who_helps():
    ana = person("ana", "C", offers=["food labelling"], asks=["packaging design"])
    bo = person("bo", "M", offers=["packaging design"], asks=["food labelling"])
    cy = person("cy", "M", offers=["packaging design"])

    mutual, one_sided = worth_between(ana, bo), worth_between(ana, cy)

    assert mutual > 2 * one_sided > Rules().floor


ONLY_ZONE = Weights(**{part.name: float(part.name == "zone") for part in fields(Weights)})


def test_only_what_has_weight_counts():
    ana, bo = Person(id="a", zone="window"), Person(id="b", zone="window")

    assert worth_between(ana, bo, ONLY_ZONE) == 1
    assert worth_between(ana, replace(bo, zone="door"), ONLY_ZONE) == 0


def test_everybody_may_weigh_for_themselves():
    ana = person("ana", "A", weights=ONLY_ZONE, zone="window")
    bo = person("bo", "A", weights=Weights(cross_industry=10**9), zone="window")

    assert worth_between(ana, bo) == worth_between(bo, ana) == pytest.approx(0.5)


def test_some_common_ground_is_better_than_none_or_all():
    def ground(one, other):
        return parts_between(Person(id="a", **one), Person(id="b", **other))["common_ground"]

    group = {"industry_group": "tech"}
    same = {**group, "interests": ("tea",), "bio": "Maps of cities"}

    assert ground({}, {}) == 0
    assert ground(group, group) == pytest.approx(4 * 0.2 * 0.8)
    assert ground(same, same) < 0.1


def test_a_rare_common_interest_is_nearer_to_the_middle_than_none():
    ana, bo = Person(id="a", interests=("chess", "tea")), Person(id="b", interests=("chess",))
    crowd = [Person(id=f"p{i}", interests=("tea",)) for i in range(9)]

    assert parts_between(ana, bo, *crowd)["common_ground"] > 0.8
    assert parts_between(ana, crowd[0], *crowd[1:], bo)["common_ground"] < 0.6


@pytest.mark.parametrize(
    ("other", "nearer", "middle", "further"),
    [
        ({"industry": "J2", "industry_group": "tech"}, 1, 0.5, 0.25),
        ({"industry": "A", "industry_group": "farm"}, 0.5, 1, 1),
        ({"industry": "J1", "industry_group": "tech"}, 0.5, 0, 0),
        ({"industry": ""}, 0.5, 0.5, 0.5),
    ],
)
def test_the_dial_moves_from_near_fields_to_far_ones(other, nearer, middle, further):
    levels = []
    for reach in (0, 0.5, 1):
        me = Person(id="me", industry="J1", industry_group="tech", reach=reach)
        levels.append(parts_between(me, Person(id="you", reach=reach, **other))["cross_industry"])

    assert levels == [nearer, middle, further]


def test_a_newcomer_is_worth_meeting_for_somebody_well_connected():
    new, old, shy = Person(id="new", is_newcomer=True), Person(id="old"), Person(id="shy")
    friends = [Person(id=f"p{i}") for i in range(5)]
    history = History(met={("old", friend.id): 3 for friend in friends})

    assert parts_between(new, old, shy, *friends, history=history)["newcomer"] == 1
    assert parts_between(new, shy, old, *friends, history=history)["newcomer"] == 0


def test_two_newcomers_are_no_help_to_each_other():
    new, also = Person(id="new", is_newcomer=True), Person(id="also", is_newcomer=True)
    friends = [Person(id=f"p{i}") for i in range(5)]
    history = History(met={("also", friend.id): 3 for friend in friends})

    assert parts_between(new, also, *friends, history=history)["newcomer"] == 0


def test_a_mentor_is_best_met_in_person_if_the_fit_is_there():
    ask = Want(words="tax advice", kind="mentor")
    ana, bo = Person(id="a", asks=(ask,)), person("b", "", offers=["tax advice"])

    assert parts_between(ana, bo)["kind"] > 0.9
    assert parts_between(ana, Person(id="c"))["kind"] == 0


def test_neighbours_sit_in_the_same_zone():
    ana, bo = Person(id="a", zone="window"), Person(id="b", zone="window")

    assert parts_between(ana, bo)["zone"] == 1
    assert parts_between(Person(id="a"), Person(id="b"))["zone"] == 0


@given(rooms())
def test_every_part_is_between_0_and_1_and_the_same_from_either_side(drawn):
    people, history = drawn
    day = today(people, history, Rules(), GramSpace)

    for level in meetings(day, np.arange(len(day.room)), Weights()).parts.values():
        assert level.shape == (len(day.room), len(day.room))
        assert ((level >= 0) & (level <= 1 + 1e-6)).all()
        np.testing.assert_allclose(level, level.T, atol=1e-5)


def test_common_acquaintances_count_up_to_three():
    ana, bo, *friends = [Person(id=name) for name in "abcdef"]

    def shared(count):
        met = {(x, friend.id): 1 for x in "ab" for friend in friends[:count]}
        return parts_between(ana, bo, *friends, history=History(met=met))["acquaintance"]

    assert [round(shared(count), 2) for count in (0, 1, 3, 4)] == [0, 0.33, 1, 1]


def test_bridges_join_circles_and_long_chains():
    met = [("a", "b"), ("b", "c"), ("c", "d"), ("e", "f")]
    history = History(met=dict.fromkeys(met, 1))
    ana, *others = [Person(id=name) for name in "abcdefg"]

    bridging = [
        parts_between(ana, other, *[p for p in others if p is not other], history=history)
        for other in others
    ]

    # The last one is a stranger to all.
    assert [level["bridging"] for level in bridging] == [0.5, 0, 0.5, 1, 1, 0]
