"""Names that nobody could tell by their letters, and words that only look like them."""

import configparser
from collections import Counter
from pathlib import Path

import pytest

from matching.texts import other_names
from matching.texts.other_names import written_out
from matching.texts.text import tidy

LISTED = Path(other_names.__file__).with_suffix(".ini")


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("VAT", "value added tax"),
        ("Hilfe mit MwSt", "hilfe mit value added tax"),
        ("our KPIs", "our key performance indicator"),
        ("M&A", "mergers and acquisitions"),
        ("c++", "c++ programming language"),
        ("vue d'ensemble de l\u2019IA", "vue d'ensemble de l\u2019artificial intelligence"),
        ("comptabilite", "accounting"),
        ("Comptabilité", "accounting"),
        ("front end, (seo)!", "frontend development, (search engine optimisation)!"),
        ("KI-Beratung", "artificial intelligence-consulting"),
        ("IT-Support", "information technology support"),
        ("GoLang", "golang programming language"),
    ],
)
def test_a_name_is_written_out_wherever_it_stands(text, reading):
    assert written_out(tidy(text)) == (reading,)


def test_a_name_of_several_meanings_is_read_as_each_of_them():
    assert written_out("hr and pr") == (
        "human resources and public relations",
        "human resources and pull request",
    )


def test_many_such_names_are_read_in_so_many_ways_and_no_more():
    assert len(written_out("cv, pm, pr, po and ci")) == 4


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\U0001f389",
        "tea tasting",
        "help us",
        "do it today",
        "go for it",
        "stem cells",
        "sea freight",
        "she led a team",
        "j'ai un chien",
        "j\u2019ai un chien",
        "meet at 3 pm",
        "example.net",
        "pr@example.org",
        "rock, r&b and soul",
        "#ux",
        "node.js",
        "value added tax return",
        "customer relationship management",
    ],
)
def test_what_is_no_name_or_written_out_already_is_left_alone(text):
    assert written_out(text) == ()


def test_usual_words_are_names_where_nothing_else_is_written():
    assert written_out("it") == ("information technology",)
    assert written_out("go") == ("golang programming language",)


def test_the_s_of_a_shorter_name_is_a_letter_of_it():
    assert written_out("gps") == ("global positioning system",)
    assert written_out("uis") == ()


def listed():
    file = configparser.ConfigParser(delimiters="=", interpolation=None)
    file.read_string(LISTED.read_text())
    lines = [(m, n.split(",")) for part in file.values() for m, n in part.items()]
    return {meaning: [name.strip() for name in names] for meaning, names in lines}


def plain(name):
    return other_names._key(tidy(name))


def test_every_meaning_has_other_names_and_each_once():
    names = {meaning: Counter(map(plain, given)) for meaning, given in listed().items()}

    assert [meaning for meaning, given in names.items() if () in given] == []
    assert [(m, name) for m, given in names.items() for name in given if given[name] > 1] == []


def test_no_name_is_what_another_stands_for():
    meanings = {plain(meaning): meaning for meaning in listed()}
    named = [name for given in listed().values() for name in given]

    assert len(meanings) == len(listed())
    assert [name for name in named if plain(name) in meanings] == []


def test_usual_words_are_names_or_hide_one():
    held = listed()
    usual = [plain(word) for word in held.pop("words")]
    named = {plain(name) for names in held.values() for name in names}

    assert [word for word in usual if word not in named and not named & {(p,) for p in word}] == []


def test_a_name_that_is_a_usual_little_word_is_told_to_be_one():
    held = listed()
    usual = {plain(word) for word in held.pop("words")}
    little = "a an and as at be by do for from go he if in is it me my no of on or so to up us we"
    named = {plain(name) for names in held.values() for name in names}

    assert {(word,) for word in little.split()} & named == {("go",), ("it",)} <= usual


def test_the_file_can_be_read_by_eye():
    lines = LISTED.read_text().splitlines()

    assert [line for line in lines if len(line) > 100 or line != line.rstrip()] == []
