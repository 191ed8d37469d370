"""What an operator can do from the command line: `flask --app app --help`."""

from flask import Flask

from app.cli import backups, demo, imports, people, quality, schema, serving, spaces, working


def init_app(app: Flask) -> None:
    """Hang every command into the application."""
    for commands in (backups, demo, imports, people, quality, schema, serving, spaces, working):
        commands.init_app(app)
