"""Who writes it short means the same, and nobody else does."""

import numpy as np
import pytest

from matching.texts.encoders import Blend
from matching.texts.short_forms import ShortForms


def speaks(left, right):
    evidence = np.zeros((1, 1), dtype=np.float32)
    ShortForms([left, right, "tea"]).add_to(evidence, np.array([0]), np.array([1]))
    return float(evidence[0, 0])


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("seo", "search engine optimisation"),
        ("saas", "software-as-a-service"),
        ("tos", "terms of service"),
        ("m&a", "mergers and acquisitions"),
        ("ux", "user experience"),
        ("ux design", "user experience design"),
        ("xss", "cross-site scripting"),
        ("b2b", "business to business"),
        ("k8s", "kubernetes"),
        ("i18n", "internationalisation"),
        ("nodejs", "node.js"),
        ("dotnet", ".net"),
        ("csharp", "c#"),
        ("cpp", "c++"),
        ("cplusplus", "c++"),
        ("command line", "command-line"),
    ],
)
def test_a_text_written_short_speaks_for_the_long_one_either_way(short, long):
    assert speaks(short, long) == speaks(long, short) > 0


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("seo", "search engines"),
        ("tea", "the early afternoon talk"),
        ("c", "c#"),
        ("c", "c++"),
        ("", "🎉"),
        ("k9s", "kubernetes"),
    ],
)
def test_other_texts_do_not(short, long):
    assert speaks(short, long) == 0


def test_two_letters_begin_many_words_and_speak_less_than_three():
    assert speaks("bk", "bread kneading") < speaks("bkc", "bread kneading courses")


def test_pairs_one_by_one_are_told_the_same_as_all_together():
    texts = ["ux", "seo", "user experience", "search engine optimisation", "tea"]
    space, rows = Blend(texts), np.arange(5)
    left, right = np.repeat(rows, 5), np.tile(rows, 5)

    np.testing.assert_allclose(
        space.each(left, right), space.evidence(rows, rows).ravel(), atol=1e-4
    )
    assert space.evidence(rows, rows)[0, 2] > 0


def test_sentences_are_never_short_and_cost_nothing():
    texts = ["many " * 200, *(f"word{k} " * 7 for k in range(50))]

    evidence = np.zeros((51, 51), dtype=np.float32)
    ShortForms(texts).add_to(evidence, np.arange(51), np.arange(51))
    assert not evidence.any()


def test_of_several_ways_to_write_short_the_one_that_speaks_most_counts_once():
    texts = ["bk class", "bread kneading class", "bkclass"]
    evidence = np.zeros((3, 3), dtype=np.float32)

    ShortForms(texts).add_to(evidence, np.arange(3), np.arange(3))

    assert evidence.tolist() == [[0, 4, 7], [4, 0, 4], [7, 4, 0]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mwst", "value added tax"),
        ("mwst", "tva"),
        ("gsheets", "google sheets"),
        ("pr", "public relations"),
        ("pr", "pull request"),
        ("crm-beratung", "customer relationship management beratung"),
    ],
)
def test_other_names_of_the_same_speak_for_each_other_as_much_as_initials_do(one, other):
    assert speaks(one, other) == speaks(other, one) == 7


def test_names_of_several_things_speak_only_for_what_they_may_both_mean():
    assert speaks("public relations", "pull request") == 0
    assert speaks("plc", "ltd") == 0


WORDS = frozenset({"oversee", "use", "car", "help", "with"})


def speaks_among(left, right):
    evidence = np.zeros((1, 1), dtype=np.float32)
    short = ShortForms([left, right], WORDS.__contains__)
    short.add_to(evidence, np.array([0]), np.array([1]))
    return float(evidence[0, 0])


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("oversee ppe", "use personal protection equipment"),
        ("crm", "customer relations management for bakeries"),
        (
            "somebody who can tell us in plain words what sarp is",
            "standards and recommended practices",
        ),
    ],
)
def test_what_is_no_word_may_be_initials_of_words_in_the_other_text(short, long):
    assert speaks_among(short, long) == speaks_among(long, short) > 0


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("use car", "computer aided repair"),
        ("help with pp", "personal protection"),
        ("oversee ppe", "personal training and protection"),
    ],
)
def test_words_two_letters_and_words_apart_are_no_initials(short, long):
    assert speaks_among(short, long) == 0


def test_the_reader_of_meaning_says_what_is_a_word():
    texts = ["oversee ppe", "personal protection equipment", "oversee car", "compare all rates"]
    space, plain = Blend(texts), ShortForms(texts)
    zero = np.zeros((2, 2), dtype=np.float32)
    plain.add_to(zero, np.array([0, 2]), np.array([1, 3]))

    near, far = space.each(np.array([0, 2]), np.array([1, 3]))

    assert not zero.any()
    assert near > -1 > -4 > far


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("prob", "probability"),
        ("refs", "references"),
        ("stdev", "standard deviation"),
        ("lin-alg", "linear algebra"),
        ("gamedev", "game development"),
        ("kpis", "key performance indicator"),
        ("fs", "filesystem"),
        ("emf", "electromotive force"),
    ],
)
def test_what_is_no_word_may_be_the_beginning_of_one_or_initials_within(short, long):
    known = frozenset({"car", "file", "system", "electro", "motive", "force"})
    space = ShortForms([short, long], known.__contains__)
    rows, evidence = np.arange(2), np.zeros((2, 2), dtype=np.float32)
    space.add_to(evidence, rows, rows)
    each = np.zeros(2, dtype=np.float32)
    space.add_each(each, rows, rows[::-1])

    assert evidence[0, 1] == evidence[1, 0] == each[0] == each[1] > 0


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("car", "carpentry"),
        ("pr", "probability"),
        ("prb", "probability"),
        ("help prob", "probability"),
        ("fs", "files"),
    ],
)
def test_words_and_what_is_not_the_beginning_are_not_clipped(short, long):
    assert speaks_among(short, long) == 0
