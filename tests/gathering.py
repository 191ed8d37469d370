"""Which tests are gathered, what is left out, and what is settled before the first one runs."""

import gc
import os

import pytest

from app.server import settle_memory
from tests import browsing
from tests.databases import POSTGRES_URL
from tests.stores import REDIS_URL

# What is gathered stays to the end, so there is no garbage yet.
gc.disable()

LEFT_OUT = {
    "postgres": POSTGRES_URL is None
    and "PostgreSQL tests were left out: start a server on this machine or set TEST_POSTGRES_URL.",
    "redis": REDIS_URL is None
    and "Redis tests were left out: start a server on this machine or set TEST_REDIS_URL.",
    "browser": browsing.CHROMIUM is None
    and "Browser tests were left out: install chromium, or set CHROMIUM to its path.",
}
for kind, words in LEFT_OUT.items():
    if words and os.environ.get(f"REQUIRE_{kind.upper()}"):
        pytest.exit(f"REQUIRE_{kind.upper()} is set. {words}", 1)


def pytest_collection_modifyitems(items):
    names = {item.nodeid for item in items}
    for item in items:
        if _is_uncounted(item, names):
            item.add_marker(pytest.mark.no_cover)
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)
        for kind, words in LEFT_OUT.items():
            if words and kind in item.keywords:
                item.add_marker(pytest.mark.skip(reason=words))


def _is_uncounted(item, names):
    """Tell whether coverage, which nearly doubles a test's time, has nothing to learn from it.

    What runs on both databases is counted on SQLite; and a walk over all pages runs much code
    without looking at each part of it.
    """
    twin = item.nodeid.replace("postgresql", "sqlite")
    return (twin != item.nodeid and twin in names) or "security" in item.path.parts


def pytest_terminal_summary(terminalreporter):
    """Say in one clear line what was left out, and how to have it."""
    for words in filter(None, LEFT_OUT.values()):
        terminalreporter.write_line(words, yellow=True)


@pytest.hookimpl(wrapper=True)
def pytest_collect_file():
    """Look for examples in the matching alone: among tests are none, and to look imports it all."""
    return [one for one in (yield) if type(one) is pytest.Module]


def pytest_collection_finish():
    """Look for garbage among what tests make, and less often: it took a tenth of their time."""
    settle_memory()
    gc.set_threshold(50_000)
    gc.enable()
