"""Nothing is proved against a room that has a plan, and plans at any tables keep all rules."""

import time

import numpy as np
from hypothesis import given, settings

from matching import Attendee, Evening, seat
from matching.mixers.bounds.ceiling import Ceiling
from matching.mixers.evenings.floor import floor_of
from matching.mixers.exhaustive.exact import answer
from matching.mixers.figures import judged
from matching.mixers.min_conflicts.breakout import _fit, fitted
from matching.mixers.min_conflicts.tabu_search import settle
from matching.mixers.proofs.obstacles import obstacle
from matching.mixers.proofs.relaxation import proof
from tests.matching.mixers.planted import planted_rooms

NO_MATTER = Ceiling(1, "seats")


@settings(max_examples=60)
@given(planted_rooms())
def test_nothing_is_proved_against_a_room_made_from_a_plan(planted):
    one, rounds = planted
    floor = floor_of(one)

    assert judged(floor, rounds, bound=NO_MATTER).broken == ()
    assert obstacle(floor) == ""


@settings(max_examples=8)
@given(planted_rooms())
def test_programmes_prove_nothing_against_a_room_made_from_a_plan(planted):
    one, _ = planted
    floor = floor_of(one)

    assert proof(floor, seconds=1) == ""
    assert answer(floor, seconds=0.1).why == ""


@settings(max_examples=10)
@given(planted_rooms())
def test_a_plan_at_tables_of_any_size_keeps_every_rule(planted):
    one, _ = planted

    found = fitted(floor_of(one), until=time.monotonic() + 0.1, seed=1)

    if found is not None:
        floor, at = found
        assert judged(floor, named(one, floor, at), bound=NO_MATTER).broken == ()


@settings(max_examples=40)
@given(planted_rooms())
def test_faults_noted_step_by_step_are_those_that_are_there(planted):
    one, _ = planted
    floor = floor_of(one)
    fit = _fit(floor, seed=2)
    begun = fit.at.copy()

    settle(fit, 50)

    again = _fit(floor, seed=2, at=fit.at)
    assert (again.at == fit.at).all()
    assert (again.faults == fit.faults).all()
    assert (again.met == fit.met).all()
    assert (again.heads == fit.heads).all()
    assert again.many[0] == fit.many[0] == (fit.faults > 0).sum()
    pins = np.array([floor.pins(number) for number in range(one.rounds)])
    assert (fit.at[pins >= 0] == pins[pins >= 0]).all()
    assert ((fit.at < 0) == (begun < 0)).all()


def test_those_who_must_be_alone_get_small_tables_though_all_others_need_full_ones():
    people = tuple(Attendee(id=f"p{i:02d}") for i in range(40))
    alone = (frozenset({"p00", "p01"}), frozenset({"p02", "p03"}))
    apart = {
        (name, other.id) for pair in alone for name in pair for other in people if name < other.id
    }
    one = Evening(
        attendees=people, rounds=2, table_size=4, smallest_table=2, tables=11,
        keep_together=alone, keep_apart=frozenset(apart - {("p00", "p01"), ("p02", "p03")}),
    )  # fmt: skip

    plan = seat(one, seconds=0.5)

    assert plan.broken == ()
    assert sorted(map(len, plan.rounds[0])) == [2, 2, *[4] * 9]


def named(one, floor, at):
    """Give the tables of a plan as ids."""
    return tuple(
        tuple(
            tuple(one.ids[i] for i in np.flatnonzero(row == table))
            for table in range(len(shape.sizes))
        )
        for row, shape in zip(at, floor.shapes, strict=True)
    )
