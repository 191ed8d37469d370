"""What hosts let count more, or not at all, for introductions."""

from dataclasses import replace

import pytest

from app.services import marks, spaces
from app.services.errors import Refused
from app.services.matchmaking import matchmaking
from matching import Weights
from tests.factories import a_space, a_zone
from tests.helping import helper


def test_parts_of_worth_count_as_the_hosts_have_set_them(session):
    usual = Weights()
    space = a_space(counts_cross_industry=2, counts_newcomer=0, counts_bridging=2, counts_zone=0)

    assert matchmaking.weights_of(a_space()) == usual
    assert matchmaking.weights_of(space) == replace(
        usual,
        cross_industry=usual.cross_industry + 0.1,
        newcomer=0,
        bridging=usual.bridging + 0.1,
        zone=0,
    )


def test_two_who_sit_together_are_worth_more_the_more_hosts_let_it_count(session, now):
    space = a_space()
    here = {"zone_id": a_zone(space=space).id}
    helper(space, now, "leases", wants="labels", industry="N-law", visit=here)
    helper(space, now, "labels", wants="leases", industry="C-food", visit=here)
    worths = []
    for space.counts_zone in (0, 1, 2):
        session.flush()
        worths += [match.worth for match in matchmaking.todays(session, space, now=now)]

    assert len(worths) == 3
    assert worths == sorted(set(worths))


@pytest.mark.parametrize("part", ["cross_industry", "newcomer", "bridging", "zone"])
@pytest.mark.parametrize("counts", [-1, 3])
def test_what_is_neither_more_nor_less_is_refused(session, now, part, counts):
    space = a_space()
    standing = spaces.rules_of(space)
    wanted = replace(standing, **{f"counts_{part}": counts})

    with pytest.raises(Refused):
        spaces.change_rules(session, space, to=wanted, shown=marks.mark_of(standing), by=0, now=now)
