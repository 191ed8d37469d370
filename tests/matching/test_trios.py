"""An odd one joins two others, where all three gain."""

import json
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching import History, Rules, introductions, joined
from matching.__main__ import main
from matching.worth.constraints import company_name
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


@st.composite
def odd_rooms(draw):
    """Five who could all help each other, with one thing or another between some of them."""
    people = [
        person(
            f"p{k}",
            "ABCDE"[k],
            **(FILM if k % 2 else TEA),
            limit=draw(st.sampled_from([1, 1, 1, 0])),
            company=draw(st.sampled_from(["", "", "Acme", "ACME Ltd"])),
            competitors=draw(st.sampled_from([(), (), ("Acme",)])),
        )
        for k in range(5)
    ]
    pairs = st.frozensets(st.sampled_from([*combinations([p.id for p in people], 2)]), max_size=2)
    proposed = dict.fromkeys(draw(pairs), draw(st.integers(0, 90)))
    met = dict.fromkeys(draw(pairs), 1)
    return people, History(met=met, proposed=proposed, refused=draw(pairs), blocked=draw(pairs))


@given(odd_rooms())
def test_every_rule_holds_between_any_two_of_three(drawn):
    people, history = drawn
    by_id = {member.id: member for member in people}
    kept_apart = {*history.met, *history.refused, *history.blocked} | {
        pair for pair, days in history.proposed.items() if days < 60
    }

    found = introductions(people, history, Rules(trios=True, floor=0))

    named = [name for one in found for name in (one.first, one.second)]
    thirds = [one.third.id for one in found if one.third]
    assert len(set(thirds)) == len(thirds)
    assert not set(thirds) & set(named)
    assert all(by_id[name].limit for name in thirds)
    for one in found:
        names = sorted([one.first, one.second, *([one.third.id] if one.third else [])])
        for both in combinations(names, 2):
            ours = [company_name(by_id[name].company) for name in both]
            assert both not in kept_apart
            assert "" in ours or ours[0] != ours[1]
            theirs = (map(company_name, by_id[name].competitors) for name in reversed(both))
            assert not any(mine in named for mine, named in zip(ours, theirs, strict=True))


def test_whoever_is_heads_down_or_absent_changes_no_trio():
    idle = person("zoe", "D", **FILM, limit=0)

    assert trios([*three(), idle]) == trios(three())


def test_the_command_line_makes_trios_when_asked(tmp_path, capsys):
    file = tmp_path / "people.json"
    crowd = [{"id": name, "industry": name} | (FILM if name == "b" else TEA) for name in "abc"]
    file.write_text(json.dumps(crowd))

    assert main(["introductions", str(file), "--trios"]) == 0

    [found] = json.loads(capsys.readouterr().out)
    assert {found["a"], found["b"], found["c"]} == {"a", "b", "c"}
    assert found["c_reasons"]["a"][0]["text"]
    assert found["c_reasons"]["b"][0]["text"]


def test_the_odd_one_joins_a_pair_that_was_chosen_just_before():
    people = three()
    people[0], people[1] = (replace(one, had_today=1) for one in people[:2])
    history = History(proposed={("ana", "bo"): 0})

    [found] = joined(people, history, [("ana", "bo")], Rules(floor=0.05))

    assert (found.pair, found.third) == (("ana", "bo"), "cy")
    assert [(one.first, one.second) for one in found.meetings] == [("ana", "cy"), ("bo", "cy")]
    assert all(one.reasons and one.starter and one.worth >= 0.05 for one in found.meetings)


@pytest.mark.parametrize("more", [{"had_today": 1}, {"limit": 0}])
def test_who_has_somebody_or_no_place_left_joins_no_pair(more):
    ana, bo, cy = three()

    assert joined([ana, bo, replace(cy, **more)], History(), [("ana", "bo")]) == []
    assert joined([ana, bo, cy], History(), []) == []


@pytest.mark.parametrize(("waited", "third"), [(0, "cy"), (2, "dan")])
def test_of_two_who_are_alone_whoever_was_left_out_for_long_comes_first(waited, third):
    dan = person("dan", "D", interests=["tea"], limit=1, left_out_days=waited)

    [found] = joined([*three(), dan], History(), [("ana", "bo")], Rules(floor=0))

    assert found.third == third
