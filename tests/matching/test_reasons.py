"""Reasons are concrete, few, and in the people's own words."""

from dataclasses import replace

import pytest

from matching import History, Person, Reason, ReasonKind, Want, introductions
from tests.matching.rooms import a_studio, person


def the_pair(*people, history=None):
    [proposal] = introductions(people, history or History())
    return proposal


def test_the_very_words_of_the_ask_and_the_offer_are_named():
    ana = person("ana", "C", asks=["A plumber", "Packaging design"])
    bo = person("bo", "M", offers=["Packaging  design for tea", "Singing"])

    reason = the_pair(ana, bo).reasons[0]

    assert (reason.kind, reason.who, reason.other) == (ReasonKind.ASK_MEETS_OFFER, "ana", "bo")
    assert (reason.ask, reason.offer) == ("Packaging design", "Packaging  design for tea")


def test_tags_speak_where_words_are_missing():
    ana = Person(id="ana", asks=(Want(words="", skills=("UX", "tax"), kind="mentor"),))
    bo = Person(id="bo", offers=(Want(words="", skills=("ux",)),))

    reason = the_pair(ana, bo).reasons[0]

    assert (reason.ask, reason.offer, reason.words) == ("UX, tax", "ux", ("UX",))
    assert reason.ask_kind == "mentor"


def test_a_tag_that_an_ask_and_its_offer_name_is_not_named_again():
    tags = ("Catering", "tax")
    ana = Person(
        id="ana",
        industry="C",
        asks=(Want(words="Lunch for thirty", skills=("catering",)),),
        offers=(Want(words="Pickles", skills=tags),),
    )
    bo = Person(id="bo", industry="M", offers=(Want(words="Food at work", skills=tags),))

    met, fields, shared = the_pair(ana, bo).reasons

    assert (met.kind, met.words) == (ReasonKind.ASK_MEETS_OFFER, ("catering",))
    assert {fields.kind, shared.kind} == {ReasonKind.INDUSTRIES, ReasonKind.SHARED_SKILL}
    assert {("tax",), ("C", "M")} == {fields.words, shared.words}


def test_who_looks_for_clients_is_not_led_to_colleagues():
    lunch = Want(words="Companies that want a shared lunch", skills=("catering",), kind="client")
    weddings = Want(words="", skills=("Catering",))
    ana = Person(id="ana", industry="C", asks=(lunch,), offers=(weddings,), interests=("tea",))
    bo = Person(id="bo", industry="M", offers=(weddings,), interests=("tea",))
    cy = Person(id="cy", industry="N", asks=(weddings._replace(kind="supplier"),))

    colleague, client = (the_pair(ana, other).reasons for other in (bo, cy))

    assert ReasonKind.ASK_MEETS_OFFER not in {reason.kind for reason in colleague}
    assert (client[0].kind, client[0].who) == (ReasonKind.ASK_MEETS_OFFER, "cy")


@pytest.mark.parametrize("change", [{"kind": "mentor"}, {"skills": ("hotels",)}, {"skills": ()}])
def test_any_other_ask_is_met_by_what_others_offer(change):
    ask = Want(words="Catering for hotels", skills=("catering",), kind="client")._replace(**change)
    ana = Person(id="ana", asks=(ask,), offers=(Want(words="", skills=("catering",)),))
    bo = Person(id="bo", offers=(Want(words="Catering for hotels", skills=("catering", "hotels")),))

    [met, *_] = the_pair(ana, bo).reasons

    assert (met.kind, met.who) == (ReasonKind.ASK_MEETS_OFFER, "ana")


def test_tags_speak_where_words_are_blank():
    ana = Person(id="ana", asks=(Want(words=" ", skills=("tax",)),))
    bo = Person(id="bo", offers=(Want(words="\n", skills=("tax",)),))

    reason = the_pair(ana, bo).reasons[0]

    assert (reason.ask, reason.offer) == ("tax", "tax")


def test_one_field_is_one_field_however_it_is_written():
    ana = Person(id="ana", industry="Law", interests=("tea",), zone="Attic", left_out_days=2)
    bo = Person(id="bo", industry="law ", interests=("tea",), zone="attic")

    kinds = [reason.kind for reason in the_pair(ana, bo).reasons]

    assert kinds == [ReasonKind.SHARED_INTEREST, ReasonKind.SAME_ZONE]


def test_both_directions_are_told_and_the_stronger_comes_first():
    ana = person("ana", "C", offers=["Food labelling rules"], asks=["packaging design"])
    bo = person("bo", "M", offers=["packaging design"], asks=["food labels and the law"])

    one, other, fields = the_pair(ana, bo).reasons

    assert (one.who, other.who) == ("ana", "bo")
    assert one.strength > other.strength
    assert fields == Reason(
        kind=ReasonKind.INDUSTRIES, strength=0.35, who="ana", other="bo", words=("C", "M")
    )


def test_what_is_less_likely_than_not_is_a_guess():
    ana = person("ana", "C", asks=["Somebody who draws"])
    bo = person("bo", "M", offers=["Illustration"])

    reason = the_pair(ana, bo).reasons[0]

    assert (reason.ask, reason.offer, reason.is_guess) == (
        "Somebody who draws",
        "Illustration",
        True,
    )
    assert 0.58 < reason.strength < 0.86


def test_nothing_is_guessed_where_another_ask_is_met():
    ana = person("ana", "C", asks=["Somebody who draws", "packaging design"])
    bo = person("bo", "M", offers=["Illustration", "Packaging design"], asks=["Somebody who draws"])
    cy = person("cy", "J", offers=["Illustration"])

    likely = the_pair(ana, replace(bo, asks=())).reasons
    both = the_pair(replace(bo, offers=bo.offers[1:]), replace(ana, offers=cy.offers)).reasons

    for reasons in (likely, both):
        assert [reason.offer for reason in reasons if reason.ask] == ["Packaging design"]
        assert not reasons[0].is_guess


def test_a_guess_is_told_after_what_is_stronger():
    ana = Person(id="ana", asks=(Want(words="Somebody who draws"),), interests=("tea", "chess"))
    bo = Person(id="bo", offers=(Want(words="Illustration"),), interests=("tea", "chess"))

    kinds = [reason.kind for reason in the_pair(ana, bo).reasons]

    assert kinds == [ReasonKind.SHARED_INTEREST, ReasonKind.ASK_MEETS_OFFER]


def test_tags_in_common_are_no_guess():
    ana = Person(id="ana", asks=(Want(words="Somebody who draws", skills=("art",)),))
    bo = Person(id="bo", offers=(Want(words="Illustration", skills=("art",)),))

    assert not the_pair(ana, bo).reasons[0].is_guess


def test_shared_interests_are_named_as_they_are_written():
    ana = Person(id="ana", industry="C", interests=("Chess", "Tea"))
    bo = Person(id="bo", industry="M", interests=("chess", "film"))

    proposal = the_pair(ana, bo)

    assert proposal.starter.kind is ReasonKind.SHARED_INTEREST
    assert proposal.starter.words == ("Chess",)


def test_skills_that_both_offer_are_named():
    a, b = Want(words="a", skills=("ux",)), Want(words="b", skills=("UX", "tax"))
    ana = Person(id="ana", industry="A", offers=(a,), interests=("tea",))
    bo = Person(id="bo", industry="B", offers=(b,), interests=("tea",))

    kinds = {reason.kind: reason.words for reason in the_pair(ana, bo).reasons}

    assert kinds == {
        ReasonKind.SHARED_INTEREST: ("tea",),
        ReasonKind.SHARED_SKILL: ("ux",),
        ReasonKind.INDUSTRIES: ("A", "B"),
    }


def test_people_whom_both_have_met_are_named_if_they_are_here():
    ana = Person(id="ana", industry="A", interests=("tea",))
    bo = Person(id="bo", industry="B", interests=("tea", "ink"))
    cy = Person(id="cy")
    met = {("ana", "cy"): 3, ("bo", "cy"): 3, ("ana", "zed"): 3, ("bo", "zed"): 3}

    proposal = the_pair(ana, bo, cy, history=History(met=met))

    people = [r.people for r in proposal.reasons if r.kind is ReasonKind.COMMON_ACQUAINTANCE]
    assert people == [("cy",)]


def test_a_newcomer_is_said_to_be_new():
    new = Person(id="new", is_newcomer=True, interests=("tea",), industry="C")
    old = Person(id="old", interests=("tea", "ink"), industry="M")
    friends = [Person(id=f"f{i}", industry="") for i in range(5)]
    met = {(f"f{i}", "old"): 1 for i in range(5)}

    proposal = the_pair(new, old, *friends, history=History(met=met))

    told = [(r.who, r.other) for r in proposal.reasons if r.kind is ReasonKind.NEWCOMER]
    assert told == [("new", "old")]


def test_whoever_has_met_one_person_is_not_said_to_know_many():
    new = Person(id="new", is_newcomer=True, interests=("tea",), industry="C")
    old = Person(id="old", interests=("tea",), industry="M")

    proposal = the_pair(new, old, Person(id="f"), history=History(met={("f", "old"): 1}))

    kinds = [reason.kind for reason in proposal.reasons]
    assert kinds == [ReasonKind.SHARED_INTEREST, ReasonKind.INDUSTRIES]


def test_the_zone_is_a_reason_when_there_is_room():
    ana = Person(id="ana", interests=("tea",), zone="window", left_out_days=2)
    bo = Person(id="bo", interests=("tea", "ink"), zone="window")

    assert [reason.words for reason in the_pair(ana, bo).reasons] == [("tea",), ("window",)]


def test_two_industries_begin_a_conversation_only_when_nothing_else_does():
    ana, bo = Person(id="ana", industry="A", left_out_days=2), Person(id="bo", industry="B")

    assert the_pair(ana, bo).starter.kind is ReasonKind.INDUSTRIES


def test_whoever_is_introduced_without_a_reason_gets_no_made_up_one():
    proposal = the_pair(Person(id="ana", left_out_days=2), Person(id="bo"))

    assert (proposal.reasons, proposal.starter) == ((), None)


def test_there_are_at_most_three_reasons_each_between_0_and_1():
    proposals = introductions(a_studio(), History())

    assert {1 <= len(proposal.reasons) <= 3 for proposal in proposals} == {True}
    assert {0 < one.strength <= 1 for proposal in proposals for one in proposal.reasons} == {True}
    assert {proposal.starter in proposal.reasons for proposal in proposals} == {True}
