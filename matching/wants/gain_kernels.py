"""The inner loops of gains, compiled: the best of each person's asks with each person's offers."""

import numpy as np
import numpy.typing as npt

from matching.compiled import compiled
from matching.processors import shared_out, shares
from matching.texts.text import Floats, Marks, Rows

# Gains are kept as whole numbers up to here, so that halves and tenths are kept as they are.
WHOLE = 60_000
Levels = npt.NDArray[np.uint16]
# So many people are worked on at a time, beside each other.
_FEW = 32


def best_of_each(
    found: tuple[Floats, Floats],
    competition: tuple[Floats, Floats],
    asks: tuple[Rows, Rows],
    offers: tuple[Rows, Rows],
    scale: tuple[float, float, float],
    told: tuple[Levels, Marks],
) -> None:
    """Write how far the best fit between two people stands out, and whether one can be said.

    Parameters
    ----------
    found : tuple of two ndarray of shape (a, o) or (0, 0), dtype=float32
        What the words say and what the tags say of each kind of ask with each kind of offer.
    competition : tuple of ndarray of shape (a,) and (o,), dtype=float32
        The competition for both.
    asks, offers : tuple of ndarray of shape (k,) and (n + 1,), dtype=intp
        The kinds of everybody's asks, and where each person's begin; the same of offers.
    scale : tuple of float
        The span of evidence, and the least evidence and the least share of tags of a fit that
        can be said.
    told : tuple of two ndarray of shape (n, m), dtype=uint16 and bool
        Where to write, which is all nothing.

    Notes
    -----
    What is better of two kinds is so in whole numbers, too: each kind of ask is worked out once
    with each kind of offer, and not once for each who asks for it.
    """
    evidence, tags = found
    whole, is_said = np.empty(evidence.shape, np.uint16), np.empty(evidence.shape, np.bool_)

    def work_out(some: slice) -> None:
        words = evidence[some], tags[some] if len(tags) else tags
        _of_kinds(
            words, (competition[0][some], competition[1]), scale, (whole[some], is_said[some])
        )

    def write(some: slice) -> None:
        mine = asks[0], asks[1][some.start : some.stop + 1]
        _best_of_some((whole, is_said), mine, offers, (told[0][some], told[1][some]))

    shared_out(work_out, shares(*evidence.shape))
    shared_out(write, shares(*told[0].shape))


@compiled
def _best_of_some(
    kinds: tuple[Levels, Marks],
    asks: tuple[Rows, Rows],
    offers: tuple[Rows, Rows],
    told: tuple[Levels, Marks],
) -> None:
    """Write the best of what some people ask with what each offers, a few people at a time."""
    whole, is_said = kinds
    ask, begin = asks
    width = whole.shape[1]
    mine, mine_said = np.empty(width, np.uint16), np.empty(width, np.bool_)
    few, few_said = np.zeros((width, _FEW), np.uint16), np.zeros((width, _FEW), np.bool_)
    for first in range(0, len(begin) - 1, _FEW):
        last = min(len(begin) - 1, first + _FEW)
        for one in range(first, last):
            mine[:], mine_said[:] = 0, False
            for row in ask[begin[one] : begin[one + 1]]:
                _raise(mine, mine_said, whole[row], is_said[row])
            few[:, one - first], few_said[:, one - first] = mine, mine_said
        _write(few, few_said, offers, (first, last), told)


@compiled
def _raise(level: Levels, said: Marks, other: Levels, other_said: Marks) -> None:
    """Take the better of both, place by place."""
    for k in range(len(level)):
        level[k] = max(level[k], other[k])
    for k in range(len(said)):
        said[k] |= other_said[k]


@compiled
def _write(
    few: Levels,
    few_said: Marks,
    offers: tuple[Rows, Rows],
    rows: tuple[int, int],
    told: tuple[Levels, Marks],
) -> None:
    """Write the best that everybody's offers are for a few people."""
    kind, begin = offers
    first, last = rows
    level, met = told
    best, best_said = np.empty(_FEW, np.uint16), np.empty(_FEW, np.bool_)
    for other in range(len(begin) - 1):
        best[:], best_said[:] = 0, False
        for k in kind[begin[other] : begin[other + 1]]:
            _raise(best, best_said, few[k], few_said[k])
        for i in range(last - first):
            level[first + i, other] = best[i]
        if best_said.any():
            for i in range(last - first):
                met[first + i, other] = best_said[i]


@compiled
def _of_kinds(
    found: tuple[Floats, Floats],
    competition: tuple[Floats, Floats],
    scale: tuple[float, float, float],
    levels: tuple[Levels, Marks],
) -> None:
    """Write of each kind of ask how well each kind of offer meets it, and whether to say so."""
    evidence, tags = found
    span, least, least_tags = scale
    whole, is_said = levels
    tagged, for_offer = np.zeros(evidence.shape[1], np.float32), competition[1]
    for row in range(len(evidence)):
        words, for_ask = evidence[row], competition[0][row]
        level, said = whole[row], is_said[row]
        if len(tags):
            tagged[:] = tags[row]
        for kind in range(len(words)):
            bend = max(float(1 + (words[kind] - for_ask - for_offer[kind]) / span), 0.0)
            most = min(max(bend * bend * bend, float(tagged[kind])), 1.0)
            level[kind] = np.int32(np.rint(most * WHOLE))
            said[kind] = words[kind] >= least or tagged[kind] >= least_tags
