"""People who must sit at one table and cannot are named."""

import pytest

from matching import Attendee, Evening
from matching.mixers.evenings.floor import floor_of
from matching.mixers.proofs.obstacles import obstacle


def people(count=8):
    return tuple(Attendee(id=f"p{i}", company="Ada" * (i < 2)) for i in range(count))


def evening(rounds=2, size=4, **more):
    return Evening(attendees=people(), rounds=rounds, table_size=size, smallest_table=2, **more)


def group(*names):
    return (frozenset(names),)


CONTRADICTIONS = [
    (
        evening(keep_together=group("p2", "p3"), fixed={"p2": 0}, locked={1: {"p3": 1}}),
        "p2 and p3 must share a table, and have their seats at two in round 2.",
    ),
    (
        evening(size=2, keep_together=group("p2", "p3"), locked={0: {"p3": 1, "p4": 1}}),
        "p2, p3 and p4 must sit at table 2 in round 1, and 2 may.",
    ),
    (
        evening(keep_together=group("p0", "p3"), locked={0: {"p3": 1, "p1": 1}}),
        "p0 and p1 must sit at table 2 in round 1, and must not share one.",
    ),
    (
        evening(locked={0: {"p3": 1, "p4": 1}}, history=((("p3", "p4"), ("p5", "p6")),)),
        "p3 and p4 must sit at table 2 in round 1, and have met before.",
    ),
    (
        evening(locked={0: {"p3": 1, "p4": 1}, 1: {"p3": 0, "p4": 0}}),
        "p3 and p4 must share a table again in round 2, and may meet once.",
    ),
    (
        evening(fixed={"p2": 0, "p3": 1, "p4": 2}, absent={0: frozenset({"p0", "p6", "p7"})}),
        (
            "Hosts or locked people have their seats at 3 tables in round 1, "
            "which takes 6 people, 1 more than are there."
        ),
    ),
]


@pytest.mark.parametrize(("one", "reason"), CONTRADICTIONS, ids=lambda given: str(given)[:40])
def test_people_who_cannot_sit_where_they_must_are_named(one, reason):
    assert obstacle(floor_of(one)) == reason


def test_people_of_one_industry_who_must_share_a_table_are_named():
    attendees = tuple(Attendee(id=f"p{i}", industry="x" if i < 3 else "y") for i in range(8))
    one = Evening(
        attendees=attendees, rounds=1, table_size=4, max_same_industry=2,
        locked={0: {"p0": 0, "p1": 0, "p2": 0}},
    )  # fmt: skip

    assert obstacle(floor_of(one)) == (
        "p0, p1 and p2 must sit at table 1 in round 1, and 2 of their industry may."
    )


def test_those_who_stay_together_may_have_one_seat_in_all_rounds():
    together = {"keep_together": group("p2", "p3"), "fixed": {"p2": 0, "p3": 0}}
    again = {"allow_repeats": True, "locked": {0: {"p3": 1, "p4": 1}, 1: {"p3": 0, "p4": 0}}}

    for more in (together, again):
        assert obstacle(floor_of(evening(**more))) == ""
