"""Every plan keeps every rule, whoever comes."""

from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import Attendee, Evening, InvalidValue, Want, figures, pair, seat, table_reasons, warm


def people(count, **more):
    return tuple(Attendee(id=f"p{i:02d}", **more) for i in range(count))


def faults(evening, plan):
    """Check a plan by its own rules, apart from the code that made it."""
    groups = {pair(*both) for one in evening.keep_together for both in combinations(one, 2)}
    rounds = [*evening.history, *plan.rounds]
    met = Counter(pair(*both) for tables in rounds for table in tables for both in _pairs(table))
    found = [("again", both) for both, times in met.items() if times > 1 and both not in groups]
    for number, tables in enumerate(plan.rounds):
        found += _of_round(evening, number, tables, out=plan.sitting_out[number])
        found += [fault for table in tables if table for fault in _of_table(evening, table)]
    return found


def _pairs(table):
    return combinations(table, 2)


def _of_round(evening, number, tables, *, out):
    at = {name: k for k, table in enumerate(tables) for name in table}
    here = {one.id for one in evening.attendees} - set(evening.absent.get(number, ()))
    if sum(map(len, tables)) != len(at) or {*at, *out} != here or len(at) + len(out) != len(here):
        yield ("who", number)
    for name, table in evening.seats(number).items():
        if at.get(name) != table:
            yield ("seat", name)
    for group in evening.keep_together:
        if len({at[name] for name in group if name in at}) > 1:
            yield ("together", group)


def _of_table(evening, table):
    who = {one.id: one for one in evening.attendees}
    if not evening.smallest <= len(table) <= evening.table_size:
        yield ("size", table)
    for a, b in _pairs(table):
        if (who[a].company and who[a].company == who[b].company) or (
            pair(a, b) in evening.keep_apart
        ):
            yield ("apart", a, b)
    most = Counter(who[name].industry for name in table)
    if max(most.values()) > (evening.max_same_industry or len(table)):
        yield ("industry", table)


@st.composite
def evenings(draw):
    size = draw(st.integers(2, 4))
    count = draw(st.integers(2, 14))
    company = st.sampled_from(["", "", "", "a", "b"])
    attendees = tuple(
        Attendee(id=f"p{i:02d}", company=draw(company), industry=draw(st.sampled_from("xyz")))
        for i in range(count)
    )
    ids = [one.id for one in attendees]
    rounds = draw(st.integers(1, 3))
    away = draw(st.frozensets(st.sampled_from(ids), max_size=2))
    return Evening(
        attendees=attendees,
        rounds=rounds,
        table_size=size,
        max_same_industry=draw(st.sampled_from([None, 2])),
        absent={rounds - 1: away},
        keep_apart=frozenset({pair(ids[0], ids[1])}),
        worth={both: draw(st.integers(0, 9)) for both in combinations(ids[:6], 2)},
    )


@settings(max_examples=25)
@given(evenings())
def test_a_plan_says_itself_which_rules_it_breaks(evening):
    plan = seat(evening, seconds=0.02)

    assert bool(faults(evening, plan)) <= bool(plan.broken)
    assert plan.broken or plan.worth <= plan.bound + 1e-6
    assert plan.figures == figures(evening, plan.rounds).figures


def test_nobody_meets_twice_where_that_can_be():
    evening = Evening(attendees=people(16), rounds=3, table_size=4, smallest_table=4)

    plan = seat(evening, seconds=0.1)

    assert (faults(evening, plan), plan.repeats, plan.broken, plan.why) == ([], 0, (), "")


def test_the_best_of_a_small_room_is_found():
    worth = {
        pair(a, b): float((int(a[1:]) * int(b[1:])) % 7)
        for a, b in combinations([f"p{i:02d}" for i in range(6)], 2)
    }
    evening = Evening(attendees=people(6), rounds=1, table_size=3, worth=worth)
    ids = evening.ids
    best = max(
        sum(
            worth[both]
            for part in (one, set(ids) - set(one))
            for both in combinations(sorted(part), 2)
        )
        for one in combinations(ids, 3)
    )

    assert seat(evening, seconds=0.1).worth == best


def test_a_small_room_takes_more_tables_where_full_ones_part_those_who_should_meet():
    couples = [("a", "b"), ("c", "d"), ("e", "f")]
    room = Evening(
        attendees=tuple(Attendee(id=name) for name in "abcdef"),
        rounds=1,
        table_size=3,
        smallest_table=2,
        worth=dict.fromkeys(couples, 1.0),
    )

    warm()
    plan = seat(room, seconds=1)

    assert (sorted(plan.rounds[0]), plan.worth) == (couples, 3.0)


def test_groups_hosts_locks_and_the_played_rounds_are_kept():
    played = (tuple(tuple(f"p{i:02d}" for i in range(k, k + 4)) for k in range(0, 24, 4)),)
    evening = Evening(
        attendees=people(24),
        rounds=2,
        table_size=4,
        history=played,
        keep_together=(frozenset({"p00", "p05"}),),
        fixed={"p01": 2},
        locked={1: {"p09": 0}},
    )

    plan = seat(evening, seconds=0.3)

    assert (faults(evening, plan), plan.broken) == ([], ())


def test_the_odd_one_sits_out_and_never_twice():
    evening = Evening(attendees=people(7), rounds=4, table_size=2)

    plan = seat(evening, seconds=0.1)

    assert (plan.broken, len({*plan.sitting_out})) == ((), 4)


def test_as_few_as_possible_move_in_the_round_about_to_start():
    evening = Evening(attendees=people(24), rounds=2, table_size=4)
    shown = seat(evening, seconds=0.1).rounds[0]
    gone = shown[1][2]

    anew = replace(evening, about_to_start=shown, absent={k: frozenset({gone}) for k in range(2)})
    plan = seat(anew, seconds=0.1)

    assert (plan.figures.moved, faults(anew, plan), plan.broken) == (0, [], ())


def test_what_arithmetic_forbids_is_said_with_the_fewest_repeats():
    plan = seat(Evening(attendees=people(8), rounds=2, table_size=4), seconds=0.1)

    assert plan.why == (
        "4 people of one table cannot all be apart at 2 tables, so some meet again in round 2."
    )
    assert plan.repeats == 4


def test_worth_comes_from_what_people_offer_and_ask():
    asks = (Want(words="help with packaging design"),)
    offers = (Want(words="packaging design"),)
    ana, bo = Attendee(id="ana", asks=asks), Attendee(id="bo", offers=offers)
    evening = Evening(attendees=(ana, bo, *people(2)), rounds=1, table_size=2)

    plan = seat(evening, seconds=0.05)

    assert ("ana", "bo") in plan.rounds[0]
    assert plan.figures.people["ana"].best == "bo"
    assert table_reasons(evening, ["bo", "ana"])[0].starter.ask == asks[0].words
    assert table_reasons(evening, ["bo"]) == []


def test_a_plan_by_hand_is_judged_rule_by_rule():
    evening = Evening(
        attendees=(*people(2, company="Oat", industry="x"), Attendee(id="z", industry="x")),
        rounds=2,
        table_size=3,
        tables=1,
        max_same_industry=2,
        absent={1: frozenset({"z"})},
    )

    plan = figures(evening, [(("p00", "p01", "z"),), (("p00", "z"), ("p01",))])

    assert plan.broken == (
        "round 1, table 1: p00 and p01 must not share a table",
        "round 1, table 1: 3 people of x, and 2 may share a table",
        "round 2: z is not there",
        "round 2: 2 tables in place of 1",
        "round 2, table 1: p00 and z meet again",
        "round 2, table 2: 1 person at a table for 2 to 3",
    )


def test_one_is_told_as_one():
    evening = Evening(attendees=people(3), rounds=2, table_size=2, sit_out_max_per_person=0)

    plan = figures(evening, [(("p00", "p01"),)])

    assert plan.broken == (
        "1 round is planned and 2 asked for",
        "p02 sits out too often: 1, and may 0",
    )
    why = seat(
        Evening(attendees=people(1), rounds=1, table_size=2, sit_out_allowed=0), seconds=0
    ).why
    assert "1 person cannot sit" in why


@pytest.mark.parametrize("rounds", [[(("nobody",),)], [(("p00", "p00"),)]])
def test_a_plan_by_hand_seats_no_stranger_and_nobody_twice(rounds):
    with pytest.raises(InvalidValue, match=r"rounds\[0\]"):
        figures(Evening(attendees=people(2), rounds=1, table_size=2), rounds)


def test_people_who_sell_the_same_do_not_share_a_table():
    offers = tuple(Want(words=words) for words in ("bookkeeping for bakeries", "tax returns"))
    ana, bo = (Attendee(id=name, industry="accounting", offers=offers) for name in ("ana", "bo"))
    evening = Evening(attendees=(ana, bo, *people(2)), rounds=2, table_size=2)

    plan = seat(evening, seconds=0.05)
    together = figures(evening, [(("ana", "bo"), ("p00", "p01"))] * 2)

    assert plan.broken == ()
    assert "round 1, table 1: ana and bo must not share a table" in together.broken
