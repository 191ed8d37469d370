"""Mixers: what is to come, what has been, and what cannot be announced."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.services.errors import NotFound, Refused
from app.services.evenings import mixer_letters
from app.services.mixers import mixers, rounds
from app.services.mixers.mixers import Plan
from models import Audience, Letter, LetterKind, Mixer, Rsvp
from tests import evenings as nights
from tests.counting import statements_of
from tests.factories import a_host_of, a_member_of, a_mixer, a_space, a_zone, an_attendee
from tests.standing import standing

HOUR = timedelta(hours=1)


@pytest.fixture
def space(session):
    return a_space()


@pytest.fixture
def here(session, space):
    return standing(session, a_member_of(space), space)


@pytest.fixture
def plan(now):
    return Plan(
        title="Soup and strangers",
        words="Bring a spoon.",
        place="The kitchen",
        starts_at=now + 30 * HOUR,
        ends_at=now + 32 * HOUR,
    )


def test_what_is_announced_stands_on_the_page(session, space, here, plan, now):
    mixers.announce(session, space, plan, now=now)

    session.expire_all()
    assert [mixers.plan_of(mixer) for mixer in mixers.upcoming(session, here)] == [plan]


def test_the_next_one_comes_first_and_the_last_one_first_of_those_that_are_over(
    session, space, here, now
):
    later, sooner, on, older, old = (
        a_mixer(space, now=now, starts_at=now + start * HOUR, ends_at=now + (start + 2) * HOUR)
        for start in (50, 5, -1, -90, -40)
    )
    a_mixer(a_space(), now=now)

    assert mixers.upcoming(session, here) == [on, sooner, later]
    assert mixers.next_in(session, here) == (on, None, False)
    assert mixers.past(session, here) == [old, older]


def test_a_space_without_mixers_has_no_next_one(session, space, here, now):
    a_mixer(a_space(), now=now)

    assert mixers.next_in(session, here) is None


def test_what_is_announced_can_be_changed(session, space, plan, now):
    mixer = mixers.announce(session, space, plan, now=now)
    changed = replace(plan, title="Bread and strangers", place="")

    mixers.change(session, space, mixer.id, changed, now=now)

    session.flush()
    session.expire_all()
    assert mixers.plan_of(mixer) == changed


def test_a_cancelled_mixer_stays_on_the_page_and_is_no_next_one(session, space, here, plan, now):
    mixer = mixers.announce(session, space, plan, now=now)

    for _ in range(2):
        mixers.cancel(session, space, mixer.id, now=now)

    assert (mixer.cancelled_at, mixer.sequence) == (now, 1)
    assert mixers.upcoming(session, here) == [mixer]
    assert mixers.next_in(session, here) is None
    with pytest.raises(Refused, match="cancelled"):
        mixers.change(session, space, mixer.id, plan, now=now)


def test_an_evening_that_is_played_or_was_ended_is_not_called_off_nor_moved_afterwards(
    session, now
):
    night = nights.a_night(now=now)
    nights.plan(session, night, now=now)
    ends = nights.play(session, night, 1, now=now)

    with pytest.raises(Refused, match="End the evening instead"):
        mixers.cancel(session, night.space, night.mixer.id, now=ends)
    rounds.finish(session, night.mixer, night.space, now=ends)
    moved = replace(mixers.plan_of(night.mixer), ends_at=ends + 30 * HOUR)
    with pytest.raises(Refused, match="over"):
        mixers.cancel(session, night.space, night.mixer.id, now=ends)
    with pytest.raises(Refused, match="over"):
        mixers.change(session, night.space, night.mixer.id, moved, now=ends)
    session.refresh(night.mixer)

    assert (night.mixer.cancelled_at, night.mixer.sequence) == (None, 0)


def test_a_mixer_for_the_invited_is_there_for_them_and_for_hosts_alone(session, space, here, now):
    mixer = a_mixer(space, now=now, audience=Audience.INVITED)
    asked = a_member_of(space)
    an_attendee(mixer, asked)

    with pytest.raises(NotFound):
        mixers.seen_by(session, here, mixer.id)
    assert mixers.upcoming(session, here) == []
    for who in (asked, a_host_of(space)):
        theirs = standing(session, who, space)
        assert mixers.seen_by(session, theirs, mixer.id) is mixers.next_in(session, theirs).Mixer


def test_a_change_that_calendars_show_has_a_new_number(session, space, plan, now):
    mixer = mixers.announce(session, space, plan, now=now)
    uid = mixer.uid

    for changed in (replace(plan, rounds=6), replace(plan, place="The roof", rounds=6)):
        mixers.change(session, space, mixer.id, changed, now=now)

    assert (mixer.sequence, mixer.uid) == (1, uid)


@pytest.mark.parametrize("wrong", ["closed", "elsewhere", "missing"])
def test_a_zone_that_takes_nobody_is_refused(session, space, plan, now, wrong):
    closed, elsewhere = a_zone(space, closed_at=now), a_zone(a_space())
    zone_id = {"closed": closed.id, "elsewhere": elsewhere.id, "missing": 999}[wrong]

    with pytest.raises(Refused, match="zone"):
        mixers.announce(session, space, replace(plan, zone_id=zone_id), now=now)


@pytest.mark.parametrize(
    ("starts", "ends", "why"),
    [(30, 30, "end before it begins"), (30, 29, "end before it begins"), (-5, 0, "has passed")],
)
def test_a_mixer_that_nobody_could_come_to_is_refused(session, space, plan, now, starts, ends, why):
    mixer = mixers.announce(session, space, plan, now=now)
    wrong = replace(plan, starts_at=now + starts * HOUR, ends_at=now + ends * HOUR)

    with pytest.raises(Refused, match=why):
        mixers.announce(session, space, wrong, now=now)
    with pytest.raises(Refused, match=why):
        mixers.change(session, space, mixer.id, wrong, now=now)

    assert [mixers.plan_of(mixer) for mixer in session.query(Mixer)] == [plan]


def test_a_mixer_of_another_space_is_not_to_be_found(session, space, plan, now):
    elsewhere = a_mixer(a_space(), now=now)

    for reach in (
        lambda: mixers.mixer_of(session, space, elsewhere.id),
        lambda: mixers.change(session, space, elsewhere.id, plan, now=now),
        lambda: mixers.cancel(session, space, elsewhere.id, now=now),
    ):
        with pytest.raises(NotFound):
            reach()


@pytest.mark.parametrize("people", [1, 3])
def test_telling_everybody_takes_the_same_however_many_they_are(session, space, now, people):
    mixer = a_mixer(space, now=now)
    for _ in range(people):
        an_attendee(mixer, a_member_of(space), reply=Rsvp.GOING, wants_letters=True)

    with statements_of(session) as sent:
        for _ in range(2):
            mixer_letters.write_to_all(session, mixer, LetterKind.MIXER_CHANGED, now=now)
            session.flush()

    assert (len(sent), len(session.scalars(select(Letter)).all())) == (6, people)
