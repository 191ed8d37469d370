"""The inner loop of gains: the best of each person's asks with each person's offers."""

import numpy as np
import numpy.typing as npt

from matching.between import WHOLE
from matching.compiled import compiled
from matching.texts.text import Floats, Rows


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
    offer; the competition for both; the kinds of everybody's asks and offers, and where each
    person's begin; the span of evidence, the least evidence and the least share of tags
    of a fit that can be said; and where to write.
    """
    level, met = told
    evidence, tags = found
    span, least, least_tags = scale
    ask, ask_at = asks
    offer, offer_at = offers
    askers, offerers, kinds = len(ask_at) - 1, len(offer_at) - 1, evidence.shape[1]
    alone, apart = np.empty(kinds, np.float32), np.empty(kinds, np.float32)
    tagged = np.zeros(kinds, np.float32)
    for one in range(askers):
        if ask_at[one] == ask_at[one + 1]:
            continue
        alone[:], apart[:], tagged[:] = -np.inf, -np.inf, 0
        for row in ask[ask_at[one] : ask_at[one + 1]]:
            for kind in range(kinds):
                alone[kind] = max(alone[kind], evidence[row, kind])
                apart[kind] = max(apart[kind], evidence[row, kind] - crowd[0][row])
            if len(tags):
                tagged = np.maximum(tagged, tags[row])
        apart -= crowd[1]
        for other in range(offerers):
            most, out, tag = np.float32(-np.inf), np.float32(-np.inf), np.float32(0)
            for k in range(offer_at[other], offer_at[other + 1]):
                most, out = max(most, alone[offer[k]]), max(out, apart[offer[k]])
                tag = max(tag, tagged[offer[k]])
            bend = float(1 + out / span)
            bend = 0.0 if bend < 0 else bend
            level[one, other] = round(min(max(bend**3, float(tag)), 1.0) * WHOLE)
            met[one, other] = most >= least or tag >= least_tags
