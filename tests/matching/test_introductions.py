"""Today's introductions, whatever comes in."""

from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching import DuplicatePerson, History, Person, Rules, choose, introductions
from matching.worth.constraints import company_name
from tests.matching.rooms import a_studio, person, rooms


def pairs(proposals):
    return [(proposal.first, proposal.second) for proposal in proposals]


def counted(proposals):
    return Counter(name for both in pairs(proposals) for name in both)


def test_those_who_can_help_each_other_meet():
    people = [replace(member, limit=1) for member in a_studio()]

    met = pairs(introductions(people, History()))

    assert set(met[:3]) == {("ana", "bo"), ("cy", "dee"), ("eli", "fay")}


def test_a_fit_in_one_direction_is_proposed_when_there_is_nothing_better():
    gus = person("gus", "F", asks=["Site photos of a timber house"], interests=("tea",))
    fay = person("fay", "R", offers=["Photos and short videos"], interests=("tea", "ink"))

    assert pairs(introductions([gus, fay], History())) == [("fay", "gus")]


def test_with_nothing_to_say_to_each_other_nobody_is_bothered():
    assert introductions([Person(id="kim", industry="A"), Person(id="lu")], History()) == []


def test_nobody_waits_a_third_day_while_a_pair_is_permitted():
    people = [*a_studio(), Person(id="zoe", left_out_days=2)]

    first = introductions(people, History())[0]

    assert first.second == "zoe"


def test_over_the_days_everybody_has_a_turn():
    people = [replace(member, industry=f"i{k}", limit=1) for k, member in enumerate(a_studio())]
    proposed, waited = {}, dict.fromkeys((member.id for member in people), 0)

    for day in range(4):
        history = History(proposed={both: day - then for both, then in proposed.items()})
        here = [replace(member, left_out_days=waited[member.id]) for member in people]
        today = pairs(introductions(here, history))
        proposed |= dict.fromkeys(today, day)
        met = {name for both in today for name in both}
        waited = {name: 0 if name in met else days + 1 for name, days in waited.items()}
        assert max(waited.values()) < 3


def test_the_choice_is_proven_best():
    outcome = choose(a_studio(), History())

    assert outcome.proposals == introductions(a_studio(), History())
    assert outcome.value == outcome.bound
    assert outcome.value == pytest.approx(sum(found.worth for found in outcome.proposals), abs=1e-4)


def test_the_same_id_twice_is_refused():
    with pytest.raises(DuplicatePerson):
        introductions([Person(id="ana"), Person(id="ana")], History())


@given(rooms())
def test_every_rule_holds_for_anybody(drawn):
    people, history = drawn
    by_id = {member.id: member for member in people}

    proposals = introductions(people, history, Rules(cooling_days=30))

    count = counted(proposals)
    assert all(count[name] <= by_id[name].limit for name in count)
    assert len(set(pairs(proposals))) == len(proposals)
    for proposal in proposals:
        both = (proposal.first, proposal.second)
        one, other = by_id[proposal.first], by_id[proposal.second]
        assert proposal.first < proposal.second
        assert not company_name(one.company) or company_name(one.company) != company_name(
            other.company
        )
        assert company_name(one.company) not in map(company_name, other.competitors)
        assert company_name(other.company) not in map(company_name, one.competitors)
        assert both not in history.met
        assert both not in history.refused
        assert both not in history.blocked
        assert history.proposed.get(both, 30) >= 30
        assert 0 <= proposal.worth <= 1


@given(rooms(), st.randoms(use_true_random=False))
def test_the_order_of_people_makes_no_difference(drawn, chance):
    people, history = drawn
    shuffled = chance.sample(people, len(people))

    assert introductions(shuffled, history) == introductions(people, history)


@given(rooms())
def test_somebody_who_takes_no_part_changes_nothing_for_anybody(drawn):
    people, history = drawn
    hidden = replace(a_studio()[0], id="hidden", limit=0)
    knows_all = {(min(m.id, "hidden"), max(m.id, "hidden")): 1 for m in people}
    known = replace(history, met={**history.met, **knows_all})

    assert introductions([*people, hidden], known) == introductions(people, history)


@given(rooms(), st.data())
def test_more_places_for_somebody_never_make_the_day_worth_less(drawn, chance):
    people, history = drawn
    here = [member for member in people if member.limit]
    if not here:
        return
    lucky = chance.draw(st.sampled_from(here))
    more = [replace(m, limit=m.limit + 1) if m is lucky else m for m in people]

    before, after = choose(people, history).value, choose(more, history).value

    assert after >= before - 1e-6


@given(st.lists(st.sampled_from(a_studio()), max_size=5, unique=True), st.data())
def test_no_other_choice_among_few_people_is_worth_more(people, chance):
    limit = {member.id: chance.draw(st.integers(1, 3)) for member in people}
    here = [replace(member, limit=limit[member.id]) for member in people]
    every = introductions([replace(member, limit=9) for member in here], History())

    best = max(
        sum(one.worth for one in some)
        for size in range(len(every) + 1)
        for some in combinations(every, size)
        if all(times <= limit[name] for name, times in counted(some).items())
    )

    found = introductions(here, History())
    assert sum(one.worth for one in found) == pytest.approx(best, abs=1e-4)


@given(rooms(), st.permutations(["b", "c", "d", "e", "f", "g", "h"]))
def test_nobody_is_favoured_by_their_id(drawn, names):
    people, history = drawn
    new = {f"p{i}": name for i, name in enumerate(names)} | {"absent": "x", "gone": "y"}
    renamed = [replace(member, id=new[member.id]) for member in people]

    def again(both):
        one, other = new[both[0]], new[both[1]]
        return (min(one, other), max(one, other))

    memory = History(
        met={again(both): days for both, days in history.met.items()},
        proposed={again(both): days for both, days in history.proposed.items()},
        refused=frozenset(map(again, history.refused)),
        blocked=frozenset(map(again, history.blocked)),
    )

    before = sum(proposal.worth for proposal in introductions(people, history))
    after = sum(proposal.worth for proposal in introductions(renamed, memory))
    assert after == pytest.approx(before, abs=1e-4)
