"""The inner loop of gains: the best of each person's asks with each person's offers."""

import numpy as np
import numpy.typing as npt

from matching.compiled import compiled
from matching.texts.text import Floats, Rows

# Gains are kept as whole numbers up to here, so that halves and tenths are kept as they are.
WHOLE = 60_000


@compiled
def best_of_each(
    found: tuple[Floats, Floats],
    crowd: tuple[Floats, Floats],
    asks: tuple[Rows, Rows],
    offers: tuple[Rows, Rows],
    scale: tuple[float, float, float],
    told: tuple[npt.NDArray[np.uint16], npt.NDArray[np.bool_]],
) -> None:
    """Write how far the best fit between two people stands out, and whether one can be said.

    Takes what the words say and what the tags say of each kind of ask with each kind of
    offer; the competition for both; the kinds of everybody's asks, and where each person's begin;
    who offers each kind, and where those of each begin; the span of evidence, the least evidence
    and the least share of tags of a fit that can be said; and where to write, which is all nothing.

    What is better of two kinds is so in whole numbers, too: each kind is worked out once, and not
    once for each who offers it.
    """
    ask, ask_at = asks
    holder, holder_at = offers
    for one in range(len(ask_at) - 1):
        mine = ask[ask_at[one] : ask_at[one + 1]]
        if not len(mine):
            continue
        whole, is_said = _best_of_kinds(found, crowd, mine, scale)
        level, met = told[0][one], told[1][one]
        for kind in range(len(whole)):
            for k in range(holder_at[kind], holder_at[kind + 1]):
                level[holder[k]] = max(level[holder[k]], whole[kind])
                if is_said[kind]:
                    met[holder[k]] = True


@compiled
def _best_of_kinds(
    found: tuple[Floats, Floats],
    crowd: tuple[Floats, Floats],
    mine: Rows,
    scale: tuple[float, float, float],
) -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.bool_]]:
    """Say of each kind of offer how well it meets the best of some asks, and whether to say so."""
    evidence, tags = found
    span, least, least_tags = scale
    kinds = evidence.shape[1]
    alone, apart = np.full(kinds, -np.inf, np.float32), np.full(kinds, -np.inf, np.float32)
    tagged = np.zeros(kinds, np.float32)
    for row in mine:
        for kind in range(kinds):
            alone[kind] = max(alone[kind], evidence[row, kind])
            apart[kind] = max(apart[kind], evidence[row, kind] - crowd[0][row])
        if len(tags):
            tagged = np.maximum(tagged, tags[row])
    whole, is_said = np.empty(kinds, np.uint16), np.empty(kinds, np.bool_)
    for kind in range(kinds):
        bend = max(float(1 + (apart[kind] - crowd[1][kind]) / span), 0.0)
        whole[kind] = round(min(max(bend**3, float(tagged[kind])), 1.0) * WHOLE)
        is_said[kind] = alone[kind] >= least or tagged[kind] >= least_tags
    return whole, is_said
