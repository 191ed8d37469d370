"""Why no plan of an evening keeps every rule: what is proved, as far as the host may know it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import matching


def proof(
    plan: matching.SeatingPlan,
    evening: matching.Evening,
    *,
    known: frozenset[matching.Pair],
    numbers: Sequence[int],
) -> dict[str, Any] | None:
    """Give what stands in the way of the rules: its words, and the facts in them.

    A proof that rests on what two people have between them would tell of it. So where more
    pairs are kept apart than those in `known`, only what the host knows is asked.
    """
    if not plan.broken:
        return None
    why = plan.why
    if evening.keep_apart != known:
        why = matching.obstacle_to(replace(evening, keep_apart=known))
    return _kept(why, numbers) if isinstance(why, matching.Said) else None


def _kept(why: matching.Said, numbers: Sequence[int]) -> dict[str, Any]:
    """Name people by the ids of attendees, and rounds by their numbers of the evening."""
    facts: dict[str, Any] = dict(why.facts)
    if "people" in facts:
        facts["people"] = [int(one) for one in facts["people"]]
    if "round" in facts:
        facts["round"] = numbers[facts["round"] - 1]
    return {"words": why.words, "facts": facts}
