"""What is due, again and again: by threads beside the server, or by `flask work`.

All that remains to be done can be read from the rows, so nothing is kept here
but the time of the next try. Two schedulers at once do no harm. Letters go out
beside all else: a mail server that answers slowly holds up nothing but them.
"""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import structlog
from flask import Flask

from app.jobs import (
    evenings,
    lessons,
    mixers,
    notifications,
    retention,
    suggestions,
    visits,
)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Chore:
    """A job and how often it is looked at."""

    name: str
    job: Callable[[Flask], int]
    every_seconds: int
    waits_for_others: bool = False
    """Whether it takes as long as another machine likes."""


CHORES = (
    Chore("close visits", visits.close_due, 60),
    Chore("end evenings", evenings.end_forgotten, 600),
    Chore("propose introductions", suggestions.propose_due, 20),
    Chore("ask whether they met", suggestions.ask_whether_met, 600),
    Chore("fill places of mixers", mixers.move_up, 60),
    Chore("remind of mixers", mixers.remind, 600),
    # Somebody who was just invited, or forgot a password, waits beside the mailbox.
    Chore("send letters", notifications.send_due, 2, waits_for_others=True),
    Chore("learn from answers", lessons.teach_due, 1800),
    Chore("forget", retention.forget_due, 3600),
)
TICK_SECONDS = 1.0


def run_once(app: Flask) -> dict[str, int]:
    """Do everything that is due now and say how much of each was done."""
    return {chore.name: _run(app, chore) for chore in CHORES}


def run_forever(app: Flask, *, stop: threading.Event) -> None:
    """Do what is due until told to stop; what waits for others does so in a thread of its own."""
    waiting = [chore for chore in CHORES if chore.waits_for_others]
    # It ends with the process: what it waits for may never come.
    threading.Thread(
        target=_go_round, args=(app, waiting, stop), name="letters", daemon=True
    ).start()
    _go_round(app, [chore for chore in CHORES if not chore.waits_for_others], stop)


def _go_round(app: Flask, chores: Sequence[Chore], stop: threading.Event) -> None:
    next_at = dict.fromkeys(chores, 0.0)
    while not stop.is_set():
        for chore in chores:
            if time.monotonic() >= next_at[chore]:
                next_at[chore] = time.monotonic() + chore.every_seconds
                _run(app, chore)
        stop.wait(TICK_SECONDS)


def start(app: Flask) -> threading.Event:
    """Start the work beside the server; it ends with the process, or when the event is set."""
    stop = threading.Event()
    threading.Thread(
        target=run_forever, args=(app,), kwargs={"stop": stop}, name="scheduler", daemon=True
    ).start()
    return stop


def _run(app: Flask, chore: Chore) -> int:
    try:
        with app.app_context():
            done = chore.job(app)
    except Exception:
        # One broken chore must not keep the others from being done.
        log.exception("chore failed", chore=chore.name)
        return 0
    if done:
        log.info("chore done", chore=chore.name, count=done)
    return done
