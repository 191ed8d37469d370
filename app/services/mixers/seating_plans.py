"""The draft of a plan as the host reads it: rounds, tables, names, and what is worth a look."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from app.services.mixers.mixer_doubts import Doubt, about_tables
from app.services.mixers.projector import gaps
from app.services.seating import seatings
from app.services.seating.matchmaking_attendees import colleagues
from app.services.seating.seating_guests import Guest
from app.services.seating.seating_room import PlannedSeat, Room, Seats
from app.services.seating.seatings import Told
from app.services.texts import folded
from models.industry import INDUSTRIES


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitter:
    """Somebody at a table of the draft."""

    id: int
    name: str
    label: str
    """The name, where nothing stands beside it."""
    company: str
    industry: str
    is_locked: bool
    keeps_table: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTable:
    """One table in one round of the draft."""

    number: int
    sitters: tuple[Sitter, ...]
    industries: int
    """How many different ones sit there; unknown ones are not counted."""

    @property
    def is_locked(self) -> bool:
        """Whether nobody at it moves when the plan is made anew."""
        return all(sitter.is_locked or sitter.keeps_table for sitter in self.sitters)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRound:
    """One round of the draft."""

    number: int
    tables: tuple[DraftTable, ...]
    sitting_out: tuple[Sitter, ...]
    people: tuple[Guest, ...]
    """Those who are there in this round, in the order in which one looks for a name."""
    not_there: tuple[str, ...]
    """Who comes later, or has gone by then."""

    @property
    def empty(self) -> tuple[int, ...]:
        """Give the tables that stay as they are on the cards, and have nobody in this round."""
        return gaps(table.number for table in self.tables)

    @property
    def table_of(self) -> dict[int, int]:
        """Give the table of everybody who sits at one."""
        return {sitter.id: table.number for table in self.tables for sitter in table.sitters}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The plan of the rounds to come, and what a host should know of it."""

    people: tuple[Guest, ...]
    """Everybody to be seated, in the order in which one looks for a name."""
    rounds: tuple[DraftRound, ...]
    again: tuple[tuple[str, str], ...]
    """Who meets more than once tonight."""
    why_again: tuple[Doubt, ...]
    """What makes that unavoidable, if it is known."""
    proof: Doubt | None
    """What is proved to stand in the way of a plan that keeps every rule."""
    colleagues: tuple[tuple[str, str], ...]
    """Who shares a table though they work for one company."""
    alone: tuple[str, ...]
    """Who meets nobody useful."""
    moved: tuple[str, ...]
    swapped: tuple[str, ...]
    again_now: tuple[tuple[str, str], ...]
    """Who meets again through the last change."""
    without_seat: tuple[str, ...]
    """Who has come and sits nowhere yet."""
    away: int
    """How many have a seat and are not coming any more."""
    industries: float
    """How many different industries sit at a table, on average."""


def draft(room: Room, told: Told | None) -> Draft:
    """Draw the plan that stands."""
    names = {guest.id: guest.label for guest in room.guests}
    told = told or Told()
    rounds = tuple(_round(room, number, seats) for number, seats in sorted(room.seats.items()))
    tables = [table for one in rounds for table in one.tables]
    again = _again(room)
    return Draft(
        people=tuple(_by_name(room)),
        rounds=rounds,
        again=_pairs(again, names),
        why_again=_why(room) if again else (),
        proof=_proof(told, names),
        colleagues=_pairs(_colleagues(room, rounds), names),
        alone=_names(told.alone, names),
        moved=_names(told.moved, names),
        swapped=_names(told.swapped, names),
        again_now=_pairs(((one, other) for one, other in told.again), names),
        without_seat=_names(room.without_seat, names) if room.seats else (),
        away=len(room.away),
        industries=sum(table.industries for table in tables) / max(1, len(tables)),
    )


def _by_name(room: Room) -> list[Guest]:
    return sorted(room.guests, key=lambda guest: (folded(guest.name), guest.id))


def _round(room: Room, number: int, seats: Seats) -> DraftRound:
    everybody = _by_name(room)
    people = tuple(guest for guest in everybody if guest.is_in(number))
    sitters = [
        (seats[guest.id].table, _sitter(room, guest, seats[guest.id]))
        for guest in everybody
        if guest.id in seats
    ]
    return DraftRound(
        number=number,
        tables=tuple(
            _table(table, [sitter for at, sitter in sitters if at == table])
            for table in sorted({at for at, _sitter in sitters})
        ),
        sitting_out=tuple(_sitter(room, guest, None) for guest in people if guest.id not in seats),
        people=people,
        not_there=tuple(guest.label for guest in everybody if not guest.is_in(number)),
    )


def _sitter(room: Room, guest: Guest, seat: PlannedSeat | None) -> Sitter:
    known = INDUSTRIES.get(guest.industry)
    return Sitter(
        id=guest.id,
        name=guest.name,
        label=guest.label,
        company=guest.company,
        industry=known.name if known else "",
        is_locked=seat is not None and seat.is_locked,
        keeps_table=guest.id in room.hosts,
    )


def _table(number: int, sitters: list[Sitter]) -> DraftTable:
    industries = {sitter.industry for sitter in sitters} - {""}
    return DraftTable(number=number, sitters=tuple(sitters), industries=len(industries))


def _again(room: Room) -> set[seatings.Pair]:
    planned = [
        [
            [one for one, seat in seats.items() if seat.table == table]
            for table in {seat.table for seat in seats.values()}
        ]
        for _number, seats in sorted(room.seats.items())
    ]
    played = [list(tables.values()) for _number, tables in sorted(room.met.items())]
    return seatings.again(played + planned) - room.together


def _why(room: Room) -> tuple[Doubt, ...]:
    mixer = room.mixer
    return tuple(about_tables(len(room.guests), mixer.table_size, mixer.rounds))


def _proof(told: Told, names: dict[int, str]) -> Doubt | None:
    """Put names for ids into a proof; of somebody who is gone there is nothing left to say."""
    if told.why is None:
        return None
    facts = dict(told.why["facts"])
    if "people" in facts:
        if not set(facts["people"]) <= names.keys():
            return None
        facts["people"] = _names(facts["people"], names)
    if "field" in facts:
        facts["field"] = INDUSTRIES[facts["field"]].name
    return Doubt(told.why["words"], facts)


def _colleagues(room: Room, rounds: tuple[DraftRound, ...]) -> set[seatings.Pair]:
    tables = [{sitter.id for sitter in table.sitters} for one in rounds for table in one.tables]
    found = colleagues(room.guests)
    return {pair for pair in found if any(table.issuperset(pair) for table in tables)}


def _names(ids: Collection[int], names: dict[int, str]) -> tuple[str, ...]:
    return tuple(sorted((names[one] for one in ids if one in names), key=folded))


def _pairs(pairs: Iterable[tuple[int, int]], names: dict[int, str]) -> tuple[tuple[str, str], ...]:
    known = [(names[a], names[b]) for a, b in sorted(pairs) if a in names and b in names]
    return tuple(sorted(known))
