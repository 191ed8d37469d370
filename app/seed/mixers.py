"""Two evenings: one that was, at whose tables people met, and one to look forward to."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations

import numpy as np

from app.seed import space

THURSDAY = 3
GUESTS = 32
ROUNDS = 3
TABLE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedMixer:
    """One evening: what, where, when."""

    title: str
    words: str
    place: str
    starts_at: datetime
    ends_at: datetime
    announced_at: datetime


def last_mixer(today: date) -> SeedMixer:
    """Tell of the evening on the Thursday two weeks ago."""
    day = _thursday_from(today - timedelta(days=17))
    return SeedMixer(
        title="Soup and strangers",
        words="Three bowls of soup, three tables, nine people you did not know.",
        place="Kitchen table and all around it",
        starts_at=space.moment(day, 17),
        ends_at=space.moment(day, 19),
        announced_at=space.moment(day - timedelta(days=14), 10),
    )


def next_mixer(today: date) -> SeedMixer:
    """Announce the evening on the first Thursday that is at least four days away."""
    day = _thursday_from(today + timedelta(days=4))
    return SeedMixer(
        title="Long table, short rounds",
        words=(
            "Bring what you are working on, or only yourself. Four rounds at small tables, then "
            "bread from Pane Storto and something from Tredje Tønde. No pitches, no name-dropping."
        ),
        place="The workshop, cleared for the evening",
        starts_at=space.moment(day, 17),
        ends_at=space.moment(day, 19.5),
        announced_at=space.moment(today - timedelta(days=3), 9.5),
    )


def _thursday_from(day: date) -> date:
    return day + timedelta(days=(THURSDAY - day.weekday()) % 7)


def met_at_tables(guests: list[int], rng: np.random.Generator) -> list[tuple[int, int]]:
    """Seat the guests in rounds and give each pair that shared a table, once."""
    pairs: set[tuple[int, int]] = set()
    for _ in range(ROUNDS):
        seated = rng.permutation(guests).tolist()
        for start in range(0, len(seated), TABLE):
            pairs |= set(combinations(sorted(seated[start : start + TABLE]), 2))
    return sorted(pairs)
