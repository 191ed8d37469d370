"""The list of industries: complete by section, and found by the words people use."""

import pytest

from models.industry import INDUSTRIES, SECTIONS, Industry, industry_named


def test_every_isic_section_has_a_choice_and_no_choice_stands_outside():
    assert {industry.group for industry in INDUSTRIES.values()} == set(SECTIONS)
    assert list(SECTIONS) == list("ABCDEFGHIJKLMNOPQRSTUV")


def test_names_are_unique_and_in_the_order_of_the_sections():
    names = [industry.name for industry in INDUSTRIES.values()]
    groups = [industry.group for industry in INDUSTRIES.values()]

    assert len(set(names)) == len(names)
    assert groups == sorted(groups)


@pytest.mark.parametrize("industry", INDUSTRIES.values(), ids=lambda industry: industry.code)
def test_every_industry_is_found_by_its_code_and_its_name(industry):
    found = [industry_named(industry.code.lower()), industry_named(industry.name.upper())]

    assert found == [industry, industry]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("fintech", "L-finance"),
        (" UX ", "N-design"),
        ("R&D", "N-research"),
        ("film, video and sound", "J-film"),
        ("Café", "I-food"),
    ],
)
def test_common_words_for_an_industry_are_understood(text, code):
    assert industry_named(text) == INDUSTRIES[code]


@pytest.mark.parametrize("text", ["", "   ", "&", "underwater basketry"])
def test_an_unknown_industry_is_nobody_s_guess(text):
    assert industry_named(text) is None


def test_an_industry_knows_its_section():
    assert INDUSTRIES["N-law"] == Industry(code="N-law", name="Law", group="N")
