"""Short names are read within a sentence, too, and sentences as they are."""

import numpy as np

from matching.texts.names import with_names

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
