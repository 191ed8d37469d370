from app.services.introductions import introduction_reasons
from app.services.introductions.introduction_reasons import Why

ANA, BO = 1, 2
ASK = {
    "kind": "ask_meets_offer",
    "strength": 0.9,
    "who": ANA,
    "other": BO,
    "ask": "packaging",
    "offer": "packaging design",
    "ask_kind": "supplier",
    "words": ["packaging"],
    "people": [],
    "is_starter": True,
}


def of_kind(kind, **given):
    return {"kind": kind, "strength": 0.5, "who": None, "other": None, "words": []} | given


def told(*stored, to=ANA, visible=()):
    return introduction_reasons.told(stored, to=to, visible=visible)


def test_each_side_reads_an_ask_as_its_own_or_the_others():
    mine, theirs = (told(ASK, to=who)[0] for who in (ANA, BO))

    expected = {"ask": "packaging", "offer": "packaging design", "ask_kind": "supplier"}
    assert mine == Why(kind="ask_meets_offer", is_mine=True, is_starter=True, **expected)
    assert theirs == Why(kind="ask_meets_offer", is_mine=False, is_starter=True, **expected)


def test_tags_are_told_where_the_words_do_not_say_them():
    [why] = told(ASK | {"ask": "My Packaging", "offer": "Boxes", "words": ["food", "packaging"]})

    assert why.words == ("food", "packaging")


def test_industries_are_named_with_the_readers_own_first():
    fields = of_kind("industries", who=BO, other=ANA, words=["C-food", "K-software"])

    assert [told(fields, to=who)[0].words for who in (BO, ANA)] == [
        ("Food & drink making", "Software"),
        ("Software", "Food & drink making"),
    ]


def test_an_industry_or_a_kind_that_is_unknown_is_left_out():
    assert told(of_kind("industries", who=ANA, words=["C-food", "gone"]), of_kind("new")) == ()


def test_common_acquaintances_count_only_when_several_may_be_seen():
    known = of_kind("common_acquaintance", people=[3, 4, 5])

    assert [bool(told(known, visible=seen)) for seen in ({3, 4}, {3}, {6, 7}, set())] == [
        True,
        False,
        False,
        False,
    ]


def test_no_name_of_an_acquaintance_is_handed_on():
    [why] = told(of_kind("common_acquaintance", people=[3, 4]), visible={3, 4})

    assert why == Why(kind="common_acquaintance", is_mine=False)


def test_at_most_three_reasons_are_told():
    likes = [of_kind("shared_interest", words=[f"thing {n}"]) for n in range(5)]

    assert [why.words for why in told(*likes)] == [("thing 0",), ("thing 1",), ("thing 2",)]


def test_acquaintances_are_gathered_from_all_reasons():
    stored = [ASK, of_kind("common_acquaintance", people=[3, 4]), of_kind("same_zone")]

    assert introduction_reasons.acquaintances_in(stored) == {3, 4}


def test_that_fields_differ_is_told_only_where_there_is_nothing_better():
    fields = of_kind("industries", who=ANA, other=BO, words=["C-food", "K-software"])
    zone = of_kind("same_zone", words=["Attic"])
    unseen = of_kind("common_acquaintance", people=[3, 4])

    kinds = [
        [why.kind for why in told(*stored)]
        for stored in ([fields, zone], [unseen, fields], [fields, ASK, zone])
    ]

    assert kinds == [["industries", "same_zone"], ["industries"], ["ask_meets_offer", "same_zone"]]


def test_fields_and_zones_alone_say_little():
    fields = of_kind("industries", who=ANA, other=BO, words=["C-food", "K-software"])
    zone = of_kind("same_zone", words=["Attic"])
    likes = of_kind("shared_interest", words=["chess"])

    little = [introduction_reasons.says_little(told(*one)) for one in ([], [fields, zone], [likes])]

    assert little == [True, True, False]
