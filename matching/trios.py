"""Whoever would be left alone joins a pair of the day, where all three gain from it."""

from collections.abc import Mapping, Sequence

import numpy as np

from matching.proposals import Proposal, Third
from matching.reasons import reasons
from matching.rules import Rules
from matching.texts.text import Floats, Rows
from matching.types import Pair
from matching.worth.affinity import Day, meetings
from matching.worth.candidates import Edges
from matching.worth.constraints import Permission
from matching.worth.freshness import priority

# Digits of a worth that mean something; the rest is rounding of the machine.
_DIGITS = 6


def with_thirds(
    day: Day, may: Permission, rules: Rules, chosen: Edges, proposals: Sequence[Proposal]
) -> list[Proposal]:
    """Let those who are left alone join pairs.

    Parameters
    ----------
    day : Day
        All that worth is made from.
    may : ndarray of shape (n, n), dtype=bool
        Which pairs may be proposed; symmetric.
    rules : Rules
        What is worth a proposal.
    chosen : Edges
        The pairs of the day.
    proposals : sequence of Proposal
        The same pairs, in the same order, in words.

    Returns
    -------
    proposals : list of Proposal
        The same; some with a third. See `thirds`.
    """
    if not len(chosen.worth):
        return list(proposals)
    joining = thirds(day, may, rules, [(one.first, one.second) for one in proposals])
    return [
        proposal._replace(third=joining.get((proposal.first, proposal.second)))
        for proposal in proposals
    ]


def thirds(day: Day, may: Permission, rules: Rules, pairs: Sequence[Pair]) -> dict[Pair, Third]:
    """Say who joins which pair.

    Parameters
    ----------
    day : Day
        All that worth is made from.
    may : ndarray of shape (n, n), dtype=bool
        Which pairs may be proposed; symmetric.
    rules : Rules
        What is worth a proposal.
    pairs : sequence of (str, str)
        Those who have somebody; all of them are in the room.

    Returns
    -------
    thirds : dict of (str, str) to Third
        The third may meet both, and either of these two new pairs is worth the floor and has
        a reason of its own. Nobody is in two trios, and together the thirds gain most, where
        whoever was left out for long comes first. A trio is one introduction for each of them.

    Notes
    -----
    An assignment of those alone to pairs: cubic in the smaller number of the two.
    """
    places = np.array([[day.room.row[one] for one in two] for two in pairs], dtype=np.intp)
    alone = _alone(day, places)
    if not len(alone) or not len(pairs):
        return {}
    found = meetings(day, alone, rules.weights)
    first, second = places.T
    good = may[alone] & (found.worth >= rules.floor) & found.says
    fits = good[:, first] & good[:, second]
    waited = [priority(day.room.people[row].left_out_days) for row in alone.tolist()]
    gain = (found.worth[:, first] + found.worth[:, second]) / 2 + np.array(waited)[:, None]
    both = np.where(fits, gain, 0)
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(both, maximize=True)
    return {
        pairs[k]: _third(
            day,
            int(alone[at]),
            {name: part[at] for name, part in found.parts.items()},
            found.worth[at],
            places[k],
        )
        for at, k in zip(rows.tolist(), columns.tolist(), strict=True)
        if fits[at, k]
    }


def _alone(day: Day, places: Rows) -> Rows:
    """Give those without anybody today."""
    busy = set(places.ravel().tolist())
    everybody = enumerate(day.room.people)
    alone = [k for k, one in everybody if k not in busy and not one.had_today]
    return np.array(alone, dtype=np.intp)


def _third(day: Day, row: int, parts: Mapping[str, Floats], worth: Floats, others: Rows) -> Third:
    """Say why one who is alone should meet the two in these rows."""
    mine = np.full(2, row, dtype=np.intp)
    with_first, with_second = reasons(
        day, mine, others, {name: level[others].astype(float) for name, level in parts.items()}
    )
    first, second = (float(one) for one in worth[others])
    return Third(
        id=day.room.people[row].id,
        worth=round((first + second) / 2, _DIGITS),
        worth_with_first=round(first, _DIGITS),
        worth_with_second=round(second, _DIGITS),
        with_first=with_first,
        with_second=with_second,
    )
