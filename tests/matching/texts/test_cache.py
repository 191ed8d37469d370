"""What was read once is not read again, and old things are forgotten."""

from matching.texts import cache
from matching.texts.cache import remembered


def test_only_new_texts_are_read():
    seen = []

    def read(texts):
        seen.append(list(texts))
        return [text.upper() for text in texts]

    first = remembered("test-new", ["tea", "ink"], read)
    second = remembered("test-new", ["ink", "wax", "tea"], read)

    assert (first, second) == (["TEA", "INK"], ["INK", "WAX", "TEA"])
    assert seen == [["tea", "ink"], ["wax"]]


def test_the_texts_not_wanted_for_longest_are_forgotten(monkeypatch):
    monkeypatch.setattr(cache, "MOST", 2)
    seen = []

    def read(texts):
        seen.extend(texts)
        return texts

    for text in ("tea", "ink", "tea", "wax", "tea", "ink"):
        remembered("test-old", [text], read)

    assert seen == ["tea", "ink", "wax", "ink"]
