"""The ledger of who met whom: through an introduction, at the mixer, or noted by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np

from app.seed import space
from app.seed.introductions import SeedIntroduction
from app.seed.mixers import SeedMixer
from app.seed.visits import SeedVisit

BY_HAND = 36
AGAIN = 11
"""How many of those who shared a table noted in the weeks after that they met again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedEncounter:
    """Two members met on a day; `noted_by` is set for what one of them wrote down."""

    first: int
    second: int
    day: date
    via: str
    noted_by: int | None = None
    noted_at: datetime

    @property
    def pair(self) -> tuple[int, int]:
        """The numbers of both, the smaller first."""
        return (self.first, self.second)


def through_introductions(
    introductions: Sequence[SeedIntroduction], *, now: datetime
) -> tuple[SeedEncounter, ...]:
    """Note each introduction after which the two met."""
    return tuple(
        SeedEncounter(
            first=introduction.first.member,
            second=introduction.second.member,
            day=introduction.day,
            via="introduction",
            noted_at=min(space.moment(introduction.day + timedelta(days=1), 10), now),
        )
        for introduction in introductions
        if introduction.has_met
    )


def at_mixer(mixer: SeedMixer) -> tuple[SeedEncounter, ...]:
    """Note who shared a table on that evening."""
    day = space.today(mixer.starts_at)
    return tuple(
        SeedEncounter(first=first, second=second, day=day, via="mixer", noted_at=mixer.ends_at)
        for first, second in mixer.pairs
    )


def after_mixer(
    mixer: SeedMixer, rng: np.random.Generator, *, now: datetime
) -> tuple[SeedEncounter, ...]:
    """Note some who met again in the days after that evening; one of the two wrote it down."""
    evening, today = space.today(mixer.starts_at), space.today(now)
    pairs = rng.choice(mixer.pairs, size=AGAIN, replace=False).tolist()
    days = [evening + timedelta(days=int(after)) for after in rng.integers(2, 9, size=AGAIN)]
    return tuple(
        SeedEncounter(
            first=first,
            second=second,
            day=day,
            via="by_hand",
            noted_by=first,
            noted_at=min(space.moment(day, 20), now),
        )
        for (first, second), day in zip(pairs, days, strict=True)
        if day < today
    )


def by_hand(
    visits: Sequence[SeedVisit],
    known: frozenset[tuple[int, int]],
    rng: np.random.Generator,
    *,
    now: datetime,
) -> tuple[SeedEncounter, ...]:
    """Note some who met by themselves: both were listed in the house on one day."""
    listed = [visit for visit in visits if visit.is_listed]
    noted: dict[tuple[int, int], SeedEncounter] = {}
    while len(noted) < BY_HAND:
        one = listed[int(rng.integers(len(listed)))]
        there = [visit.member for visit in listed if visit.day == one.day != visit.member]
        first, second = sorted((one.member, int(rng.choice(there))))
        if first == second or (first, second) in known or (first, second) in noted:
            continue
        noted[first, second] = SeedEncounter(
            first=first,
            second=second,
            day=one.day,
            via="by_hand",
            noted_by=one.member,
            noted_at=min(space.moment(one.day, 20), now),
        )
    return tuple(noted.values())
