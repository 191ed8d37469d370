"""Values that nobody can have are refused at the door."""

import pytest

from matching import History, InvalidValue, Person, Rules, Weights, pair


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
