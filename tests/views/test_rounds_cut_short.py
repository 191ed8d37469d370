"""A host who presses twice ends a round that has just begun; its people may still meet tonight."""

import pytest

from app.services.seating import seatings
from tests import evenings as nights

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_who_sat_together_for_seconds_is_brought_together_in_a_round_to_come(session, host, night):
    for one in night.people[4:]:
        session.delete(one)
    # Four people meet in pairs three times; in a fourth round, somebody again.
    night.mixer.table_size, night.mixer.rounds = 2, 4
    session.commit()
    host.submit(f"{host.at}/plan")
    host.submit(f"{host.at}/run/begin", number=1)

    host.submit(f"{host.at}/run/end", number=1)
    host.submit(f"{host.at}/run/begin", number=2)

    found = nights.seats_of(session, night)
    assert seatings.again(nights.tables(found[number]) for number in (2, 3, 4)) == set()
    assert nights.met(session) == []
