"""Where some must sit out, the host reads it before the evening: how many, and why."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from models import Attendee, MixerRole, Round, RoundState, Rsvp
from tests.factories import a_member_of, an_attendee

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
    told = "6 people sit out in each round, and 5 have no partner all evening."
    why = "1 mentor and 7 mentees are coming, and two mentors or two mentees do not sit together."
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


def _named(page, after, before):
    """Give who is named in a part of a page; a wall has room for short names alone."""
    part = page.partition(after)[2].partition(before)[0]
    return set(re.findall(r"Person [A-Z]|Zoe", re.sub("<[^>]*>", "", part)))


def test_who_sits_out_stands_on_every_screen_until_the_round_is_over(session, sign_in, host, night):
    """Seven in pairs, of whom one did not turn up, and one more who comes late."""
    night.mixer.table_size = 2
    away = session.get_one(Attendee, night.people[7].id)
    away.reply, away.arrived_at = Rsvp.NOT_GOING, None
    zoe = a_member_of(night.space, "Zoe Late")
    late = an_attendee(night.mixer, zoe, reply=Rsvp.GOING)
    session.commit()
    host.submit(f"{host.at}/plan")
    host.submit(f"{host.at}/run/begin", number=1)
    host.submit(f"{host.at}/run/left/{night.people[0].id}")
    host.submit(f"{host.at}/door/{late.id}", mark="came")
    phone = sign_in(zoe)

    seen = []
    for minutes in (9, 2):
        running = session.scalars(select(Round).where(Round.state == RoundState.RUNNING)).one()
        running.ends_at = datetime.now(UTC) + timedelta(minutes=minutes)
        session.commit()
        wall, run = host.get(f"{host.at}/projector").text, host.get(f"{host.at}/run").text
        seen += [
            _named(wall, "Sitting out this round:", "</p>"),
            _named(run, 'id="standing"', "</ul>") or _named(run, "Sitting out this round:", "</p>"),
        ]
        assert "You sit out this round" in phone.get(f"{host.at}/table").text

    assert [len(names) for names in seen] == [2] * 4
    assert set.union(*seen) == seen[0] >= {"Zoe"}
