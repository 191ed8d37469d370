"""The web server of one machine: gunicorn with threads, and the scheduler beside it."""

import gc
import threading
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from app.jobs import scheduler
from app.services.matchmaking import matchmaking
from config import Settings

PATIENCE_SECONDS = 8
"""How long stopping waits for what is under way. A browser may hold a connection open on which
it asks nothing; and what starts servers often kills them after ten seconds."""


class _Server(BaseApplication):
    def __init__(self, app: Flask, bind: str, port: int) -> None:
        self.app = app
        self.address = f"{bind}:{port}"
        super().__init__()

    def load_config(self) -> None:
        settings: Settings = self.app.config["SETTINGS"]
        values: dict[str, Any] = {
            "bind": self.address,
            # One process, so that SQLite has one writer and attempts are counted in one place.
            "workers": 1,
            "worker_class": "gthread",
            "threads": settings.threads,
            "loglevel": settings.log_level.lower(),
            "control_socket_disable": True,
            "graceful_timeout": PATIENCE_SECONDS,
        }
        for name, value in values.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        # The process has been forked since the app was made; connections do not survive that.
        self.app.extensions["database"][0].dispose(close=False)
        # Nobody waits for machine code to be made, and the first page does not wait either.
        threading.Thread(target=_warm, name="warm", daemon=True).start()
        if self.app.config["SETTINGS"].scheduler:
            scheduler.start(self.app)
        settle_memory()
        return self.app


def _warm() -> None:
    matchmaking.warm()
    settle_memory()


def settle_memory() -> None:
    """Leave what starting has made out of every later search for garbage.

    It stays as long as the server runs, and looking through it again and again takes
    up to a tenth of the time of a full page.
    """
    gc.collect()
    gc.freeze()


def serve_forever(app: Flask, bind: str, port: int) -> None:
    """Serve until told to stop."""
    _Server(app, bind, port).run()
