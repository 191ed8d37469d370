"""In how many hard rooms there is a plan or a proof within a second; plans are checked here."""

import time
from collections import Counter
from itertools import combinations

from benchmarks.hard_rooms import hard_room
from matching import Evening, SeatingPlan, pair, seat, warm

Row = tuple[str, str, str]

_ROOMS, _SECONDS = 40, 1.0


def rows() -> list[Row]:
    """Plan every room, check the plans by other code, and count."""
    warm()
    planned = proved = wrong = 0
    longest = 0.0
    for seed in range(_ROOMS):
        room = hard_room(seed)
        began = time.monotonic()
        plan = seat(room, seconds=_SECONDS)
        longest = max(longest, time.monotonic() - began)
        planned += not plan.broken
        proved += bool(plan.broken and plan.why)
        wrong += not plan.broken and bool(faults(room, plan))
    told = (
        f"{planned + proved} of {_ROOMS}; {planned} plans, {wrong} wrong; {longest:.1f} s at most"
    )
    return [("Mixers of hard rooms: a plan or a proof within 1 s", "all", told)]


def faults(room: Evening, plan: SeatingPlan) -> list[str]:
    """Look for broken rules, apart from the code that plans and judges; places are not named."""
    person = {one.id: one for one in room.attendees}
    never = {pair(*both) for both in room.keep_apart} | _strangers(room)
    never -= _groups(room)
    met = {pair(*b) for played in room.history for t in played for b in combinations(t, 2)}
    found, out = [], Counter[str]()
    for number, tables in enumerate(plan.rounds):
        here = set(person) - room.absent.get(number, frozenset())
        at = {name: k for k, table in enumerate(tables) for name in table}
        found += ["seated twice"] * (sum(map(len, tables)) != len(at))
        found += ["not there"] * (not at.keys() <= here)
        found += ["seat"] * any(at.get(n) != k for n, k in room.seats(number).items())
        out.update(here - at.keys())
        found += ["benches"] * (len(here - at.keys()) > _may_sit_out(room, len(here)))
        found += ["tables"] * (len(set(at.values())) > (room.tables or len(person)))
        for group in room.keep_together:
            found += ["together"] * (len({at.get(name) for name in group & here}) > 1)
        for table in filter(None, tables):
            found += ["size"] * (not room.smallest <= len(table) <= room.table_size)
            fields = Counter(person[name].industry for name in table if person[name].industry)
            found += ["alike"] * (max(fields.values(), default=0) > (room.max_same_industry or 99))
        pairs = [pair(*both) for table in tables for both in combinations(table, 2)]
        found += ["apart"] * bool(never & set(pairs))
        found += ["again"] * bool(met & (set(pairs) - _groups(room)) and not room.allow_repeats)
        met |= set(pairs)
    most = room.sit_out_max_per_person
    return found + ["turns"] * (max(out.values(), default=0) > most)


def _groups(room: Evening) -> set[tuple[str, str]]:
    return {pair(*both) for group in room.keep_together for both in combinations(group, 2)}


def _strangers(room: Evening) -> set[tuple[str, str]]:
    """List pairs of one firm or of rivals, or of one role where only unlike roles meet."""
    found = set()
    for one, other in combinations(room.attendees, 2):
        firms = {one.company, other.company} - {""}
        both = one.company and other.company
        rivals = both and len(firms) > 1 and pair(one.company, other.company) in room.competitors
        alike = room.cross_role_only and one.role == other.role
        if (both and len(firms) == 1) or rivals or alike:
            found.add(pair(one.id, other.id))
    return found


def _may_sit_out(room: Evening, people: int) -> int:
    """Say how many may sit out in a round; as many as must where no number is given."""
    if room.sit_out_allowed is not None:
        return room.sit_out_allowed
    return next(out for out in range(people + 1) if _fits(room, people - out))


def _fits(room: Evening, people: int) -> bool:
    """Say whether so many people can sit at some number of tables."""
    most = room.tables or people
    return people == 0 or any(
        room.smallest * tables <= people <= room.table_size * tables
        for tables in range(1, most + 1)
    )
