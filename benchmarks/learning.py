"""What learning from answers brings: people with hidden readiness and hidden tastes, day after day.

Forty people come in on each of forty days, of a space of eighty. How readily each says yes, how
readily each is said yes to, and what they care about is drawn once and shown to nobody. One
half of the time nothing is learned, on the same days with the same people.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from benchmarks.matching_day import TRADES
from matching import (
    Answer,
    History,
    Person,
    Proposal,
    Rules,
    Taught,
    Want,
    choose,
    pair,
    taught,
    tendency,
    usual_share,
)

Row = tuple[str, str, str]
PEOPLE, PRESENT, DAYS, EVERY = 80, 40, 40, 5
ZONES = ("window", "garden", "hall", "attic")


@dataclass
class Space:
    """People, what is hidden in them, and what they have answered so far."""

    people: list[Person]
    ready: Mapping[str, float]
    liked: Mapping[str, float]
    answers: list[Answer] = field(default_factory=list)
    proposed: dict[tuple[str, str], int] = field(default_factory=dict)
    agreed: list[bool] = field(default_factory=list)
    lesson: Taught | None = None


def rows() -> list[Row]:
    """Measure, and give each figure with its goal."""
    plain, learning = (_lived(is_learning=told) for told in (False, True))
    found = learning.lesson
    if found is None:
        return [("Learning from answers", "a lesson", "none")]
    half = len(plain.agreed) // 2, len(learning.agreed) // 2
    before, after = np.mean(plain.agreed[half[0] :]), np.mean(learning.agreed[half[1] :])
    auc, auc_without = _areas(plain)
    return [
        (
            f"Answers foretold: loss with a lesson (without), {found.answers} answers",
            "less",
            f"{found.loss:.3f} ({found.loss_without:.3f})",
        ),
        (
            "… area under the curve, last third of days, with a lesson (without)",
            "more",
            f"{auc:.2f} ({auc_without:.2f})",
        ),
        (
            "Agreed by both, second half of 40 days, learning (not)",
            "more",
            f"{after:.1%} ({before:.1%})",
        ),
    ]


def drawn(seed: int = 1) -> Space:
    """Draw a space of people who have not been introduced yet."""
    chance = np.random.default_rng(seed)
    people = []
    for k in range(PEOPLE):
        offer, ask = chance.choice(len(TRADES), 2, replace=False)
        people.append(
            Person(
                id=f"p{k:03}",
                industry=f"industry {chance.integers(12)}",
                offers=(Want(words=TRADES[offer][0]),),
                asks=(Want(words=TRADES[ask][1]),),
                interests=tuple(f"interest {n}" for n in chance.integers(0, 8, 2)),
                zone=ZONES[chance.integers(len(ZONES))],
                limit=1,
            )
        )
    ready, liked = chance.normal(0, 1.2, PEOPLE), chance.normal(0, 0.8, PEOPLE)
    names = [person.id for person in people]
    return Space(people, dict(zip(names, ready, strict=True)), dict(zip(names, liked, strict=True)))


def _lived(*, is_learning: bool) -> Space:
    space, chance = drawn(), np.random.default_rng(7)
    for day in range(DAYS):
        here = sorted(chance.choice(PEOPLE, PRESENT, replace=False).tolist())
        told = is_learning and space.lesson is not None and space.lesson.is_better
        rules = Rules(seed=day, cooling_days=20)
        if told and space.lesson is not None:
            rules = replace(rules, lesson=space.lesson.lesson)
        crowd = [_known(space, space.people[k]) for k in here]
        history = History(proposed={both: day - then for both, then in space.proposed.items()})
        for proposal in choose(crowd, history, rules).proposals:
            _answered(space, proposal, day)
        if is_learning and day % EVERY == EVERY - 1:
            space.lesson = taught(space.answers) or space.lesson
    return space


def _known(space: Space, person: Person) -> Person:
    """Add what the person's answers so far tell."""
    gave = [one.is_yes for one in space.answers if one.who == person.id]
    got = [one.is_yes for one in space.answers if one.whom == person.id]
    usual = usual_share(sum(one.is_yes for one in space.answers), len(space.answers))
    return replace(
        person,
        says_yes=tendency(sum(gave), len(gave), usual),
        hears_yes=tendency(sum(got), len(got), usual),
    )


def _answered(space: Space, proposal: Proposal, day: int) -> None:
    """Let both answer as their hidden readiness and tastes have it."""
    ends = (proposal.first, proposal.second)
    said = []
    for who, whom in (ends, ends[::-1]):
        taste = 1.5 * proposal.parts["zone"] + 1.5 * proposal.parts["mutual"] - 1.2
        level = taste + space.ready[who] + space.liked[whom]
        # The same two on the same day answer alike in both worlds.
        dice = np.random.default_rng([day, int(who[1:]), int(whom[1:])]).random()
        said.append(bool(dice < 1 / (1 + np.exp(-level))))
        space.answers.append(
            Answer(who=who, whom=whom, day=day, is_yes=said[-1], parts=proposal.parts)
        )
    space.agreed.append(all(said))
    space.proposed[pair(*ends)] = day


def _areas(space: Space) -> tuple[float, float]:
    """Foretell the last third of the answers from those before, with a lesson and by worth."""
    cut = 2 * DAYS // 3
    earlier = [one for one in space.answers if one.day < cut]
    later = [one for one in space.answers if one.day >= cut]
    found = taught(earlier)
    if found is None:
        return 0.5, 0.5
    before = replace(space, answers=earlier)
    known = {person.id: _known(before, person) for person in space.people}
    lesson, weights = found.lesson, Rules().weights
    said = np.array([one.is_yes for one in later])
    level = [
        sum(weight * one.parts[name] for name, weight in lesson.parts.items())
        + lesson.gives * known[one.who].says_yes
        + lesson.gets * known[one.whom].hears_yes
        for one in later
    ]
    worth = [
        sum(getattr(weights, name) * value for name, value in one.parts.items()) for one in later
    ]
    return _area(np.array(level), said), _area(np.array(worth), said)


def _area(level: np.ndarray, said: np.ndarray) -> float:
    """Say how often a yes is placed above a no; ties count half."""
    above = level[said][:, None] - level[~said][None, :]
    return float(((above > 0) + (above == 0) / 2).mean())
