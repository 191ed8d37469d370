"""Commands that bring people from files."""

from datetime import UTC, datetime
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from app.extensions import db
from app.services.errors import Refused
from app.services.members import founding
from app.services.spreadsheets import import_plans, imports
from app.services.spreadsheets.import_files import MOST_BYTES
from app.services.spreadsheets.import_plans import Fate, Plan
from app.services.spreadsheets.import_rows import Problem
from app.services.spreadsheets.imports import HasProblems

importing = AppGroup("import", help="Bring people from files.")

FATES = (
    (Fate.NEW, "new"),
    (Fate.JOINING, "known in another space, now in this one too"),
    (Fate.CHANGED, "changed"),
    (Fate.SAME, "unchanged"),
    (Fate.CLAIMED, "claimed by their owners: left alone"),
    (Fate.LEFT, "left this space earlier: left alone"),
    (Fate.INACTIVE, "not active in the file: left out"),
)


def init_app(app: Flask) -> None:
    """Hang the commands into the application."""
    app.cli.add_command(importing)


@importing.command("members")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--space", "slug", required=True, help="Short name of the space, as in its address.")
@click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing.")
@click.option("--leave-industries", is_flag=True, help="Leave industries empty that are not known.")
def bring_members(file: Path, slug: str, *, dry_run: bool, leave_industries: bool) -> None:
    """Bring the people of a CSV FILE into a space: all of them, or nobody."""
    with file.open("rb") as opened:
        content = opened.read(MOST_BYTES + 1)
    try:
        with db.reading() if dry_run else db.transaction() as session:
            space = founding.named(session, slug)
            plan = (import_plans.plan if dry_run else imports.run)(
                session, space, content, leave_industries=leave_industries, now=datetime.now(UTC)
            )
    except HasProblems as found:
        plan = found.plan
    except Refused as refusal:
        raise click.ClickException(refusal.message) from refusal
    _report(plan)
    click.echo("Nothing was written: this was a dry run." if dry_run else "Nobody was invited.")


def _report(plan: Plan) -> None:
    for notice in plan.notices:
        click.echo(_told(notice))
    if plan.unknown:
        click.echo(f"Not taken, because we do not know these columns: {', '.join(plan.unknown)}")
    for problem in plan.problems:
        click.echo(_told(problem), err=True)
    if plan.problems:
        message = f"Nothing was imported. Mistakes to mend: {len(plan.problems)}."
        raise click.ClickException(message)
    for fate, words in FATES:
        if count := plan.count(fate):
            click.echo(f"{count:5} {words}")


def _told(problem: Problem) -> str:
    place = [f"Row {problem.row}"] if problem.row else []
    place += [problem.column] if problem.column else []
    return ": ".join([", ".join(place), problem.words] if place else [problem.words])
