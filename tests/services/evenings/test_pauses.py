"""While a round pauses its clock stands still, whatever is pressed then."""

from datetime import timedelta

import pytest

from app.services.evenings import evenings
from app.services.evenings.evenings import Phase
from app.services.mixers import rounds
from tests import evenings as nights

MINUTES = timedelta(minutes=1)


@pytest.mark.parametrize("minutes", [5, 30])
def test_a_round_that_pauses_is_ended_however_long_and_the_break_is_none_of_it(
    session, now, minutes
):
    night = nights.a_running_night(session, now)
    rounds.pause(session, night.mixer, number=1, now=now + 2 * MINUTES)
    then = now + minutes * MINUTES

    rounds.end(session, night.mixer, number=1, now=then)
    ended = evenings.stage(session, night.mixer.id, now=then)
    rounds.extend(session, night.mixer, number=1, seen=0, now=then)
    later = evenings.stage(session, night.mixer.id, now=then + MINUTES)

    assert (ended.phase, ended.lasted) == (Phase.MOVING, 2 * MINUTES)
    assert (later.phase, later.lasted) == (Phase.RUNNING, 3 * MINUTES)
