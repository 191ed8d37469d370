"""Processes beside the tests', forked from one that has imported everything already.

Python takes seconds to start and to import the application, a fork takes milliseconds; and it
is as much a process as any: it has connections of its own, and it can be killed.
"""

import multiprocessing
import time

from tests import disks  # noqa: F401 - here, so that it holds in forks as well

PATIENCE_SECONDS = 120  # a busy machine is slow, not wrong
forks = multiprocessing.get_context("forkserver")
forks.set_forkserver_preload(["tests.warmed"])


def started(work, *given):
    """Let a process do this work and give the process; it ends with the tests at the latest."""
    process = forks.Process(target=work, args=given, daemon=True)
    process.start()
    return process


def awaited(look):
    """Look again and again until there is something, and give it; after long patience, None."""
    end = time.monotonic() + PATIENCE_SECONDS
    while (found := look()) is None and time.monotonic() < end:
        time.sleep(0.1)
    return found


def ended(process):
    """Wait for a process and give its exit code; of one that was killed, the negative signal."""
    process.join(PATIENCE_SECONDS)
    assert process.exitcode is not None, "a process does not end"
    return process.exitcode
