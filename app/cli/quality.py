"""The command that tells how good a space's introductions are."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import click
from flask import Flask
from flask.cli import with_appcontext

from app.extensions import db
from app.services.errors import Refused
from app.services.matchmaking import matchmaking_quality
from app.services.members import founding

ROWS = (
    ("introductions", "introductions made", "{}"),
    ("share_of_bound", "of the best there could have been, at least", "{:.2%}"),
    ("people", "people who came in, willing, on days still known", "{}"),
    ("coverage", "of their days brought an introduction", "{:.0%}"),
    ("never", "of these people had none at all", "{}"),
    ("evenness", "Gini coefficient: 0 when all have as many for each day", "{:.2f}"),
    ("cross_industry", "between different industries", "{:.0%}"),
    ("repeats", "of people who had met, or too soon again", "{}"),
    ("agreed", "to which both said yes", "{:.0%}"),
    ("met", "of those agreed say that they met", "{:.0%}"),
)
"""Each figure by its name in the report, the words beside it, and how it is written."""


def init_app(app: Flask) -> None:
    """Hang the command into the application."""
    app.cli.add_command(quality)


@click.command()
@click.option("--space", "slug", help="Short name of the space, as in its address; else all.")
@click.option("--days", default=90, show_default=True, type=click.IntRange(1, 3650))
@with_appcontext
def quality(slug: str | None, days: int) -> None:
    """Tell how good the introductions of the last days were, by version of the matching."""
    now = datetime.now(UTC)
    try:
        with db.reading() as session:
            spaces = [founding.named(session, slug)] if slug else founding.spaces(session)
            told = [
                (
                    space.slug,
                    matchmaking_quality.report(session, space, days=days, today=space.today(now)),
                )
                for space in spaces
            ]
    except Refused as refusal:
        raise click.ClickException(refusal.message) from refusal
    for name, reports in told:
        if not slug:
            click.echo(f"{name}:")
        _tell(reports, days)


def _tell(reports: Sequence[Any], days: int) -> None:
    if not reports:
        click.echo(f"There were no introductions in the last {days} days.")
    for report in reports:
        click.echo(f"Version {report.version or 'unknown'} of the matching")
        for name, words, shape in ROWS:
            click.echo(f"  {_figure(getattr(report, name), shape):>8}  {words}")


def _figure(value: Any, shape: str) -> str:  # noqa: ANN401 - a count or a share
    return "–" if value is None else shape.format(value)
