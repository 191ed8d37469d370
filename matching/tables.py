"""Planning a mixer: who sits at which table in which round."""

import time
from importlib import import_module

from matching.ceiling import ceiling
from matching.evening import Attendee, Evening, Round
from matching.figures import judged
from matching.floor import Floor, floor_of
from matching.plans import SeatingPlan
from matching.seat_arrays import Costs, Seats
from matching.seats import seats_of

_STEPS = 20_000


def seat(evening: Evening, *, seconds: float = 1.0, seed: int = 0) -> SeatingPlan:
    """Plan the rounds of a mixer that are still to come.

    Parameters
    ----------
    evening : Evening
        Who comes, and the rules.
    seconds : float
        How long to look for a better plan.
    seed : int
        Decides where chance decides.

    Returns
    -------
    plan : SeatingPlan
        The best plan found. Where rules are broken it says which, and why.

    Raises
    ------
    InvalidValue
        If hosts and locks contradict each other or another rule.

    Examples
    --------
    >>> people = tuple(Attendee(id=f"p{i}", company=f"c{i % 3}") for i in range(9))
    >>> plan = seat(Evening(attendees=people, rounds=2, table_size=3), seconds=0.1)
    >>> len(plan.rounds), plan.repeats, plan.broken
    (2, 0, ())
    """
    began = time.monotonic()
    floor = floor_of(evening)
    bound = ceiling(floor)
    found = _annealed(floor, until=began + seconds, seed=seed)
    why = "; ".join(shape.fault for shape in floor.shapes if shape.fault)
    return judged(floor, _rounds(floor, found), bound=bound, why=why)


def warm() -> None:
    """Load and compile what planning needs, so that the first answer does not wait for it."""
    people = tuple(Attendee(id=str(i)) for i in range(4))
    seat(Evening(attendees=people, rounds=1, table_size=2), seconds=0)


def _annealed(floor: Floor, *, until: float, seed: int) -> Seats:
    kernels = import_module("matching.kernels")
    seats = seats_of(floor, seed=seed)
    usual = max(1e-9, float(abs(seats.value).mean()))
    costs = Costs(8 * usual, 8 * usual, 50 * usual, 20 * usual)
    began, share = time.monotonic(), 0.0
    while share < 1:
        now = time.monotonic()
        share = min(1.0, (now - began) / max(1e-9, until - began))
        heat = 3 * usual * 0.003**share
        kernels.anneal(seats, _STEPS, (heat, heat), costs)
    return seats


def _rounds(floor: Floor, seats: Seats) -> tuple[Round, ...]:
    ids = floor.evening.ids
    return tuple(
        tuple(
            tuple(ids[i] for i in sorted(seats.who[number, table, : seats.size[number, table]]))
            for table in range(len(shape.sizes))
        )
        for number, shape in enumerate(floor.shapes)
    )
