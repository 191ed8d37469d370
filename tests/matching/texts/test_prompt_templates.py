"""Short names are read within a sentence, too, and sentences as they are."""

import numpy as np

from matching.texts.prompt_templates import with_names

SPACE = ["tea", "green tea leaves", "we drink green tea", "", "🎉"]


def read(texts):
    """Read a text as its number of words and letters, at length 1."""
    told = np.array([(len(text.split()), len(text)) for text in texts], dtype=np.float32)
    return told / np.maximum(np.linalg.norm(told, axis=1, keepdims=True), 1)


def test_names_lie_midway_between_both_ways_to_read_them():
    alone, within = read(SPACE[:2]), read([f"questions about {name}" for name in SPACE[:2]])
    midway = (alone + within) / np.linalg.norm(alone + within, axis=1, keepdims=True)

    np.testing.assert_allclose(with_names(read, SPACE)[:2], midway)


def test_sentences_and_what_has_no_word_are_read_once():
    assert with_names(read, SPACE)[2:].tolist() == read(SPACE[2:]).tolist()
    assert with_names(read, SPACE[2:]).tolist() == read(SPACE[2:]).tolist()


def test_other_names_are_read_as_what_they_stand_for():
    alone, within = read(["mwst", "questions about value added tax"])
    midway = (alone + within) / np.linalg.norm(alone + within)

    np.testing.assert_allclose(with_names(read, ["mwst"])[0], midway)


def test_a_name_in_a_short_sentence_is_read_as_it_stands_and_written_out():
    alone, out = read(["looking for help with mwst", "looking for help with value added tax"])
    midway = (alone + out) / np.linalg.norm(alone + out)

    np.testing.assert_allclose(with_names(read, ["looking for help with mwst"])[0], midway)


def test_what_a_name_may_mean_counts_half_however_many_it_is():
    meanings = read(["questions about public relations", "questions about pull request"])
    meant = meanings.sum(axis=0) / np.linalg.norm(meanings.sum(axis=0))
    midway = (read(["pr"])[0] + meant) / np.linalg.norm(read(["pr"])[0] + meant)

    np.testing.assert_allclose(with_names(read, ["tea", "pr"])[1], midway, rtol=1e-6)


def test_in_a_long_text_a_name_is_one_word_of_many():
    texts = [f"{'tea ' * 20}mwst"]

    assert with_names(read, texts).tolist() == read(texts).tolist()
