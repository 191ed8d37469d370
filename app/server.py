"""The web server of one machine: gunicorn with threads, and the scheduler beside it."""

from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from app import create_app
from app.jobs import scheduler
from config import Settings, from_environment


class _Server(BaseApplication):
    def __init__(self, settings: Settings, bind: str, port: int) -> None:
        self.settings = settings
        self.address = f"{bind}:{port}"
        super().__init__()

    def load_config(self) -> None:
        values: dict[str, Any] = {
            "bind": self.address,
            # One process, so that SQLite has one writer and attempts are counted in one place.
            "workers": 1,
            "worker_class": "gthread",
            "threads": self.settings.threads,
            "loglevel": self.settings.log_level.lower(),
            "control_socket_disable": True,
        }
        for name, value in values.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        app = create_app(self.settings)
        if self.settings.scheduler:
            scheduler.start(app)
        return app


def serve_forever(bind: str, port: int) -> None:
    """Serve until told to stop."""
    _Server(from_environment(), bind, port).run()
