"""The inner loops of gains, compiled: the best of each person's asks with each person's offers."""

import numpy as np
import numpy.typing as npt

from matching.compiled import compiled
from matching.processors import shared_out, shares
from matching.texts.text import Floats, Marks, Rows

# Gains are kept as whole numbers up to here, so that halves and tenths are kept as they are.
WHOLE = 60_000
Levels = npt.NDArray[np.uint16]


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
    """Write the best of what some people ask with what each offers, person by person.

    What somebody could get from each kind of offer stays near the processor while everybody's
    offers are looked up in it.
    """
    whole, is_said = kinds
    (ask, begin), (kind, start) = asks, offers
    level, met = told
    mine, mine_said = np.empty(whole.shape[1], np.uint16), np.empty(whole.shape[1], np.bool_)
    for one in range(len(begin) - 1):
        mine[:], mine_said[:] = 0, False
        for row in ask[begin[one] : begin[one + 1]]:
            _raise(mine, mine_said, whole[row], is_said[row])
        for other in range(len(start) - 1):
            best, said = np.uint16(0), False
            for k in range(start[other], start[other + 1]):
                best = max(best, mine[kind[k]])
                said |= mine_said[kind[k]]
            level[one, other], met[one, other] = best, said


@compiled
def _raise(level: Levels, said: Marks, other: Levels, other_said: Marks) -> None:
    """Take the better of both, place by place."""
    for k in range(len(level)):
        level[k] = max(level[k], other[k])
    for k in range(len(said)):
        said[k] |= other_said[k]


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
