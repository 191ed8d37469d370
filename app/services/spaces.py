"""What a host sets for a space: its rules, its zones and its hours."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, time
from zoneinfo import available_timezones

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.services import marks, opening, texts
from app.services.accounts import second_factors
from app.services.errors import NotFound, Refused
from models import OpeningHours, Space, Visit, Zone

INTRODUCTIONS_PER_DAY = (0, 3)
COOLING_DAYS = (7, 730)
RETENTION_DAYS = (1, 365)
COUNTS = (0, 2)
"""Not at all, as usual, more."""
LONGEST_WELCOME = 2000
MOST_ZONES = 50
DAYS_OF_A_WEEK = 7

Hours = Mapping[int, tuple[time, time]]
"""Opening and closing time by weekday, 0 for Monday; a day that is missing is closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a space is called and how it introduces people."""

    name: str
    address: str
    welcome: str
    time_zone: str
    introductions_per_day: int
    cooling_days: int
    counts_cross_industry: int = 1
    counts_newcomer: int = 1
    counts_bridging: int = 1
    counts_zone: int = 1
    retention_days: int
    asks_second_factor: bool


class Unprotected(Refused):
    """A host who would ask the other hosts for what they have not done themselves."""

    message = "Turn on your own second step first, in your settings."


def rules_of(space: Space) -> Rules:
    """Give the rules as they stand."""
    return Rules(**{name: getattr(space, name) for name in Rules.__slots__})


def change_rules(
    session: Session, space: Space, *, to: Rules, shown: str, by: int, now: datetime
) -> None:
    """Set the rules, unless another host has changed them since the form with this mark.

    Only who has a second step may ask it of all hosts, so that one at least can go on.
    """
    wanted = _checked(to)
    session.refresh(space, with_for_update={"key_share": True})
    standing = rules_of(space)
    if standing == wanted:
        return
    marks.require_seen(standing, shown)
    if wanted.asks_second_factor and not standing.asks_second_factor:
        _require_protected(session, by)
    for name, value in asdict(wanted).items():
        setattr(space, name, value)
    if wanted.time_zone != standing.time_zone:
        _end_stays_anew(session, space, now)


def _require_protected(session: Session, member_id: int) -> None:
    if second_factors.standing(session, member_id) is None:
        raise Unprotected


def _checked(rules: Rules) -> Rules:
    if rules.time_zone not in available_timezones():
        message = "Choose a time zone from the list, such as Europe/Lisbon."
        raise Refused(message)
    _require_between(rules.introductions_per_day, INTRODUCTIONS_PER_DAY)
    _require_between(rules.cooling_days, COOLING_DAYS)
    _require_between(rules.retention_days, RETENTION_DAYS)
    for counts in (
        rules.counts_cross_industry,
        rules.counts_newcomer,
        rules.counts_bridging,
        rules.counts_zone,
    ):
        _require_between(counts, COUNTS)
    no_name = Refused("A space needs a name.")
    name = texts.readable_line(rules.name, most=120, otherwise=no_name)
    return Rules(
        **asdict(rules)
        | {
            "name": name,
            "address": texts.fitting(texts.one_line(rules.address), most=200),
            "welcome": texts.fitting(texts.paragraphs(rules.welcome), most=LONGEST_WELCOME),
        }
    )


def _require_between(number: int, bounds: tuple[int, int]) -> None:
    lowest, highest = bounds
    if not lowest <= number <= highest:
        message = f"Choose a number from {lowest} to {highest}."
        raise Refused(message)


def zones_of(session: Session, space: Space) -> list[Zone]:
    """Give all zones, the closed ones too, in the order in which members see them."""
    query = select(Zone).where(Zone.space_id == space.id)
    return list(session.scalars(query.order_by(Zone.position, Zone.id)))


def add_zone(session: Session, space: Space, *, name: str) -> Zone:
    """Add a zone at the end; one that is there already stays the only one of its name, open."""
    zones = _to_change(session, space)
    name = _zone_name(name)
    if (same := _named(zones, name)) is not None:
        same.closed_at = None
        return same
    if len(zones) >= MOST_ZONES:
        message = f"{MOST_ZONES} zones are the most."
        raise Refused(message)
    position = max((zone.position for zone in zones), default=-1) + 1
    zone = Zone(space_id=space.id, name=name, position=position)
    session.add(zone)
    session.flush()
    return zone


def rename_zone(session: Session, space: Space, zone_id: int, *, name: str) -> None:
    """Give a zone another name; the visits that were noted there go with it."""
    zones = _to_change(session, space)
    zone, name = _found(zones, zone_id), _zone_name(name)
    same = _named(zones, name)
    if same is not None and same is not zone:
        message = f"There is a zone “{same.name}” already."
        raise Refused(message)
    zone.name = name


def move_zone(session: Session, space: Space, zone_id: int, *, to: int) -> None:
    """Put a zone at this place, counted from 0; the others close up."""
    zones = _to_change(session, space)
    zone = _found(zones, zone_id)
    zones.remove(zone)
    zones.insert(max(to, 0), zone)
    for position, moved in enumerate(zones):
        moved.position = position


def close_zone(session: Session, space: Space, zone_id: int, *, now: datetime) -> None:
    """Let a zone take nobody any more; who sits there stays."""
    zone = _found(_to_change(session, space), zone_id)
    zone.closed_at = zone.closed_at or now


def reopen_zone(session: Session, space: Space, zone_id: int) -> None:
    """Let a closed zone take people again."""
    _found(_to_change(session, space), zone_id).closed_at = None


def _to_change(session: Session, space: Space) -> list[Zone]:
    # Hosts take turns, so that no two zones get one name or one place.
    session.execute(select(Space.id).where(Space.id == space.id).with_for_update(key_share=True))
    query = select(Zone).where(Zone.space_id == space.id).order_by(Zone.position, Zone.id)
    return list(session.scalars(query.execution_options(populate_existing=True)))


def _found(zones: list[Zone], zone_id: int) -> Zone:
    for zone in zones:
        if zone.id == zone_id:
            return zone
    raise NotFound


def _named(zones: list[Zone], name: str) -> Zone | None:
    return next((zone for zone in zones if zone.name.casefold() == name.casefold()), None)


def _zone_name(name: str) -> str:
    return texts.readable_line(name, most=60, otherwise=Refused("A zone needs a name."))


def change_hours(session: Session, space: Space, *, to: Hours, shown: str, now: datetime) -> None:
    """Set the opening hours of the week, unless another host has since the form with this mark.

    Whoever is in now may stay until the new closing time. One that is not after the opening time
    is of the next day.
    """
    session.execute(select(Space.id).where(Space.id == space.id).with_for_update(key_share=True))
    query = select(OpeningHours).where(OpeningHours.space_id == space.id)
    rows = {row.weekday: row for row in session.scalars(query)}
    standing = {weekday: (row.opens, row.closes) for weekday, row in rows.items()}
    if standing == to:
        return
    marks.require_seen(standing, shown)
    for weekday in range(DAYS_OF_A_WEEK):
        _set_day(session, space, weekday, rows.get(weekday), to.get(weekday))
    _end_stays_anew(session, space, now)


def _set_day(
    session: Session,
    space: Space,
    weekday: int,
    row: OpeningHours | None,
    hours: tuple[time, time] | None,
) -> None:
    if hours is None:
        if row is not None:
            session.delete(row)
    elif row is None:
        opens, closes = hours
        session.add(OpeningHours(space_id=space.id, weekday=weekday, opens=opens, closes=closes))
    else:
        row.opens, row.closes = hours


def _end_stays_anew(session: Session, space: Space, now: datetime) -> None:
    session.flush()
    session.execute(
        update(Visit)
        .where(Visit.space_id == space.id, Visit.checked_out_at.is_(None), Visit.closes_at > now)
        .values(
            closes_at=opening.closing_time(session, space, now=now),
            changed_at=now,
            version=Visit.version + 1,
        )
    )
