"""A space with opening hours, and somebody who comes and goes."""

import pytest

from tests.factories import a_member, a_membership, an_open_space


@pytest.fixture
def space(session):
    """A space that is open from nine to six, in UTC."""
    return an_open_space(opens=9, closes=18)


@pytest.fixture
def ana(space):
    """A membership of somebody who is listed as a rule."""
    return a_membership(a_member("Ana"), space)
