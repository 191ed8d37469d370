"""A space with 200 people in, and a browser in which one more is signed in."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app import create_app
from app.extensions import make_engine
from app.services import tokens
from config import Settings
from models import (
    Ask,
    AskKind,
    Block,
    Introduction,
    Member,
    Membership,
    Offer,
    Profile,
    SignIn,
    Skill,
    Space,
    Visit,
    VisitSource,
    Zone,
    migrations,
)
from models.industry import INDUSTRIES

LISTED, HIDDEN = 200, 40
LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)
FIRST_DAY, LAST_DAY = date(2025, 1, 1), date(2100, 1, 1)
TRADES = ("Bread", "Tax", "Film cutting", "Timber frames", "Maps", "Ceramics", "Law", "Sound")
NAMES = ("Ana Silva", "Bo Lindqvist", "Chiara Conti", "Dau Nguyen", "Ewa Nowak", "Femi Ade")


@contextmanager
def signed_in_browser(folder: Path) -> Iterator[FlaskClient]:
    """Give a browser in which somebody is signed in who is in a full space."""
    settings = Settings(data=folder, secret_key="benchmark", scheduler=False, log_level="ERROR")  # noqa: S106 - of nobody
    token = secrets.token_urlsafe()
    engine = make_engine(settings.database)
    with engine.begin() as connection:
        migrations.upgrade(connection)
    with Session(engine) as session, session.begin():
        _fill(session, token, datetime.now(UTC))
    engine.dispose()
    app = create_app(settings)
    browser = app.test_client()
    with browser.session_transaction() as cookie:
        cookie.update(_user_id=token, _fresh=True)
    yield browser
    app.extensions["database"][0].dispose()


def _fill(session: Session, token: str, now: datetime) -> None:
    space = Space(slug="harbour", name="Harbour", time_zone="UTC", created_at=LONG_AGO)
    space.zones = [Zone(name=name) for name in ("Window desks", "Workshop", "Library", "Attic")]
    skills = [_skill(f"{trade} {n}") for trade in TRADES for n in range(8)]
    people = [_member(n, skills) for n in range(LISTED + HIDDEN + 1)]
    session.add_all([space, *skills, *people])
    session.flush()
    viewer = people[0]
    for n, member in enumerate(people):
        is_listed = n <= LISTED or n % 2 == 0
        session.add_all(_arrival(member, space, n=n, now=now, is_listed=is_listed))
    for member in people[LISTED + 2 :: 2]:
        session.add(Block(member_id=member.id, other_id=viewer.id, at=now))
    for member in people[1:3]:
        session.add(_introduction(viewer, member, space, now))
    session.add(
        SignIn(
            token_hash=tokens.hashed(token),
            member_id=viewer.id,
            created_at=now,
            seen_at=now,
            expires_at=now + timedelta(days=1),
        )
    )


def _skill(name: str) -> Skill:
    return Skill(name=name, key=Skill.key_of(name))


def _member(n: int, skills: list[Skill]) -> Member:
    codes = list(INDUSTRIES)
    profile = Profile(
        name=f"{NAMES[n % len(NAMES)]} {n}",
        pronunciation="as it is written",
        headline="Makes good things, and knows how to sell them",
        working_on="A workshop that is open to the street",
        industry=codes[n % len(codes)],
        company=f"{TRADES[n % len(TRADES)]} & Daughters",
    )
    for k in (n, n + 5):
        tags = [skills[k % len(skills)], skills[(k + 7) % len(skills)]]
        profile.offers.append(
            Offer(words=f"Help with {tags[0].name}", skills=tags, created_at=LONG_AGO)
        )
    profile.asks.append(
        Ask(
            kind=AskKind.SUPPLIER,
            words="Somebody who has opened a shop before and tells how it went",
            skills=[skills[(n * 3) % len(skills)]],
            created_at=LONG_AGO,
            expires_on=LAST_DAY,
        )
    )
    return Member(
        email=f"person{n}@example.org", created_at=LONG_AGO, claimed_at=LONG_AGO, profile=profile
    )


def _arrival(
    member: Member, space: Space, *, n: int, now: datetime, is_listed: bool
) -> tuple[Membership, Visit]:
    membership = Membership(
        space_id=space.id,
        member_id=member.id,
        is_listed=is_listed,
        wants_introductions=True,
        joined_at=LONG_AGO,
        welcomed_at=LONG_AGO,
        starts_on=FIRST_DAY,
        created_at=LONG_AGO,
    )
    arrived = now - timedelta(minutes=n)
    visit = Visit(
        space_id=space.id,
        member_id=member.id,
        zone_id=space.zones[n % len(space.zones)].id,
        day=now.date(),
        source=VisitSource.SELF,
        is_listed=is_listed,
        heads_down_until=now + timedelta(hours=1) if n % 5 == 0 else None,
        checked_in_at=arrived,
        closes_at=now + timedelta(hours=8),
        changed_at=arrived,
    )
    return membership, visit


def _introduction(viewer: Member, other: Member, space: Space, now: datetime) -> Introduction:
    return Introduction(
        space_id=space.id,
        day=now.date(),
        first_id=viewer.id,
        second_id=other.id,
        worth=0.5,
        reasons=[],
        proposed_at=now,
    )
