"""Each person's best partners."""

from dataclasses import replace

from matching import History, Rules, introductions
from matching.introductions import today
from matching.texts.tf_idf import GramSpace
from matching.worth import candidates as module
from matching.worth.candidates import candidates
from matching.worth.constraints import allowed
from tests.matching.rooms import a_studio, person


def edges_of(people, rules, history=None):
    day = today(people, history or History(), rules, GramSpace)
    may = allowed(day.room, history or History(), day.rivals, cooling_days=rules.cooling_days)
    edges = candidates(day, may, rules)
    return {
        (day.room.people[i].id, day.room.people[j].id): round(float(worth), 5)
        for i, j, worth in zip(edges.first, edges.second, edges.worth, strict=True)
    }


def test_the_best_few_of_either_side_are_kept():
    everything = edges_of(a_studio(), Rules(floor=0, candidates_each=99))

    few = edges_of(a_studio(), Rules(floor=0, candidates_each=2))

    people = {name for pair in everything for name in pair}
    by_worth = sorted(everything, key=lambda pair: (-everything[pair], pair))
    best = {pair for name in people for pair in [p for p in by_worth if name in p][:2]}
    assert {everything[pair] for pair in few} == {everything[pair] for pair in best}
    assert few.items() <= everything.items()


def test_it_makes_no_difference_in_how_many_blocks_the_room_is_read(monkeypatch):
    at_once = edges_of(a_studio(), Rules())

    monkeypatch.setattr(module, "_CELLS", 20)

    assert edges_of(a_studio(), Rules()) == at_once


def test_below_the_floor_only_those_are_considered_who_would_be_left_out_again():
    ana = person("ana", "A", left_out_days=2)
    rest = [person("bo", "B"), person("cy", "C")]

    assert edges_of([ana, *rest], Rules(floor=0.9)).keys() == {("ana", "bo"), ("ana", "cy")}


def test_of_several_who_would_be_left_out_again_all_are_served_though_they_like_the_same_one():
    waiting = [person(f"w{k}", "A", asks=["tax advice"], left_out_days=2) for k in range(4)]
    adviser = person("adviser", "B", offers=["tax advice"])
    others = [person(f"other {k}", "C", offers=["film"], asks=["film"]) for k in range(4)]
    rules = Rules(candidates_each=1, floor=0)

    shown = introductions(
        [replace(p, limit=1) for p in (*waiting, adviser, *others)], History(), rules
    )

    assert {p.id for p in waiting} <= {
        name for found in shown for name in (found.first, found.second)
    }


def test_nobody_is_proposed_without_something_worth_saying():
    ana, bo = person("ana", "A", interests=["tea"]), person("bo", "B", interests=["tea"])
    cy = person("cy", "C", asks=["tax advice"], offers=["film"])

    assert edges_of([ana, bo, cy], Rules(floor=0)).keys() == {("ana", "bo")}


def test_an_empty_room_has_no_pairs():
    assert edges_of([], Rules()) == edges_of([person("ana", "A")], Rules()) == {}


def test_where_all_write_the_same_not_all_want_the_same_few():
    alike = [person(f"p{k}", "", asks=["tea tasting"], offers=["tea tasting"]) for k in range(60)]

    shown = introductions([replace(p, limit=1) for p in alike], History())

    assert len(shown) == 30
