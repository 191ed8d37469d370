"""Vectors of recent rooms, where they stand."""

import numpy as np

from matching.texts import vectors
from matching.texts.encoders import Blend


def test_vectors_begin_anew_when_there_is_no_room_for_more(monkeypatch):
    monkeypatch.setattr(vectors, "_SHELVES", {})
    monkeypatch.setattr(vectors, "_MOST", 5)
    rooms = [["tea", "ink", "wax"], ["ink", "soap"], ["milk", "bread", "tea"], [*"abcdef"]]
    spaces = [(Blend(texts), np.arange(len(texts))) for texts in rooms]

    before = [space.evidence(rows, rows).tolist() for space, rows in spaces]
    monkeypatch.setattr(vectors, "_MOST", 8_000)
    monkeypatch.setattr(vectors, "_SHELVES", {})

    assert before == [Blend(space.texts).evidence(rows, rows).tolist() for space, rows in spaces]
