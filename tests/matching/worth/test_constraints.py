"""The rules that no worth can outweigh."""

import pytest

from matching import History, Person
from matching.people.features import room_of
from matching.texts.tf_idf import GramSpace
from matching.worth.constraints import allowed, company_name
from matching.worth.rivals import rivals
from tests.matching.rooms import person

NOTHING = History()


def may_meet(one, other, history=NOTHING, cooling_days=60):
    room = room_of([one, other], GramSpace)
    may = allowed(room, history, rivals(room), cooling_days=cooling_days)
    assert may[0, 1] == may[1, 0]
    assert not may[0, 0]
    return bool(may[0, 1])


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        ("Acme", "acme ltd.", False),
        ("Café Été GmbH", "CAFE ETE", False),
        ("S.A.R.L.", "sarl", False),
        ("Acme", "Acme Foods", True),
        ("", "", True),
        ("Freelance", "freelance", True),
        ("self-employed", "Self employed", True),
    ],
)
def test_people_of_one_company_are_not_introduced(one, other, may):
    ana, bo = Person(id="ana", company=one), Person(id="bo", company=other)

    assert may_meet(ana, bo) is may


def test_a_legal_form_alone_is_still_a_name():
    assert company_name("AG") == "ag"


ANA, BO = Person(id="ana"), Person(id="bo")
BOTH = ("ana", "bo")


@pytest.mark.parametrize(
    ("history", "may"),
    [
        (NOTHING, True),
        (History(met={BOTH: 900}), False),
        (History(refused=frozenset({BOTH})), False),
        (History(blocked=frozenset({BOTH})), False),
        (History(proposed={BOTH: 59}), False),
        (History(proposed={BOTH: 60}), True),
        (History(met={("ana", "cy"): 1}, blocked=frozenset({("bo", "cy")})), True),
    ],
)
def test_what_lies_between_two_people_keeps_them_apart(history, may):
    assert may_meet(ANA, BO, history) is may


def test_without_a_cooling_time_nobody_is_proposed_twice_on_one_day():
    assert not may_meet(ANA, BO, History(proposed={BOTH: 0}), cooling_days=0)
    assert may_meet(ANA, BO, History(proposed={BOTH: 1}), cooling_days=0)


@pytest.mark.parametrize("names", [("Bolt Ltd", ""), ("", "ACME"), ("bolt", "acme")])
def test_a_named_competitor_is_kept_away_from_either_side(names):
    ana = Person(id="ana", company="Acme", competitors=(names[0],))
    bo = Person(id="bo", company="Bolt", competitors=(names[1],))

    assert not may_meet(ana, bo)


@pytest.mark.parametrize("had", [(0, 0), (0, 1), (1, 0)])
def test_competitors_sell_the_same_in_the_same_industry(had):
    few = ["Packaging design for food brands", "Logos"]
    more = ["packaging design for food brands", "Tea tasting", "Singing"]
    lu = person("lu", "M", offers=few, had_today=had[0])
    bo = person("bo", "M", offers=more, had_today=had[1])

    assert not may_meet(lu, bo)
    assert may_meet(person("al", "M", offers=["Singing", "Logos", "Tea", "Bread"]), bo)


def test_the_same_offer_in_another_industry_is_no_competition():
    lu = person("lu", "M", offers=["Packaging design for food brands"])
    bo = person("bo", "C", offers=["packaging design for food brands"])

    assert may_meet(lu, bo)


def test_one_common_offer_of_many_is_no_competition():
    lu = person("lu", "M", offers=["Feedback on pitch decks", "Logos", "Tea"])
    bo = person("bo", "M", offers=["Feedback on pitch decks", "Tax advice", "Film"])

    assert may_meet(lu, bo)


@pytest.mark.parametrize(("one", "other", "may"), [(0, 0, True), (1, 0, True), (2, 1, False)])
def test_of_two_who_both_had_one_today_the_places_are_kept_for_others(one, other, may):
    ana, bo = Person(id="ana", had_today=one), Person(id="bo", had_today=other)

    assert may_meet(ana, bo) is may
