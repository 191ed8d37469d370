"""What the page of who is in costs, in bare "hello" requests of the same Flask.

A space with 200 people in, all listed, each with a profile, two offers and an ask;
another forty are unlisted or have blocked the viewer. The viewer is signed in and
checked in, with two introductions to answer.
"""

import itertools
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.extensions import db, limiter
from app.server import settle_memory
from app.views import people_in
from benchmarks.full_space import signed_in_browser
from models import Space

ROUNDS = 200
PATIENCE = 20


def rows() -> list[tuple[str, str, str]]:
    """Measure, and give each figure with its goal."""
    with tempfile.TemporaryDirectory() as folder, signed_in_browser(Path(folder)) as browser:
        page = "/spaces/harbour/today"
        etag = browser.get(f"{page}/people?seen=").headers["ETag"]
        hello, wishes = _hello().test_client(), itertools.count()
        actions: dict[str, Callable[[], TestResponse]] = {
            "hello": lambda: hello.get("/"),
            "cold": lambda: browser.get(page),
            "warm": lambda: browser.get(page),
            "304": lambda: browser.get(f"{page}/people?seen=", headers={"If-None-Match": etag}),
            "warm, otherwise": lambda: browser.get(f"{page}?words=ana+{next(wishes)}"),
            "warm, written": lambda: browser.get(page),
        }
        actions["304, written"] = actions["304"]
        settle_memory()  # as the server does before it answers
        took = _medians(actions, write=lambda: _write(browser.application))
    return [
        _row("Who is in, 200 people, no card kept", 60, took["cold"], took["hello"]),
        _row("Who is in, 200 people, the same page again", 15, took["warm"], took["hello"]),
        _row("… other words sought, all cards kept", None, took["warm, otherwise"], took["hello"]),
        _row("… just written", None, took["warm, written"], took["hello"]),
        _row("The live list of 200 people, unchanged (304)", 5, took["304"], took["hello"]),
        _row("… just written", None, took["304, written"], took["hello"]),
    ]


def _row(measure: str, goal: int | None, took: float, hello: float) -> tuple[str, str, str]:
    return (
        measure,
        f"≤ {goal} x hello" if goal else "",
        f"{took / hello:.1f} x ({took * 1000:.2f} ms)",
    )


def _write(app: Flask) -> None:
    """Change something that this page does not show."""
    with app.app_context(), db.transaction() as session:
        session.scalars(select(Space)).one().introduced_at = datetime.now(UTC)


def _medians(
    actions: dict[str, Callable[[], TestResponse]], *, write: Callable[[], None]
) -> dict[str, float]:
    """Run the actions in turns, so that whatever slows the machine slows them all."""
    took: dict[str, list[float]] = {name: [] for name in actions}
    for turn in range(ROUNDS):
        if turn % PATIENCE == 0:
            limiter.reset()  # a person asks far less often than a benchmark
        for name, act in actions.items():
            if name == "cold":
                people_in.forget()
            if "written" in name:
                write()
            start = time.process_time()
            response = act()
            took[name].append(time.process_time() - start)
            if response.status_code != (304 if name.startswith("304") else 200):
                msg = f"{name} answered {response.status}"
                raise RuntimeError(msg)
    return {name: statistics.median(times) for name, times in took.items()}


def _hello() -> Flask:
    app = Flask("hello")
    app.add_url_rule("/", view_func=lambda: "hello")
    return app
