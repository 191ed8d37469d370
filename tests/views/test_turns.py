"""Where some must sit out, the host reads it before the evening: how many, and why."""

import pytest

from models import MixerRole, Rsvp
from tests.factories import a_member_of

ONLY_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
pytestmark = ONLY_SQLITE


def _one_mentor(session, night):
    night.mixer.table_size, night.mixer.cross_role = 2, True
    for attendee in night.people:
        attendee.role = MixerRole.MENTEE
        attendee.arrived_at = None
    night.people[0].role = MixerRole.MENTOR
    session.commit()


def test_a_host_reads_before_the_evening_how_many_sit_out_and_why(session, host, night, sign_in):
    _one_mentor(session, night)
    told, why = "6 people sit out in each round, by turns.", "1 mentor and 7 mentees are coming,"
    before = [host.get(f"{host.at}{page}").text for page in ("", "/plan", "/run")]
    host.submit(f"{host.at}/plan")
    planned = host.get(f"{host.at}/plan").text
    members = sign_in(a_member_of(night.space)).get(host.at).text

    assert [(told in page, why in page) for page in [*before, planned]] == [(True, True)] * 4
    assert "sit out" not in members


def test_of_an_odd_number_the_plan_says_that_one_sits_out(session, host, night):
    night.mixer.table_size = 2
    night.people[7].reply = Rsvp.NOT_GOING
    for attendee in night.people:
        attendee.arrived_at = None
    session.commit()
    odd = host.get(f"{host.at}/plan").text
    night.people[7].reply = Rsvp.GOING
    session.commit()

    told = "An odd number of people is coming, so one sits out in each round, by turns."
    assert (told in odd, "sits out" in host.get(f"{host.at}/plan").text) == (True, False)
