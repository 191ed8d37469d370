"""Other processes, for what several do at the same moment."""

import pytest

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
