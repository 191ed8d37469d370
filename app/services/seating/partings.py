"""Who never shares a table at a mixer, for reasons that are theirs alone and stay with them."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy.orm import Session

from app.services.matchmaking import matchmaking_queries as rows
from app.services.seating.seating_room import Room
from models import Reply

Pair = tuple[int, int]


def parted(session: Session, members: Mapping[int, int]) -> frozenset[Pair]:
    """Give the pairs of which one has blocked the other, or said "not this person".

    `members` are the numbers of the people, each with that of the attendee, in which the
    pairs are given, the smaller first.
    """
    refused = {
        (row.first_id, row.second_id)
        for row in rows.introductions_among(session, members)
        if Reply.NEVER in (row.first_reply, row.second_reply)
    }
    blocked = rows.blocks_among(session, members)
    return frozenset(
        (min(members[one], members[other]), max(members[one], members[other]))
        for one, other in blocked | refused
    )


def parted_at(seats: Mapping[int, int], pairs: Collection[Pair]) -> dict[int, int]:
    """Take one of two away from a table at which both would sit."""
    parted = dict(seats)
    for one, other in sorted(pairs):
        if one in parted and parted[one] == parted.get(other):
            del parted[other]
    return parted


def keeps(rounds: Iterable[Mapping[int, int]], pairs: Collection[Pair]) -> bool:
    """Whether no two of a pair share a table in any of these rounds."""
    return not any(
        one in seats and seats[one] == seats.get(other) for seats in rounds for one, other in pairs
    )


def groups(together: Collection[Pair], pairs: Collection[Pair]) -> list[set[int]]:
    """Join those who stay together into groups; what two have between them comes first."""
    found: list[set[int]] = []
    for pair in sorted(together):
        touched = [group for group in found if group & set(pair)]
        found = [group for group in found if group not in touched]
        found.append(set(pair).union(*touched))
    return [group for group in found if not any(set(pair) <= group for pair in pairs)]


def are_kept(session: Session, room: Room) -> bool:
    """Whether the plan that stands keeps them apart, those too who have parted since."""
    members = {guest.member_id: guest.id for guest in room.guests if guest.member_id is not None}
    pairs = parted(session, members)
    rounds = ({one: seat.table for one, seat in seats.items()} for seats in room.seats.values())
    return keeps(rounds, pairs)
