"""Somebody with a password, and an evening for the pages about it."""

from datetime import UTC, datetime

import pytest

from tests import evenings as nights
from tests.factories import a_host_of, a_member_of, a_space
from tests.signing_in import with_password


@pytest.fixture
def harbour(session):
    return a_space(slug="harbour", name="Harbour Loft")


@pytest.fixture
def ana(session, harbour):
    """A member of that space who signs in with a password."""
    ana = with_password(a_member_of(harbour, "Ana Silva"), email="ana@example.org")
    session.commit()
    return ana


@pytest.fixture
def night(session):
    """Eight people who have come; nothing planned."""
    night = nights.a_night(now=datetime.now(UTC), people=8, size=4, count=2)
    session.commit()
    return night


@pytest.fixture
def host(session, sign_in, night):
    """The host's browser, at the address of the evening."""
    browser = sign_in(a_host_of(night.space, "Hugo"))
    browser.at = f"/spaces/{night.space.slug}/mixers/{night.mixer.id}"
    session.commit()
    browser.get("/account")
    return browser
