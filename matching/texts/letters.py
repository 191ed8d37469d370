"""Vectors of the letters of a text, which help where its meaning cannot be read."""

from collections.abc import Sequence
from functools import cache

from matching.texts.feature_hashing import sketched
from matching.texts.ngrams import counted, in_one, places
from matching.texts.text import Floats, Rows
from matching.texts.vectors import Reader

# Beside what a text means, its letters need to be known no better than to a tenth.
_WIDTH = 128


def _read(texts: Sequence[str]) -> list[Floats]:
    ends, columns, counts = in_one(counted(texts))
    return list(sketched(ends, _folded()[columns], counts, _WIDTH))


@cache
def _folded() -> Rows:
    return places(_WIDTH)


# All n-grams count alike, so that no text depends on the others. Weighed by how rare they are in
# the room, they foretold which wordings belong together no better.
LETTERS = Reader("letters", _read)
