"""A plan keeps every rule, or it is proved that none can."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matching import Attendee, Evening, pair, seat
from matching.mixers.evenings.floor import floor_of
from matching.mixers.exhaustive.backtracking import FOUND, NONE
from matching.mixers.exhaustive.exact import answer
from matching.mixers.exhaustive.integer_programme import programmed
from matching.mixers.exhaustive.restarts import try_all
from matching.mixers.exhaustive.set_partitioning import seated
from matching.mixers.figures import judged
from matching.mixers.proofs.obstacles import obstacle
from matching.mixers.proofs.relaxation import proof


def people(*companies, fields=""):
    return tuple(
        Attendee(id=f"p{i}", company=company, industry=fields[i : i + 1])
        for i, company in enumerate(companies)
    )


def evening(attendees, rounds=1, size=2, **more):
    more.setdefault("smallest_table", size)
    more.setdefault("sit_out_allowed", 0)
    return Evening(attendees=attendees, rounds=rounds, table_size=size, **more)


STRANGERS = [""] * 12

OBSTACLES = [
    (
        evening(people(*STRANGERS[:7]), rounds=2, tables=1, size=3, smallest_table=2),
        "Rounds 1 and 2: 7 people cannot all sit at 1 table of 2 to 3; 4 must sit out, and 0 may.",
    ),
    (
        evening(people(*STRANGERS[:5]), sit_out_allowed=1, sit_out_max_per_person=0),
        "Over all rounds 1 must sit out, and 0 may.",
    ),
    (
        evening(people("Ada", "Ada", "Ada", "")),
        "p0, p1 and p2 must not share a table, and round 1 has 2 tables for 3 people.",
    ),
    (
        evening(people(*STRANGERS[:6], fields="xxxxyz"), size=3, max_same_industry=1),
        "At most 1 of x may share a table, and round 1 has 2 tables for 4 people.",
    ),
    (
        evening(
            people(*STRANGERS[:8], fields="xxxxyyyy"),
            size=3,
            max_same_industry=1,
            sit_out_allowed=2,
            sit_out_max_per_person=2,
        ),
        "With 1 of an industry at a table, there is no place for 4 in round 1, and 2 may sit out.",
    ),
    (
        evening(people(*STRANGERS[:4], fields="xxyz"), max_same_industry=1, keep_together=(
            frozenset({"p0", "p1"}),
        )),
        "p0 and p1 must share a table, and 1 of their industry may.",
    ),
    (
        evening(people(*STRANGERS[:9]), rounds=2, size=4, smallest_table=4, sit_out_allowed=1),
        "4 people of one table cannot all be apart at 2 tables, so some meet again in round 2.",
    ),
    (
        evening(people(*[""] * 18), rounds=2, size=5, smallest_table=4, keep_together=(
            frozenset({"p0", "p1"}),
        )),
        "5 people of one table cannot all be apart at 4 tables, so some meet again in round 2.",
    ),
    (
        evening(people(*STRANGERS[:6]), history=((("p0", "p1", "p2"),),), size=3),
        (
            "3 who shared a table before cannot all be apart at 2 tables, "
            "so some meet again in round 1."
        ),
    ),
    (
        evening(people("Ada", "Ada", "Bo", "Bo"), rounds=3),
        "p0 can meet at most 2 for the first time, and the rounds need 3 or more.",
    ),
    (
        evening(
            people(*STRANGERS[:5]),
            rounds=5,
            keep_apart=frozenset({("p0", "p1")}),
            sit_out_allowed=1,
            sit_out_max_per_person=5,
        ),
        "Of all pairs 9 may still meet, and the tables of all rounds need 10 or more.",
    ),
    (
        evening(people(*STRANGERS), rounds=5, size=3),
        "It is proved that 4 tables of 3 have at most 4 rounds in which nobody meets twice.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("one", "reason"), OBSTACLES, ids=lambda given: str(given)[:40])
def test_an_obstacle_is_told_in_words(one, reason):
    assert obstacle(floor_of(one)) == reason


def test_two_hosts_never_meet_which_a_linear_programme_sees():
    one = evening(people(*STRANGERS[:6]), rounds=4, fixed={"p0": 0, "p1": 1, "p2": 2})

    assert obstacle(floor_of(one)) != "" or proof(floor_of(one), seconds=1) != ""


@st.composite
def small_evenings(draw):
    count = draw(st.integers(3, 6))
    attendees = people(
        *(draw(st.sampled_from(["", "a", "b"])) for _ in range(count)),
        fields="".join(draw(st.sampled_from("xy")) for _ in range(count)),
    )
    pairs = [pair(*both) for both in combinations([one.id for one in attendees], 2)]
    size = draw(st.integers(2, 3))
    return evening(
        attendees,
        rounds=draw(st.integers(1, 2)),
        size=size,
        smallest_table=2,
        max_same_industry=draw(st.sampled_from([None, 1, 2])),
        sit_out_allowed=draw(st.integers(0, 2)),
        keep_apart=frozenset(draw(st.lists(st.sampled_from(pairs), max_size=2))),
        fixed=draw(st.sampled_from([{}, {"p0": 0}, {"p0": 0, "p1": 1}])),
    )


@settings(max_examples=20)
@given(small_evenings())
def test_a_plan_is_found_wherever_there_is_one_and_nothing_is_proved_against_it(one):
    plan = seat(one, seconds=0.05)

    assert bool(plan.broken) != _exists(one)
    if not plan.broken:
        assert plan.why == proof(floor_of(one), seconds=1) == ""


def _exists(one):
    """Try all plans, apart from the code that looks for one."""
    first = list(_rounds(one))
    if one.rounds == 1:
        return bool(first)
    return any(
        not (met & again) and not (out & bench) for met, out in first for again, bench in first
    )


def _rounds(one):
    """Give the pairs who meet and those who sit out, for all rounds that keep the rules."""
    ids = one.ids
    hosts = set(one.fixed)
    for out in range(one.sit_out_allowed + 1):
        for bench in combinations(sorted(set(ids) - hosts), out):
            seated = tuple(name for name in ids if name not in bench)
            for tables in _tables(one, seated):
                met = {pair(*both) for table in tables for both in combinations(table, 2)}
                yield frozenset(met), frozenset(bench)


def _tables(one, seated):
    if not seated:
        yield ()
        return
    for size in range(one.smallest, one.table_size + 1):
        for others in combinations(seated[1:], size - 1):
            table = (seated[0], *others)
            if _allowed(one, table):
                rest = tuple(name for name in seated if name not in table)
                yield from ((table, *tables) for tables in _tables(one, rest))


def _allowed(one, table):
    who = {person.id: person for person in one.attendees}
    fields = [who[name].industry for name in table]
    apart = all(
        (who[a].company != who[b].company or not who[a].company)
        and pair(a, b) not in one.keep_apart
        and not {a, b} <= set(one.fixed)
        for a, b in combinations(table, 2)
    )
    return apart and max(map(fields.count, fields)) <= (one.max_same_industry or len(table))


def test_more_and_smaller_tables_are_laid_where_the_fewest_cannot_keep_the_rules():
    one = evening(people(*STRANGERS[:9]), rounds=4, size=4, smallest_table=2)
    full = replace(one, smallest_table=4, sit_out_allowed=1, sit_out_max_per_person=4)

    plan = seat(one, seconds=0.2)

    assert (plan.broken, plan.why) == ((), "")
    assert "cannot all be apart" in seat(full, seconds=0.02).why


def test_a_host_with_few_new_people_left_has_the_smaller_table():
    apart = frozenset(("p0", f"p{k}") for k in range(4, 9))
    one = evening(
        people(*STRANGERS[:9]), rounds=3, size=3, smallest_table=2, keep_apart=apart,
        fixed={"p0": 0},
    )  # fmt: skip

    assert seat(one, seconds=0.2).broken == ()


@settings(max_examples=30)
@given(small_evenings())
def test_all_plans_of_a_small_room_are_gone_through(one):
    floor, exists = floor_of(one), _exists(one)
    assume(not any(shape.fault for shape in floor.shapes))

    said, _ = try_all(floor, steps=100_000)
    reply = answer(floor, seconds=10)

    assert said == (FOUND if exists else NONE)
    for none, rounds in (programmed(floor, seconds=10), seated(floor, seconds=10)):
        assert (none, rounds is not None) == (not exists, exists)
    assert (reply.why != "", reply.floor is not None) == (not exists, exists)
    if reply.floor is not None:
        assert judged(reply.floor, named(one, reply)).broken == ()


def named(one, reply):
    """Give the tables of a plan as ids."""
    return tuple(
        tuple(
            tuple(one.ids[i] for i in np.flatnonzero(row == table))
            for table in range(len(shape.sizes))
        )
        for row, shape in zip(reply.at, reply.floor.shapes, strict=True)
    )


def test_a_host_who_is_there_alone_has_no_table():
    alone = {1: frozenset({"p1", "p2", "p3"})}
    one = evening(people(*STRANGERS[:4]), rounds=2, fixed={"p0": 0}, absent=alone)

    assert "round 2: p0 must sit at table 1" in seat(one, seconds=0).broken
