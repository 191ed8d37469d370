"""Who would be left out once more has somebody, with a reason or without: one is enough."""

from dataclasses import replace

from hypothesis import given

from matching import History, Person, ReasonKind, Rules, Weights, introductions
from tests.matching.rooms import person, rooms

STRANGERS = [
    person("ana", "A", offers=["Tax returns"], asks=["Bicycle repair"], limit=3),
    person("bo", "B", offers=["Bakery equipment"], asks=["A drone pilot"], limit=3),
    person("cy", "C", offers=["Court interpreting"], asks=["Somebody who keeps bees"], limit=3),
]
WES = person("wes", "W", offers=["Violin lessons"], asks=["A stonemason"], limit=3, left_out_days=2)


def met(people):
    return [one[:2] for one in introductions(people, History())]


def is_last_resort(found):
    return {reason.kind for reason in found.reasons} <= {ReasonKind.INDUSTRIES}


def test_whoever_was_left_out_has_one_partner_without_a_reason_and_no_more():
    assert len(met([*STRANGERS, WES])) == 1


def test_whoever_has_a_partner_with_a_reason_has_none_without():
    ana = person("ana", "A", offers=["Stonemason: garden walls"], asks=["A violin teacher"])

    assert met([ana, *STRANGERS[1:], WES]) == [("ana", "wes")]


def test_two_who_were_left_out_are_enough_for_each_other():
    zoe = Person(id="zoe", industry="Z", limit=3, left_out_days=2)

    assert met([WES, zoe]) == [("wes", "zoe")]
    assert {name for both in met([*STRANGERS, WES, zoe]) for name in both} >= {"wes", "zoe"}


def test_a_partner_with_a_reason_comes_first_where_there_is_one_place():
    """Here other fields count so much that any other is worth more than one's own."""
    ana = person("ana", "W", offers=["Stonemason: garden walls"], asks=["A plumber"])
    rules = Rules(floor=0, weights=Weights(cross_industry=9))

    [found] = introductions([ana, *STRANGERS[1:], replace(WES, limit=1)], History(), rules)

    assert found[:2] == ("ana", "wes")


def test_nobody_has_less_for_it():
    """Tax returns for a bicycle repaired, and each has one place."""
    di = person("di", "D", offers=["Bicycle repair"], asks=["Tax returns"])
    ana = replace(STRANGERS[0], limit=1)

    assert ("ana", "di") in met([ana, di, *STRANGERS[1:], WES])


@given(rooms())
def test_whoever_waits_has_somebody_as_before_and_only_one_without_a_reason(drawn):
    people, history = drawn
    found = introductions(people, history)
    waiting = {member.id for member in people if member.left_out_days >= 2}
    partners = {name: [one for one in found if name in one[:2]] for name in waiting}

    for name in waiting:
        in_vain = [
            one
            for one in partners[name]
            if is_last_resort(one) and all(len(partners.get(end, "..")) > 1 for end in one[:2])
        ]
        assert not in_vain
