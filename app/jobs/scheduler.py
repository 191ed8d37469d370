"""One thread beside the server that does what is due, again and again."""

from flask import Flask


def start(app: Flask) -> None:
    """Start the thread; it ends with the process."""
