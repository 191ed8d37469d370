"""Six months of introductions: who was proposed to whom, why, and what both said."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
import numpy.typing as npt

from app.seed import reasons
from app.seed.members import SeedMember
from app.seed.reasons import SeedReason
from app.seed.visits import SeedVisit

COOLING_DAYS = 90
_A_DAY = 2
_SHARE_OF_ROOM = 0.22
_MET_SHARE = 0.72
_READINESS = (-0.8, -0.3, 0.3, 0.8)
"""Some nearly always say yes, and some nearly never: that is what a space can learn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedAnswer:
    """What one of the two said: the reply, when, and whether they met."""

    member: int
    reply: str = "pending"
    replied_at: datetime | None = None
    has_met: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedIntroduction:
    """Two members proposed to each other on one day."""

    first: SeedAnswer
    second: SeedAnswer
    day: date
    worth: float
    reasons: tuple[SeedReason, ...]
    proposed_at: datetime
    is_of_three: bool = False
    """Whether it is one of the three of the one trio that the story tells of."""

    @property
    def pair(self) -> tuple[int, int]:
        """The numbers of both, the smaller first."""
        return (self.first.member, self.second.member)

    @property
    def is_agreed(self) -> bool:
        """Whether both said yes."""
        return self.first.reply == self.second.reply == "yes"

    @property
    def has_met(self) -> bool:
        """Whether at least one of them says that they met."""
        return self.is_agreed and True in (self.first.has_met, self.second.has_met)

    @property
    def agreed_at(self) -> datetime | None:
        """The moment of the second yes."""
        said = [answer.replied_at for answer in (self.first, self.second) if answer.replied_at]
        return max(said) if self.is_agreed else None


def introductions(
    people: Sequence[SeedMember],
    visits: Sequence[SeedVisit],
    rng: np.random.Generator,
    *,
    kept_for_today: Sequence[tuple[int, int]] = (),
) -> tuple[SeedIntroduction, ...]:
    """Tell who was introduced to whom on each day of the visits, oldest first."""
    fit = 0.6 * reasons.fit(people)
    drawn = rng.spawn(1)[0].choice(_READINESS, size=len(people)).tolist()
    # Whom visitors play says yes as most do.
    readiness = [
        0.0 if person.is_played else ready for person, ready in zip(people, drawn, strict=True)
    ]
    open_pairs = reasons.may_meet(people)
    for one, other in kept_for_today:
        open_pairs[one, other] = open_pairs[other, one] = False
    proposed_on = np.full(open_pairs.shape, -COOLING_DAYS)
    told: list[SeedIntroduction] = []
    for day, present in _days(visits):
        who = np.array([visit.member for visit in present])
        since = day.toordinal() - proposed_on
        free = np.triu((open_pairs & (since >= COOLING_DAYS))[np.ix_(who, who)], k=1)
        for one, other in _chosen(fit[np.ix_(who, who)], free, rng):
            told.append(_introduction(people, present[one], present[other], readiness, rng))
            first, second = told[-1].pair
            proposed_on[first, second] = day.toordinal()
            if told[-1].is_agreed or "never" in (told[-1].first.reply, told[-1].second.reply):
                open_pairs[first, second] = False
    return tuple(told)


def _days(visits: Sequence[SeedVisit]) -> Iterator[tuple[date, list[SeedVisit]]]:
    """Give each day's people who were listed and stayed, in the order of their numbers."""
    by_day: dict[date, list[SeedVisit]] = defaultdict(list)
    for visit in visits:
        if visit.is_listed and visit.heads_down_until is None:
            by_day[visit.day].append(visit)
    for day in sorted(by_day):
        yield day, sorted(by_day[day], key=lambda visit: visit.member)


def _chosen(
    fit: npt.NDArray[np.float64], free: npt.NDArray[np.bool_], rng: np.random.Generator
) -> Iterator[tuple[int, int]]:
    """Give the day's pairs: the best fit first, nobody more than twice, not half the room."""
    worth = np.where(free, fit + rng.uniform(0, 0.5, fit.shape), 0.0)
    left = np.full(len(fit), _A_DAY)
    still = round(len(fit) * _SHARE_OF_ROOM)
    for flat in np.argsort(-worth, axis=None, kind="stable"):
        one, other = divmod(int(flat), len(fit))
        if still == 0 or worth[one, other] == 0:
            return
        if left[one] and left[other]:
            left[[one, other]] -= 1
            still -= 1
            yield one, other


def _introduction(
    people: Sequence[SeedMember],
    one: SeedVisit,
    other: SeedVisit,
    readiness: Sequence[float],
    rng: np.random.Generator,
) -> SeedIntroduction:
    why = reasons.between(people, one.member, other.member)
    worth = min(0.95, 0.2 + 0.5 * max(reason.strength for reason in why) + rng.uniform(0, 0.15))
    proposed_at = max(one.checked_in_at, other.checked_in_at) + timedelta(minutes=1)
    first, second = (
        _answer(visit.member, worth + readiness[visit.member], proposed_at, rng)
        for visit in (one, other)
    )
    introduction = SeedIntroduction(
        first=first,
        second=second,
        day=one.day,
        worth=round(worth, 3),
        reasons=why,
        proposed_at=proposed_at,
    )
    return _followed_up(introduction, rng) if introduction.is_agreed else introduction


def _answer(
    member: int, liking: float, proposed_at: datetime, rng: np.random.Generator
) -> SeedAnswer:
    """Draw a reply; the better the fit, the likelier a yes, some 45 of 100 in all."""
    yes = min(0.95, max(0.03, 0.18 + 0.5 * liking))
    rest = 1 - yes
    reply = str(
        rng.choice(
            ("yes", "not_now", "never", "pending"), p=(yes, rest * 0.5, rest * 0.06, rest * 0.44)
        )
    )
    after = timedelta(minutes=int(rng.integers(2, 150)))
    return SeedAnswer(
        member=member,
        reply=reply,
        replied_at=None if reply == "pending" else proposed_at + after,
    )


def _followed_up(introduction: SeedIntroduction, rng: np.random.Generator) -> SeedIntroduction:
    """Draw whether two who said yes did meet, and who of them said so."""
    have_met = bool(rng.random() < _MET_SHARE)
    says = [have_met if rng.random() < 0.85 else None for _ in range(2)]  # noqa: PLR2004 - some never say
    return with_follow_up(introduction, first=says[0], second=says[1])


def with_follow_up(
    introduction: SeedIntroduction, *, first: bool | None, second: bool | None
) -> SeedIntroduction:
    """Give the introduction with what each says to "did you meet?"; both have said yes."""
    answers = [
        SeedAnswer(
            member=answer.member,
            reply="yes",
            replied_at=answer.replied_at or introduction.proposed_at + timedelta(minutes=20),
            has_met=says,
        )
        for answer, says in ((introduction.first, first), (introduction.second, second))
    ]
    return SeedIntroduction(
        first=answers[0],
        second=answers[1],
        day=introduction.day,
        worth=introduction.worth,
        reasons=introduction.reasons,
        proposed_at=introduction.proposed_at,
    )
