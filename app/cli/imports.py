"""To be written."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Hang the commands into the application."""
