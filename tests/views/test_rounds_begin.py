"""Before the first round the page says whom it seats, planned or not."""

from datetime import UTC, datetime

import pytest

from models import Attendee

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def now():
    """Pages look at the clock."""
    return datetime.now(UTC)


@pytest.mark.parametrize(
    ("come", "words"),
    [
        (0, "Nobody was noted at the door, so round 1 seats everybody who said they would come."),
        (3, "3 here, 5 still missing. Round 1 seats those who have come."),
        (8, "Everybody is here."),
    ],
)
def test_the_page_says_whom_the_first_round_seats(session, host, night, come, words):
    for one in night.people[come:]:
        session.get(Attendee, one.id).arrived_at = None
    session.commit()

    unplanned = " ".join(host.get(f"{host.at}/run").text.split())
    host.submit(f"{host.at}/plan")
    planned = " ".join(host.get(f"{host.at}/run").text.split())

    assert [words in page for page in (unplanned, planned)] == [True, True]
