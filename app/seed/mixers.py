"""The evenings: one at whose tables people met, one tonight, and one to look forward to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from app.seed import reasons, space
from app.seed.members import PLAYED_MEMBER, SeedMember, number_of

THURSDAY = 3
EVENING, LATEST = 17, 21
"""The hours at which an evening usually begins, and at the latest."""
GUESTS, ROUNDS, TABLE = 32, 3, 4
ORDERS = 300
COMING, STAYING_AWAY, ASKED = 19, 4, 7
"""How many of a hundred or so have replied to the next one, and how many have not yet."""
Tables = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedReply:
    """What somebody has said to an invitation, and since when."""

    member: int
    reply: str
    replied_at: datetime | None
    is_listed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedMixer:
    """One evening: what, where, when, who comes; and who sat where once it is over."""

    title: str
    words: str
    place: str
    starts_at: datetime
    ends_at: datetime
    announced_at: datetime
    rounds: int
    table_size: int
    capacity: int
    replies: tuple[SeedReply, ...] = ()
    tables: tuple[Tables, ...] = ()
    """Round by round; empty for what is to come."""
    glad: tuple[tuple[int, int], ...] = ()
    """Who would be glad to meet whom again."""

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """Give the pairs that shared a table."""
        seated = {
            tuple(sorted(pair))
            for tables in self.tables
            for table in tables
            for pair in combinations(table, 2)
        }
        return sorted((first, second) for first, second in seated)


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
        rounds=ROUNDS,
        table_size=TABLE,
        capacity=40,
    )


def mixer_tonight(now: datetime) -> SeedMixer:
    """Announce an evening for tonight, so that whoever looks around can run it at once.

    Late in the day it begins an hour from now at the earliest, and after nine tomorrow.
    """
    clock = now.astimezone(ZoneInfo(space.TIME_ZONE))
    hour = max(EVENING, clock.hour + 2)
    if hour > LATEST:
        return _announced(clock.date() + timedelta(days=1), EVENING, now=now)
    return _announced(clock.date(), hour, now=now)


def next_mixer(now: datetime) -> SeedMixer:
    """Announce the evening on the first Thursday that is at least four days away."""
    return _announced(_thursday_from(space.today(now) + timedelta(days=4)), EVENING, now=now)


def _announced(day: date, hour: int, *, now: datetime) -> SeedMixer:
    starts_at = space.moment(day, hour)
    return SeedMixer(
        title="Long table, short rounds",
        words=(
            "Bring what you are working on, or only yourself. Four rounds at small tables, then "
            "bread from Pane Storto and something from Tredje Tønde. No pitches, no name-dropping."
        ),
        place="The workshop, cleared for the evening",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2.5),
        announced_at=space.moment(space.today(now) - timedelta(days=3), 9.5),
        rounds=4,
        table_size=4,
        capacity=30,
    )


def _thursday_from(day: date) -> date:
    return day + timedelta(days=(THURSDAY - day.weekday()) % 7)


def played(mixer: SeedMixer, people: Sequence[SeedMember], rng: np.random.Generator) -> SeedMixer:
    """Let the evening have been: everybody met nine people, and nobody twice.

    The one whom a visitor can be was there, and is glad of somebody who is glad, too.
    """
    could = _who_could(people, space.today(mixer.starts_at))
    came = rng.choice(could, size=min(GUESTS, len(could)) - 1, replace=False).tolist()
    visitor = number_of(people, PLAYED_MEMBER)
    guests = _arranged([visitor, *came], reasons.fit(people), rng)
    tables = _seated_in_all(guests, mixer.rounds)
    one, other = [
        next(guest for guest in table if guest != visitor)
        for seated in tables[:2]
        for table in seated
        if visitor in table
    ]
    said = mixer.starts_at - timedelta(days=5)
    return replace(
        mixer,
        replies=tuple(_reply(people, guest, "going", said) for guest in sorted(guests)),
        tables=tables,
        glad=((visitor, one), (one, visitor), (visitor, other)),
    )


def replied(
    mixer: SeedMixer, people: Sequence[SeedMember], rng: np.random.Generator, *, now: datetime
) -> SeedMixer:
    """Let some have replied, and some be asked: among them the one whom a visitor can be."""
    count = COMING + STAYING_AWAY + ASKED
    could = _who_could(people, space.today(mixer.announced_at))
    drawn = rng.choice(could, size=min(count, len(could)), replace=False).tolist()
    coming, away, asked = np.split(np.array(drawn, dtype=int), [COMING, COMING + STAYING_AWAY])
    hours = (now - mixer.announced_at) / timedelta(hours=1)
    after = np.sort(rng.uniform(0, hours, size=COMING + STAYING_AWAY))
    moments = [mixer.announced_at + timedelta(hours=float(one)) for one in rng.permutation(after)]
    visitor = [n for n, one in enumerate(people) if one.name == PLAYED_MEMBER]
    return replace(
        mixer,
        replies=(
            *(_reply(people, one, "going", moments.pop()) for one in coming.tolist()),
            *(_reply(people, one, "not_going", moments.pop()) for one in away.tolist()),
            *(_reply(people, one, "invited", None) for one in [*asked.tolist(), *visitor]),
        ),
    )


def _who_could(people: Sequence[SeedMember], day: date) -> list[int]:
    return [
        number
        for number, person in enumerate(people)
        if person.joined_on < day and person.wants_introductions and not person.is_played
    ]


def _reply(
    people: Sequence[SeedMember], member: int, reply: str, replied_at: datetime | None
) -> SeedReply:
    is_listed = reply == "going" and people[member].is_listed
    return SeedReply(member=member, reply=reply, replied_at=replied_at, is_listed=is_listed)


def _arranged(
    guests: Sequence[int], fit: npt.NDArray[np.float64], rng: np.random.Generator
) -> list[int]:
    """Give the best of many orders, by who then shares a table with somebody who helps."""
    orders = (rng.permutation(guests).tolist() for _ in range(ORDERS))
    return max(orders, key=lambda order: _worth(_seated_in_all(order, ROUNDS), fit))


def _worth(rounds: Sequence[Tables], fit: npt.NDArray[np.float64]) -> float:
    return float(
        sum(fit[np.ix_(table, table)].sum() for tables in rounds for table in map(list, tables))
    )


def _seated_in_all(guests: Sequence[int], rounds: int) -> tuple[Tables, ...]:
    return tuple(_seated(guests, number) for number in range(rounds))


def _seated(guests: Sequence[int], number: int) -> Tables:
    """Seat the guests in one round: the second at each table moves one on, the third two.

    With eight tables of four nobody meets anybody twice in three rounds.
    """
    count = len(guests) // TABLE
    return tuple(
        tuple(guests[(table - number * seat) % count * TABLE + seat] for seat in range(TABLE))
        for table in range(count)
    )
