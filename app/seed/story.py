"""The whole demo space at one moment: equal seed and equal moment tell the equal story."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

import numpy as np

from app.seed import encounters, introductions, mixers, reasons, space, trios, visits, words
from app.seed.encounters import SeedEncounter
from app.seed.introductions import SeedIntroduction, with_follow_up
from app.seed.members import PLAYED_MEMBER, SeedMember, members, number_of
from app.seed.mixers import SeedMixer
from app.seed.visits import Habits, SeedVisit
from app.seed.words import SeedHello, SeedNote

SEED = 1847
"""Any number tells a believable story; this one is told unless another is asked for."""
_FRESH_DAYS = 14
_WEEK = timedelta(days=7)
_HELPERS_TODAY, PAIRS_TODAY = 3, 12
"""How many of those who can help the visitor, and how many promising pairs, are in today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """All that is known of the demo space; people are named by their number in `members`."""

    members: tuple[SeedMember, ...]
    visits: tuple[SeedVisit, ...]
    introductions: tuple[SeedIntroduction, ...]
    encounters: tuple[SeedEncounter, ...]
    mixers: tuple[SeedMixer, ...]
    hellos: tuple[SeedHello, ...]
    notes: tuple[SeedNote, ...]


def tell(seed: int, *, now: datetime) -> Story:
    """Tell the six months up to this moment."""
    draws = np.random.default_rng(seed).spawn(8)
    today = space.today(now)
    people, usual = cast(seed, today=today)
    past = visits.past_visits(people, usual, draws[2], today=today)
    visitor = number_of(people, PLAYED_MEMBER)
    helpers = reasons.helpers_of(people, visitor)
    evening = mixers.played(mixers.last_mixer(today), people, draws[5])
    # Six months would use up whom they can help: nobody was introduced to those of today before.
    pairs = reasons.good_pairs(
        people,
        draws[4],
        count=PAIRS_TODAY,
        known=frozenset(evening.pairs),
        besides=helpers[:_HELPERS_TODAY],
    )
    kept = [*((visitor, one) for one in helpers), *pairs]
    proposed, waiting = _with_a_question(
        people,
        past,
        _of_strangers(
            introductions.introductions(people, past, draws[3], kept_for_today=kept), evening
        ),
        visitor,
        since=today,
    )
    surely = waiting | set(helpers[:_HELPERS_TODAY]) | set(chain.from_iterable(pairs))
    present = visits.visits_today(people, usual, draws[4], now=now, surely=surely)
    to_come = mixers.replied(mixers.mixer_tonight(now), people, draws[7], now=now)
    met = (
        *encounters.through_introductions(proposed, now=now),
        *encounters.at_mixer(evening),
    )
    known = frozenset([*(one.pair for one in met), *(one.pair for one in proposed), *kept])
    met += encounters.after_mixer(evening, draws[5], now=now)
    met += encounters.by_hand(past, known, draws[5], now=now)
    return Story(
        members=people,
        visits=past + present,
        introductions=proposed,
        encounters=met,
        mixers=(evening, to_come),
        hellos=words.hellos(proposed, draws[6]),
        notes=words.notes(visitor, met),
    )


def cast(seed: int, *, today: date) -> tuple[tuple[SeedMember, ...], Habits]:
    """Give the people of the demo space and what is usual for them."""
    lives, habits = np.random.default_rng(seed).spawn(2)
    people = members(lives, today=today)
    return people, visits.habits(people, habits)


def _of_strangers(
    proposed: tuple[SeedIntroduction, ...], evening: SeedMixer
) -> tuple[SeedIntroduction, ...]:
    """Leave out, after that evening, who shared a table: people who have met are not introduced."""
    met, day = frozenset(evening.pairs), space.today(evening.starts_at)
    return tuple(one for one in proposed if one.day <= day or one.pair not in met)


def _with_a_question(
    people: tuple[SeedMember, ...],
    past: tuple[SeedVisit, ...],
    proposed: tuple[SeedIntroduction, ...],
    visitor: int,
    *,
    since: date,
) -> tuple[tuple[SeedIntroduction, ...], frozenset[int]]:
    """Leave the visitor one recent introduction, of three, that waits for "did you meet?".

    Gives the introductions and who the others are, who should be in today.
    """
    own = [number for number, one in enumerate(proposed) if visitor in one.pair]
    if not own:
        return proposed, frozenset()
    # Where there was none of late, the last one is still asked about.
    fresh = since - timedelta(days=_FRESH_DAYS)
    recent = [number for number in own if proposed[number].day >= fresh] or own[-1:]
    # Rather one of this week, which hosts still read on their desk.
    this_week = [number for number in recent if proposed[number].day > since - _WEEK]
    last = max(this_week or recent, key=lambda number: proposed[number].worth)
    asked = with_follow_up(proposed[last], first=None, second=None)
    three = trios.with_a_third(people, past, proposed, asked)
    told = (*proposed[:last], *three, *proposed[last + 1 :])
    return told, frozenset(chain.from_iterable(one.pair for one in three)) - {visitor}
