"""A mail server, for letters that are really sent."""

import pytest

from tests import mail_server


@pytest.fixture
def post():
    """What arrives, and the address of the server."""
    with mail_server.running() as (postbox, url):
        yield postbox, url
