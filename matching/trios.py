"""Whoever would be left alone joins a pair of the day, where all three gain from it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from matching.affinity import Day, meetings
from matching.candidates import Edges
from matching.constraints import Permission
from matching.proposals import Proposal, Third
from matching.reasons import reasons
from matching.rules import Rules
from matching.texts.text import Floats, Rows


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
        The same; some with a third. The third may meet both, and either of these two new pairs
        is worth the floor and has a reason of its own. Nobody is in two trios, and together
        the thirds gain most. A trio is one introduction for each of the three.

    Notes
    -----
    An assignment of those alone to pairs: cubic in the smaller number of the two.
    """
    alone = _alone(day, chosen)
    if not len(alone) or not len(chosen.worth):
        return list(proposals)
    found = meetings(day, alone, rules.weights)
    value, levels = found.worth, found.parts
    good = may[alone] & (value >= rules.floor) & found.says
    fits = good[:, chosen.first] & good[:, chosen.second]
    both = np.where(fits, (value[:, chosen.first] + value[:, chosen.second]) / 2, 0)
    from scipy.optimize import linear_sum_assignment

    row, place = linear_sum_assignment(both, maximize=True)
    joined = list(proposals)
    for at, k in zip(row.tolist(), place.tolist(), strict=True):
        if fits[at, k]:
            one = {name: level[at] for name, level in levels.items()}
            third = _third(day, int(alone[at]), one, joined[k])
            joined[k] = replace(joined[k], third=replace(third, worth=round(float(both[at, k]), 6)))
    return joined


def _alone(day: Day, chosen: Edges) -> Rows:
    """Give those without anybody today, those left out longest first."""
    busy = {*chosen.first.tolist(), *chosen.second.tolist()}
    people = day.room.people
    rows = [k for k, one in enumerate(people) if k not in busy and not one.had_today]
    rows.sort(key=lambda k: -people[k].left_out_days)
    return np.array(rows, dtype=np.intp)


def _third(day: Day, row: int, levels: dict[str, Floats], two: Proposal) -> Third:
    others = np.array([day.room.row[two.first], day.room.row[two.second]], dtype=np.intp)
    mine = np.full(2, row, dtype=np.intp)
    with_first, with_second = reasons(
        day, mine, others, {name: level[others].astype(float) for name, level in levels.items()}
    )
    return Third(
        id=day.room.people[row].id, worth=0.0, with_first=with_first, with_second=with_second
    )
