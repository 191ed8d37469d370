"""Where everybody sits, on the host's page: whoever asks is told without a look at the wall."""

import re
from datetime import UTC, datetime

import pytest

from tests import evenings as nights

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def now():
    """Pages look at the clock."""
    return datetime.now(UTC)


def _told(host):
    page = host.get(f"{host.at}/run").text
    return re.findall(r'<small class="quiet">(Table \d)', page[page.index('id="here"') :])


def test_while_a_round_is_running_the_page_tells_the_table_of_everybody_who_is_there(
    session, host, night
):
    host.submit(f"{host.at}/plan")
    before = _told(host)
    host.submit(f"{host.at}/run/begin", number=1)
    running = _told(host)
    nights.talk(session, minutes=8)
    host.submit(f"{host.at}/run/end", number=1)

    assert (before, _told(host)) == ([], [])
    assert len(running) == len(night.people)
