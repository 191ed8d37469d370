"""When somebody who was remembered must be looked at again."""

from datetime import date, timedelta

import pytest

from app.services import viewers
from models import Role
from tests.factories import a_member, a_membership, a_space
from tests.signing_in import a_sign_in

TOKEN = "0" * 64


@pytest.fixture
def ana(session):
    return a_member("Ana")


def until(session, member, now, **given):
    a_sign_in(
        member, now=now, **({"token_hash": TOKEN, "expires_at": now + timedelta(100)} | given)
    )
    return viewers.viewer_of(session, TOKEN, now=now).until


def test_at_the_end_of_the_sign_in_that_follows_from_its_use(session, ana, now):
    assert until(session, ana, now) == now + timedelta(days=14)


def test_at_the_end_of_the_sign_in_that_is_written_down(session, ana, now):
    ends_at = now + timedelta(hours=2)

    assert until(session, ana, now, expires_at=ends_at) == ends_at


def test_half_a_day_after_a_host_has_signed_in(session, ana, now):
    a_membership(ana, a_space(time_zone="UTC"), role=Role.HOST)

    found = until(session, ana, now, created_at=now - timedelta(hours=7))

    assert found == now + timedelta(hours=5)


@pytest.mark.parametrize(
    "held", [{}, {"starts_on": date(2026, 3, 4)}, {"ends_on": date(2026, 3, 2)}], ids=str
)
def test_when_a_new_day_begins_in_a_space_on_whose_list_one_is(session, ana, now, held):
    a_membership(ana, a_space(time_zone="UTC"))
    a_membership(ana, a_space(time_zone="Asia/Tokyo"), **held)

    assert until(session, ana, now) == now + timedelta(hours=3)


def test_not_for_a_space_that_one_has_not_joined(session, ana, now):
    a_membership(ana, a_space(time_zone="Asia/Tokyo"), joined_at=None)

    assert until(session, ana, now) == now + timedelta(days=14)
