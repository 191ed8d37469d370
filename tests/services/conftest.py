"""Other processes, for what several do at once; and whom somebody may see."""

import pytest
from sqlalchemy import select

from app.services import directory
from models import Profile
from tests.racing import Crew


@pytest.fixture(scope="module")
def crew():
    """Three processes, which stay for all tests of a file."""
    crew = Crew(3)
    yield crew
    crew.dismiss()


@pytest.fixture
def race(crew, database_url):
    """Let up to three processes work on this test's database at once."""
    return lambda *workers: crew.race(database_url, *workers)


@pytest.fixture
def seen_by(session, now):
    """Give the names of those whom a member may see."""

    def names(viewer, at=now):
        visible = directory.visible_members(viewer.id, now=at).subquery()
        return sorted(
            session.scalars(select(Profile.name).join(visible, visible.c.id == Profile.member_id))
        )

    return names
