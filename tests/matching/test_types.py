"""Values that nobody can have are refused at the door."""

import numpy as np
import pytest

from matching import Attendee, Evening, History, InvalidValue, Person, Rules, Want, Weights, pair


def test_a_pair_is_the_same_whoever_is_named_first():
    assert pair("bo", "ana") == pair("ana", "bo") == ("ana", "bo")


def test_nobody_is_a_pair_with_themselves():
    with pytest.raises(InvalidValue, match="'ana'"):
        pair("ana", "ana")


@pytest.mark.parametrize(
    "wrong", [{"id": ""}, {"limit": -1}, {"left_out_days": -1}, {"reach": 1.5}, {"reach": -0.1}]
)
def test_a_person_who_cannot_be_is_refused(wrong):
    with pytest.raises(InvalidValue):
        Person(**{"id": "ana", **wrong})


@pytest.mark.parametrize(
    "memory",
    [
        {"met": {("bo", "ana"): 3}},
        {"proposed": {("bo", "ana"): 3}},
        {"refused": frozenset({("bo", "ana")})},
        {"blocked": frozenset({("bo", "ana")})},
    ],
)
def test_a_pair_in_the_wrong_order_is_refused_for_it_would_break_a_rule(memory):
    with pytest.raises(InvalidValue, match=r"\('bo', 'ana'\)"):
        History(**memory)


@pytest.mark.parametrize("wrong", [{"floor": 1.1}, {"cooling_days": -1}, {"candidates_each": 0}])
def test_rules_that_cannot_be_followed_are_refused(wrong):
    with pytest.raises(InvalidValue):
        Rules(**wrong)


def test_weights_are_never_negative_and_not_all_zero():
    nothing = dict.fromkeys(Weights.__dataclass_fields__, 0)

    with pytest.raises(InvalidValue):
        Weights(zone=-1)
    with pytest.raises(InvalidValue):
        Weights(zone=float("nan"))
    with pytest.raises(InvalidValue):
        Weights(**nothing)


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"id": 7}, "id of 7: must be a text, not a int"),
        ({"company": None}, "company of 'ana': must be a text"),
        ({"limit": "1"}, "limit of 'ana': must be a whole number, not a str"),
        ({"limit": 1.5}, "limit of 'ana': must be a whole number"),
        ({"reach": "far"}, "reach of 'ana': must be a number"),
        ({"weights": {"zone": 1}}, "weights of 'ana': must be Weights or None"),
        ({"interests": "tea"}, "interests of 'ana': must be a tuple of texts"),
        ({"asks": ("tea",)}, "asks of 'ana': must be a tuple of Want"),
        ({"offers": (Want("tea", "food"),)}, "offers of 'ana': must be a tuple of Want"),
    ],
)
def test_a_person_of_other_types_is_refused_by_the_name_of_the_field(wrong, fault):
    with pytest.raises(InvalidValue) as refused:
        Person(**{"id": "ana", **wrong})

    assert str(refused.value).startswith(fault)


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"attendees": ("ana",)}, "attendees[0]: must be an Attendee, not a str"),
        ({"attendees": [Attendee(id="ana")]}, "attendees: must be a tuple of Attendee"),
        ({"rounds": "2"}, "rounds: must be a whole number, not a str"),
        ({"table_size": None}, "table_size: must be a whole number"),
        ({"fixed": ["ana"]}, "fixed: must be a mapping, not a list"),
        ({"fixed": {"ana": "1"}}, "fixed.ana: must be a whole number"),
        ({"locked": {"0": {}}}, "locked['0']: must be the number of a round"),
        ({"absent": {0.5: {"ana"}}}, "absent[0.5]: must be the number of a round"),
        ({"keep_apart": [("ana", "bo")]}, "keep_apart: must be a set of pairs"),
    ],
)
def test_an_evening_of_other_types_is_refused_by_the_name_of_the_field(wrong, fault):
    people = tuple(Attendee(id=name) for name in ("ana", "bo"))

    with pytest.raises(InvalidValue) as refused:
        Evening(**{"attendees": people, "rounds": 1, "table_size": 2, **wrong})

    assert str(refused.value).startswith(fault)


def test_whole_numbers_of_numpy_are_whole_numbers():
    people = tuple(Attendee(id=name) for name in ("ana", "bo"))
    two = np.int64(2)

    assert Evening(attendees=people, rounds=1, table_size=two, max_same_industry=two).rounds == 1


@pytest.mark.parametrize("wrong", [{"met": [("ana", "bo")]}, {"blocked": [("ana", "bo")]}])
def test_a_memory_of_other_types_is_refused(wrong):
    with pytest.raises(InvalidValue, match=next(iter(wrong))):
        History(**wrong)
