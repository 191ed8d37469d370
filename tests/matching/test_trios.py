"""An odd one joins two others, where all three gain."""

import json

import pytest

from matching import History, Rules, introductions
from matching.__main__ import main
from tests.matching.rooms import person

TEA = {"interests": ["tea"], "asks": ["tax advice"], "offers": ["logo design"]}
FILM = {"interests": ["tea"], "asks": ["logo design"], "offers": ["tax advice"]}


def three(**more):
    return [
        person("ana", "A", **TEA, limit=1),
        person("bo", "B", **FILM, limit=1),
        person("cy", "C", **(TEA | more), limit=1),
    ]


def trios(people, history=None, **rules):
    found = introductions(people, history or History(), Rules(trios=True, floor=0.05, **rules))
    return [(one.first, one.second, one.third.id if one.third else None) for one in found]


def test_the_odd_one_joins_a_pair_and_both_new_pairs_have_their_reasons():
    [found] = introductions(three(), History(), Rules(trios=True, floor=0.05))

    assert {found.first, found.second, found.third.id} == {"ana", "bo", "cy"}
    assert found.third.with_first
    assert found.third.with_second
    assert 0.05 <= found.third.worth <= 1


def test_without_being_asked_for_there_are_only_pairs():
    [found] = introductions(three(), History(), Rules(floor=0.05))

    assert found.third is None


@pytest.mark.parametrize("apart", ["met", "blocked", "refused", "proposed"])
def test_all_three_pairs_must_be_permitted(apart):
    pair = ("ana", "cy")
    known = {pair: 1} if apart in {"met", "proposed"} else frozenset({pair})

    assert [third for *_pair, third in trios(three(), History(**{apart: known}))] == [None]


def test_nobody_joins_who_has_nothing_to_say_or_had_somebody_today():
    silent = {"interests": [], "asks": [], "offers": []}

    assert [third for *_pair, third in trios(three(**silent))] == [None]
    assert "cy" not in [third for *_pair, third in trios(three(had_today=1))]


def test_nobody_is_in_two_trios():
    people = [person(f"p{k}", "ABCDE"[k], **(FILM if k % 2 else TEA), limit=1) for k in range(5)]

    found = trios(people)

    named = [name for trio in found for name in trio if name]
    assert sorted(named) == sorted(one.id for one in people)


def test_the_command_line_makes_trios_when_asked(tmp_path, capsys):
    file = tmp_path / "people.json"
    crowd = [{"id": name, "industry": name} | (FILM if name == "b" else TEA) for name in "abc"]
    file.write_text(json.dumps(crowd))

    assert main(["introductions", str(file), "--trios"]) == 0

    [found] = json.loads(capsys.readouterr().out)
    assert {found["a"], found["b"], found["c"]} == {"a", "b", "c"}
    assert found["c_reasons"]["a"][0]["text"]
    assert found["c_reasons"]["b"][0]["text"]
