"""The reasons on a card: whatever people have written, both of them read a whole sentence."""

import html
import re

import pytest

from app.services.introductions import introduction_reasons

ANA, BO = 1, 2
ASK = {
    "kind": "ask_meets_offer",
    "who": ANA,
    "other": BO,
    "ask": "packaging design",
    "offer": "Boxes that survive rain",
    "ask_kind": "supplier",
}


@pytest.fixture(scope="module")
def said(environment):
    """Give the sentence that either of the two reads."""
    sentence = environment.get_template("introductions/_reasons.html").module.sentence

    def read(stored, *, to, name):
        (why,) = introduction_reasons.told([stored], to=to, visible=())
        return html.unescape(re.sub(r"</?(?:bdi|span)>|\s+(?=<br>)", "", sentence(why, name)))

    return lambda stored: [read(stored, to=ANA, name="Bo"), read(stored, to=BO, name="Ana")]


@pytest.mark.parametrize(
    ("ask", "offer", "asked", "offered"),
    [
        ("SEO", "Getting found", "“SEO”.", "“Getting found”."),
        ("Who sorts pictures?", "I sort things.", "“Who sorts pictures?”", "“I sort things.”"),
        ("HELP WITH TAXES!!", "TAXES…", "“HELP WITH TAXES!!”", "“TAXES…”"),
        (
            "税理士を探しています。",
            "Расчёт налогов",
            "“税理士を探しています。”",
            "“Расчёт налогов”.",
        ),
        ("X" * 200, "y" * 200, f"“{'X' * 200}”.", f"“{'y' * 200}”."),
        (
            'What we call "glue work"',
            "“Lean” made plain.",
            '\u2018What we call "glue work"\u2019.',
            "\u2018“Lean” made plain.\u2019",
        ),
    ],
)
def test_what_people_wrote_keeps_its_own_marks_and_ends_the_sentence_once(
    said, ask, offer, asked, offered
):
    assert said(ASK | {"ask": ask, "offer": offer}) == [
        f"You would like help: {asked}<br>Bo offers: {offered}",
        f"Ana would like help: {asked}<br>You offer: {offered}",
    ]


def test_what_is_less_likely_than_not_is_said_with_care(said):
    mine, theirs = said(ASK | {"is_guess": True})

    assert mine.endswith("<br>Perhaps it fits that Bo offers: “Boxes that survive rain”.")
    assert theirs.endswith("<br>Perhaps it fits that you offer: “Boxes that survive rain”.")


@pytest.mark.parametrize(
    ("kind", "wish"),
    [
        ("supplier", "would like help"),
        ("mentor", "would like a mentor"),
        ("feedback", "would like feedback"),
        ("collaborator", "would like somebody to work with"),
        ("client", "would like to meet clients"),
        ("hire", "would like somebody to join the team"),
        ("other", "would like help"),
    ],
)
def test_a_reason_says_whom_the_ask_is_meant_for(said, kind, wish):
    assert said(ASK | {"ask_kind": kind}) == [
        f"You {wish}: “packaging design”.<br>Bo offers: “Boxes that survive rain”.",
        f"Ana {wish}: “packaging design”.<br>You offer: “Boxes that survive rain”.",
    ]


def test_a_zone_and_the_fields_of_both_are_named_as_they_are_called(said):
    zone = {"kind": "same_zone", "words": ["Window desks"]}
    fields = {"kind": "industries", "who": ANA, "words": ["C-food", "G-shops"]}

    assert said(zone) == ["You sit near each other today: Window desks."] * 2
    food, shops = "Food & drink making", "Shops & online retail"
    assert said(fields) == [
        f"You work in {food}, and Bo in {shops}.",
        f"You work in {shops}, and Ana in {food}.",
    ]


def test_what_only_tags_have_in_common_is_named(said):
    lines = said(ASK | {"words": ["cardboard", "food"]})

    assert [line.split("”. ")[1] for line in lines] == ["Tagged alike: cardboard and food."] * 2
