"""Reasons read like something that somebody would say."""

import pytest

from matching.errors import InvalidValue
from matching.files.reading import crowd_of
from matching.files.sentences import sentence
from matching.proposals import Reason, ReasonKind
from matching.rules import Weights


def met(ask, offer, *tags, is_guess=False):
    return sentence(
        Reason(
            kind=ReasonKind.ASK_MEETS_OFFER,
            strength=0.9,
            who="ana",
            other="bo",
            ask=ask,
            offer=offer,
            words=tags,
            is_guess=is_guess,
        )
    )


def test_the_tag_that_both_carry_is_named_where_their_words_do_not_say_it():
    assert met("My first return", "Books", "VAT") == (
        'ana looks for "My first return"; bo offers "Books" (both: VAT).'
    )
    assert met("Help with VAT", "VAT returns", "vat").endswith('bo offers "VAT returns".')
    many = ", ".join(f"tag{number}" for number in range(1_000))
    assert met("tag777", many, "tag777").endswith('…" (both: tag777).')
    assert met("Plans", "Houses", "law", "tax", is_guess=True) == (
        'ana looks for "Plans"; perhaps this fits: bo offers "Houses" (both: law and tax).'
    )


def test_of_many_people_whom_both_know_some_are_named_and_the_rest_counted():
    many = tuple(f"p{number}" for number in range(12))

    said = sentence(Reason(kind=ReasonKind.COMMON_ACQUAINTANCE, strength=0.5, people=many))

    assert said == "Both have met p0, p1, p2, p3 and 8 others."


def test_three_interests_are_listed_as_one_says_them():
    reason = Reason(kind=ReasonKind.SHARED_INTEREST, strength=0.5, words=("tea", "chess", "fog"))

    assert sentence(reason) == "Both like tea, chess and fog."


def test_of_a_long_interest_the_beginning_is_said():
    reason = Reason(kind=ReasonKind.SHARED_INTEREST, strength=0.5, words=("x" * 1_000, "tea"))

    assert sentence(reason) == f"Both like {'x' * 200}… and tea."


@pytest.mark.parametrize(
    ("ask", "quoted"),
    [
        ("two lines\n\n of it", '"two lines of it"'),
        ('a "nice" logo', '“a "nice" logo”'),
        ("help " * 50_000, '"' + "help " * 39 + 'help…"'),
        ("x" * 1_000, '"' + "x" * 200 + '…"'),
    ],
)
def test_what_somebody_wrote_is_quoted_on_one_line_and_not_at_any_length(ask, quoted):
    assert met(ask, "design") == f'ana looks for {quoted}; bo offers "design".'


def test_what_is_null_in_an_ask_is_left_out():
    people = [{"id": 1, "asks": [{"words": None, "skills": ["tea"], "kind": None}]}]

    [asks] = [one.asks for one in crowd_of(people, limit=1).people]

    assert [(ask.words, ask.skills, ask.kind) for ask in asks] == [("", ("tea",), "")]


def test_weights_are_refused_whose_sum_is_beyond_any_number():
    with pytest.raises(InvalidValue):
        Weights(mutual=1e308, zone=1e308)
