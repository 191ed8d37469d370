"""How long a night of 700 spaces takes, and one of 5,000 people; see docs/benchmarks.md."""

import multiprocessing
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.extensions import make_engine
from app.server import settle_memory
from app.services.matchmaking import matchmaking
from benchmarks.clock import beside_product, fastest
from benchmarks.full_space import FIRST_DAY, LAST_DAY, LONG_AGO
from benchmarks.matching_day import PlantedDay, draw
from config import Settings
from matching import Outcome, Person, choose, introductions
from models import (
    Ask,
    AskKind,
    Member,
    Membership,
    Offer,
    Profile,
    Space,
    Visit,
    VisitSource,
    migrations,
)
from models.industry import INDUSTRIES

Row = tuple[str, str, str]

SPACES, PRESENT, MEMBERS = 700, 143, 714
CORES = 2
CROWDS = 3
SAMPLED, LAST = 12, 3
_FRESH = multiprocessing.get_context("spawn")


def rows() -> list[Row]:
    """Measure, and give each figure with its goal."""
    share = SPACES // CORES
    with _FRESH.Pool(CORES) as pool:
        warm = pool.map(_warm, [range(core * share, (core + 1) * share) for core in range(CORES)])
    with _FRESH.Pool(1) as pool:
        cold = pool.apply(_cold)
    with _FRESH.Pool(1) as pool:
        seconds, megabytes, proven = pool.apply(_crowd)
    # By the last ones every phrase has been read; the others are as quick as those.
    whole = (sum(cold) + (SPACES - SAMPLED) * sum(cold[-LAST:]) / LAST) / CORES
    return [
        ("700 spaces of 143 present, texts read before, two cores", "≤ 15 s", f"{max(warm):.1f} s"),
        ("… from the database, nothing read before", "≤ 180 s", f"{whole:.0f} s"),
        (
            "5,000 present, three each, texts read before",
            "≤ 600 ms",
            beside_product(seconds, time.perf_counter),
        ),
        ("… memory at its highest, above what was there", "≤ 150 MB", f"{megabytes:.0f} MB"),
        ("… value as a share of the proven bound", "≥ 0.9999", f"{proven:.6f}"),
    ]


def _warm(spaces: range) -> float:
    """Match some spaces, one after the other, all of whose texts are known."""
    day = draw(1_400, limit=2)
    introductions(day.people, day.history)
    settle_memory()
    days = [draw(PRESENT + 1, limit=2, seed=seed + 10) for seed in spaces]
    start = time.process_time()
    for day in days:
        introductions(day.people, day.history)
    return time.process_time() - start


def _crowd() -> tuple[float, float, float]:
    days = [draw(5_000, limit=3, seed=seed) for seed in range(CROWDS)]
    small = draw(1_400, limit=3)
    choose(small.people, small.history)
    settle_memory()
    before = _memory("VmRSS")
    turns = iter(days)
    first, outcome = fastest(lambda: _looked_at(next(turns)), 1, time.perf_counter)
    highest = _memory("VmHWM") - before
    least, _ = fastest(lambda: _looked_at(next(turns)), CROWDS - 1, time.perf_counter)
    return min(first, least), highest, outcome.value / outcome.bound


def _looked_at(day: PlantedDay) -> Outcome:
    return choose(day.people, day.history)


def _memory(name: str) -> float:
    """Read what this process holds, or held at most, in megabytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024


def _cold() -> list[float]:
    """Match some spaces from the database, in a process that has read nothing; time each."""
    now = datetime.now(UTC)
    settle_memory()
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(Settings(data=Path(folder)).database)
        with engine.begin() as connection:
            migrations.upgrade(connection)
        with Session(engine) as session, session.begin():
            for number in range(SAMPLED):
                _fill(session, number, now)
        took = []
        for number in range(SAMPLED):
            start = time.process_time()
            with Session(engine) as session:
                space = session.scalars(select(Space).where(Space.slug == f"space-{number}")).one()
                matchmaking.todays(session, space, now=now)
            took.append(time.process_time() - start)
        engine.dispose()
    return took


def _fill(session: Session, number: int, now: datetime) -> None:
    """Write one space with all its members; the texts of all come from a few thousand phrases."""
    space = Space(
        slug=f"space-{number}", name=f"Space {number}", time_zone="UTC", created_at=LONG_AGO
    )
    people = draw(MEMBERS, limit=2, seed=number + 10).people
    members = [_member(number, n, person) for n, person in enumerate(people)]
    session.add_all([space, *members])
    session.flush()
    for n, member in enumerate(members):
        session.add(
            Membership(
                space_id=space.id,
                member_id=member.id,
                is_listed=True,
                wants_introductions=True,
                joined_at=LONG_AGO,
                welcomed_at=LONG_AGO,
                starts_on=FIRST_DAY,
                created_at=LONG_AGO,
            )
        )
        if n < PRESENT:
            session.add(
                Visit(
                    space_id=space.id,
                    member_id=member.id,
                    day=now.date(),
                    source=VisitSource.SELF,
                    checked_in_at=now,
                    changed_at=now,
                    closes_at=now + timedelta(hours=8),
                    is_listed=True,
                )
            )


def _member(number: int, n: int, person: Person) -> Member:
    codes = list(INDUSTRIES)
    profile = Profile(name=f"Member {n}", industry=codes[n % len(codes)], company=person.company)
    profile.offers = [Offer(words=want.words, created_at=LONG_AGO) for want in person.offers]
    profile.asks = [
        Ask(kind=AskKind.SUPPLIER, words=want.words, created_at=LONG_AGO, expires_on=LAST_DAY)
        for want in person.asks
    ]
    return Member(
        email=f"member-{number}-{n}@example.org",
        created_at=LONG_AGO,
        claimed_at=LONG_AGO,
        profile=profile,
    )
