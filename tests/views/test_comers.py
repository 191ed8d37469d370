"""Who comes and who leaves while an evening runs."""

import pytest
from sqlalchemy import select

from models import Attendee
from tests import evenings as nights
from tests.factories import an_attendee

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def act(host, what, **fields):
    return host.submit(f"{host.at}/{what}", **fields)


def test_whoever_comes_or_leaves_is_planned_in_at_once(session, host, night):
    late = an_attendee(night.mixer, name="Gerda Late")
    session.commit()
    assert "Gerda Late" not in host.get(f"{host.at}/run").text  # asked, and has not answered
    act(host, "plan")
    act(host, "run/begin", number=1)
    act(host, f"run/left/{night.people[0].id}")
    act(host, f"run/came/{late.id}")

    seats = nights.seats_of(session, night)
    assert night.people[0].id in seats[1]
    assert set(seats[2]) == {one.id for one in night.people[1:]} | {late.id}
    assert "Gerda Late" in host.get(f"{host.at}/run").text
    twice = act(host, f"run/came/{late.id}")
    assert twice.status_code == 302


def test_a_guest_on_the_spot_has_a_table_in_the_next_round(session, host, night):
    act(host, "plan")
    act(host, "run/begin", number=1)

    nameless = act(host, "run/guests", guest_name="", company="Low & Co", industry="")
    assert (nameless.status_code, "Low &amp; Co" in nameless.text) == (400, True)
    act(host, "run/guests", guest_name="Kit Low", company="", industry="")

    kit = session.scalars(select(Attendee.id).where(Attendee.name == "Kit Low")).one()
    seats = nights.seats_of(session, night)
    assert (kit in seats[1], kit in seats[2]) == (False, True)
    assert "Kit Low" in host.get(f"{host.at}/run").text
