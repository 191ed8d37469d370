"""Prices to start the flow from: what a place with everybody will cost, nearly."""

import numpy as np

from matching.choosing.arcs import Arcs, Numbers
from matching.compiled import compiled

# After so many turns prices are near enough for bids to do the rest.
_TURNS = 20
# Who has more places than so many hardly chooses, and begins without a price.
_MOST_PLACES = 16


@compiled
def estimated(graph: Arcs, gain: Numbers, limit: Numbers) -> Numbers:
    """Say for everybody about what a place with them costs, from what others would give for it.

    Whoever has two places asks as much as lies midway between their second best offer and the
    third, where an offer is what the pair is worth less what the other asks; all in turn. Nothing
    is proven by this.
    """
    start, other, _, _ = graph
    price = np.zeros(len(limit), dtype=np.int64)
    offers = np.zeros(_MOST_PLACES + 1, dtype=np.int64)
    for turn in range(_TURNS):
        for one in range(len(limit)):
            last = limit[one]
            if not 0 < last <= min(_MOST_PLACES, start[one + 1] - start[one] - 1):
                continue
            offers[: last + 1] = 0
            for arc in range(start[one], start[one + 1]):
                offer, at = gain[arc] - price[other[arc]], last
                if offer <= offers[last]:
                    continue
                while at > 0 and offers[at - 1] < offer:
                    offers[at] = offers[at - 1]
                    at -= 1
                offers[at] = offer
            midway = (offers[last - 1] + offers[last]) // 2
            # Half of it in the first turn, in which nobody else asks for anything yet.
            price[one] += (midway - price[one]) * 7 // 10 if turn else midway // 2
    return price
