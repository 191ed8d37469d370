"""Loading the demo space: all of it or nothing, and never beside real people."""

import io
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.seed import people_rows, sign_ins, space, story_rows, wants_rows
from app.seed.faces.portrait import portrait
from app.seed.members import SeedMember
from app.seed.people_rows import Extras
from app.seed.sign_ins import DemoSignIn
from app.seed.story import SEED, Story, tell
from app.seed.story_rows import Ids
from app.services import photos
from app.services.accounts import passwords
from app.services.errors import Refused
from models import Member, OpeningHours, Space, Zone


class HoldsRealPeople(Refused):
    """The demo space would stand among real people."""

    status = 409
    message = (
        "This installation holds people or a space of its own, so the demo space is not loaded. "
        "Give it a data folder and database of its own."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What became of loading, and how to sign in."""

    is_new: bool
    members: int
    sign_ins: tuple[DemoSignIn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the demo keeps its files, and how costly a password is to guess."""

    photos: Path
    sign_ins: Path
    password_memory_kib: int


def is_loaded(session: Session) -> bool:
    """Whether the demo space is here."""
    return demo_space(session) is not None


def is_empty(session: Session) -> bool:
    """Whether there is nobody and no space at all."""
    anything = select(exists().select_from(Member)), select(exists().select_from(Space))
    return not any(session.scalar(question) for question in anything)


def demo_space(session: Session) -> Space | None:
    """Give the demo space, if it is here."""
    return session.scalar(select(Space).where(Space.is_demo.is_(True), Space.slug == space.SLUG))


def load(session: Session, *, now: datetime, places: Places, seed: int = SEED) -> Summary:
    """Fill an empty database with the demo space; a second time, do nothing.

    The caller commits. Until then nothing is there but files, which the next run
    writes anew and the clean-up of pictures finds.
    """
    if is_loaded(session):
        return Summary(is_new=False, members=0, sign_ins=sign_ins.kept(places.sign_ins))
    if not is_empty(session):
        raise HoldsRealPeople
    story = tell(seed, now=now)
    known = sign_ins.new_sign_ins(story.members)
    stems = store_portraits(story.members, places.photos, seed=seed)
    try:
        _add(session, story, _extras(known, stems, places), now=now, seed=seed)
        sign_ins.keep(places.sign_ins, known)
    except BaseException:
        for stem in stems.values():
            photos.remove_files(places.photos, stem)
        raise
    return Summary(is_new=True, members=len(story.members), sign_ins=known)


def store_portraits(people: tuple[SeedMember, ...], folder: Path, *, seed: int) -> dict[str, str]:
    """Draw and keep the portraits of those who have one, the way uploads are kept."""
    draws = np.random.default_rng([seed, len(people)]).spawn(len(people))
    stems = {}
    for person, rng in zip(people, draws, strict=True):
        if person.has_photo:
            picture = io.BytesIO()
            portrait(person.look, rng).save(picture, "PNG", compress_level=1)
            picture.seek(0)
            stems[person.name] = photos.store(folder, picture)
    return stems


def _extras(known: tuple[DemoSignIn, ...], stems: dict[str, str], places: Places) -> Extras:
    memory = places.password_memory_kib
    return Extras(
        password_hashes={
            one.name: passwords.hashed(one.password, memory_kib=memory) for one in known
        },
        photos=stems,
    )


def _add(session: Session, story: Story, extras: Extras, *, now: datetime, seed: int) -> None:
    today = space.today(now)
    space_id, zone_ids = _add_space(session, now=min(visit.checked_in_at for visit in story.visits))
    member_ids = people_rows.add_members(session, story.members, extras, space_id=space_id)
    rng = np.random.default_rng([seed, len(story.visits)])
    wants_rows.add_wants(session, story.members, member_ids, rng, today=today)
    ids = Ids(space=space_id, zones=zone_ids, members=member_ids)
    story_rows.add_story(session, story, ids)


def _add_space(session: Session, *, now: datetime) -> tuple[int, list[int]]:
    """Add Harbour Yard as it was set up; give its id and those of its zones."""
    row = Space(
        slug=space.SLUG,
        name=space.NAME,
        time_zone=space.TIME_ZONE,
        address=space.ADDRESS,
        welcome=space.WELCOME,
        retention_days=space.RETENTION_DAYS,
        is_demo=True,
        created_at=now,
    )
    session.add(row)
    session.flush()
    zones = [
        Zone(space_id=row.id, name=zone.name, position=place)
        for place, zone in enumerate(space.ZONES)
    ]
    hours = [
        OpeningHours(space_id=row.id, weekday=day, opens=space.OPENS, closes=space.CLOSES)
        for day in space.WEEKDAYS
    ]
    session.add_all([*zones, *hours])
    session.flush()
    return row.id, [zone.id for zone in zones]
