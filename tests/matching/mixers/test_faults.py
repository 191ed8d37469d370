"""Where people may meet twice, no rule is broken to make fewer of them do."""

from dataclasses import replace

import numpy as np

from matching import Attendee, Evening
from matching.mixers.evenings.floor import floor_of
from matching.mixers.seats.faults import RULE, counted
from matching.mixers.seats.search import Search
from matching.mixers.seats.seats import base_of, seats_of


def people(count):
    return tuple(Attendee(id=f"p{i:02d}") for i in range(count))


def test_a_broken_rule_counts_for_more_than_all_who_meet_twice():
    one = Evening(
        attendees=people(4),
        rounds=3,
        table_size=2,
        history=((("p00", "p01"), ("p02", "p03")),),
        keep_apart=frozenset({("p00", "p03")}),
        worth={("p00", "p02"): 5.0},
    )
    # The first pair meets again, then a third time; the last round has two who must not meet.
    at = np.array([[0, 0, 1, 1], [0, 0, 1, 1], [0, 1, 1, 0]], dtype=np.int32)

    for may, faults in ((True, RULE + 4), (False, 5)):
        floor = floor_of(replace(one, allow_repeats=may))
        seats = seats_of(floor, seed=0, at=at)
        assert counted(floor, seats, base_of(floor)) == (0.0, faults, 0)


def test_of_two_plans_that_which_keeps_the_rules_is_kept_though_more_people_meet_twice():
    floor = floor_of(
        Evening(
            attendees=people(4),
            rounds=3,
            table_size=2,
            keep_apart=frozenset({("p00", "p03")}),
            allow_repeats=True,
        )
    )
    search = Search(floor, until=np.inf)
    breaks = np.array([[0, 0, 1, 1], [0, 1, 0, 1], [0, 1, 1, 0]], dtype=np.int32)
    keeps = np.array([[0, 0, 1, 1], [0, 0, 1, 1], [0, 0, 1, 1]], dtype=np.int32)

    for at in (keeps, breaks):
        search.keep(seats_of(floor, seed=0, at=at))

    assert search.score[0] == 4
    assert (search.best == keeps).all()
