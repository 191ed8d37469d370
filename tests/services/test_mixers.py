"""Mixers: what is to come, what has been, and what cannot be announced."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.services import mixers
from app.services.errors import NotFound, Refused
from app.services.mixers import Plan
from models import Mixer
from tests.factories import a_mixer, a_space

HOUR = timedelta(hours=1)


@pytest.fixture
def space(session):
    return a_space()


@pytest.fixture
def plan(now):
    return Plan(
        title="Soup and strangers",
        words="Bring a spoon.",
        place="The kitchen",
        starts_at=now + 30 * HOUR,
        ends_at=now + 32 * HOUR,
    )


def told_of(mixer):
    return Plan(
        title=mixer.title,
        words=mixer.words,
        place=mixer.place,
        starts_at=mixer.starts_at,
        ends_at=mixer.ends_at,
    )


def test_what_is_announced_stands_on_the_page(session, space, plan, now):
    mixers.announce(session, space, plan, now=now)

    session.expire_all()
    assert [told_of(mixer) for mixer in mixers.upcoming(session, space, now=now)] == [plan]


def test_the_next_one_comes_first_and_the_last_one_first_of_those_that_are_over(
    session, space, now
):
    later, sooner, on, older, old = (
        a_mixer(space, now=now, starts_at=now + start * HOUR, ends_at=now + (start + 2) * HOUR)
        for start in (50, 5, -1, -90, -40)
    )
    a_mixer(a_space(), now=now)

    assert mixers.upcoming(session, space, now=now) == [on, sooner, later]
    assert mixers.next_in(session, space, now=now) is on
    assert mixers.past(session, space, now=now) == [old, older]


def test_a_space_without_mixers_has_no_next_one(session, space, now):
    a_mixer(a_space(), now=now)

    assert mixers.next_in(session, space, now=now) is None


def test_what_is_announced_can_be_changed(session, space, plan, now):
    mixer = mixers.announce(session, space, plan, now=now)
    changed = replace(plan, title="Bread and strangers", place="")

    mixers.change(session, space, mixer.id, changed, now=now)

    session.flush()
    session.expire_all()
    assert told_of(mixer) == changed


def test_a_cancelled_mixer_is_gone(session, space, plan, now):
    mixer = mixers.announce(session, space, plan, now=now)

    mixers.cancel(session, space, mixer.id)

    session.flush()
    assert session.query(Mixer).all() == []


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

    assert [told_of(mixer) for mixer in session.query(Mixer)] == [plan]


def test_a_mixer_of_another_space_is_not_to_be_found(session, space, plan, now):
    elsewhere = a_mixer(a_space(), now=now)

    for reach in (
        lambda: mixers.mixer_of(session, space, elsewhere.id),
        lambda: mixers.change(session, space, elsewhere.id, plan, now=now),
        lambda: mixers.cancel(session, space, elsewhere.id),
    ):
        with pytest.raises(NotFound):
            reach()
