"""Commands about single people: let somebody back in, shut somebody out."""

import secrets
from datetime import UTC, datetime
from pathlib import Path

import click
from flask import Flask
from flask.cli import with_appcontext

from app import auth, logs
from app.extensions import db, settings
from app.services.accounts import email_changes, resets, second_factors, sign_ins
from app.services.errors import Conflict, NotFound


def init_app(app: Flask) -> None:
    """Hang the commands into the application."""
    app.cli.add_command(disable)
    app.cli.add_command(reset_link)
    app.cli.add_command(address_back)
    app.cli.add_command(second_step_off)
    app.cli.add_command(new_key)


@click.command()
@click.argument("email")
@with_appcontext
def disable(email: str) -> None:
    """Shut somebody out at once: no sign-in, and every device signed out."""
    try:
        with db.transaction() as session:
            sign_ins.disable(session, email, now=datetime.now(UTC))
    except NotFound as error:
        message = f"Nobody signs in with {email}."
        raise click.ClickException(message) from error
    click.echo(f"{email} is shut out.")


@click.command("reset-link")
@click.argument("email")
@with_appcontext
def reset_link(email: str) -> None:
    """Print a link for a new password, for an installation that sends no letters."""
    now = datetime.now(UTC)
    with db.transaction() as session:
        known = sign_ins.known(session, email)
        if known is None:
            message = f"Nobody signs in with {email}."
            raise click.ClickException(message)
        reset = resets.issue(session, known.id, now=now)
        path = resets.link_path(reset, key=settings().secret_key)
    _tell_link(email, path)


def _tell_link(email: str, path: str) -> None:
    minutes = int(resets.LASTS.total_seconds() // 60)
    click.echo(f"Give {email} this link. It works once, for {minutes} minutes:")
    click.echo(f"  {settings().address}{path}")


@click.command("address-back")
@click.argument("email")
@with_appcontext
def address_back(email: str) -> None:
    """Give an account its address from before EMAIL, to which somebody else had changed it."""
    now, nobody_s = datetime.now(UTC), auth.hashed(secrets.token_urlsafe())
    try:
        with db.transaction() as session:
            member = email_changes.put_back(session, email, password_hash=nobody_s, now=now)
            reset = resets.issue(session, member.id, now=now)
            path = resets.link_path(reset, key=settings().secret_key)
            has_phone = second_factors.standing(session, member.id) is not None
    except NotFound as error:
        message = f"Nobody has changed their address to {email} of late."
        raise click.ClickException(message) from error
    except Conflict as error:
        message = (
            "Somebody else has the address from before by now. Where that is a line on a list of"
            " which nobody has come yet, its host can correct the address there; then try again."
        )
        raise click.ClickException(message) from error
    logs.note("address put back", member=member.id)
    click.echo("Signed out everywhere, and the password is nobody's any more.")
    if has_phone:
        click.echo("A second step is on. Is it theirs? If not, also: second-step-off")
    _tell_link(member.email, path)


@click.command("second-step-off")
@click.argument("email")
@with_appcontext
def second_step_off(email: str) -> None:
    """Let the password be enough again for somebody who has lost the phone and the codes."""
    try:
        with db.transaction() as session:
            member_id = second_factors.take_off(session, email, now=datetime.now(UTC))
    except NotFound as error:
        message = f"Nobody with a second step signs in with {email}."
        raise click.ClickException(message) from error
    logs.note("second factor taken off", member=member_id)
    click.echo(f"{email} signs in with the password alone, is signed out everywhere, and hears")
    click.echo("of it by letter. They can turn the second step on again in their settings.")


@click.command("new-key")
@click.argument("old", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def new_key(old: Path) -> None:
    """Let phones show the right codes under the key of today: OLD is a file with the one before."""
    key = settings().secret_key
    with db.transaction() as session:
        done, lost = second_factors.reseal(
            session, old=old.read_text().strip(), new=key, now=datetime.now(UTC)
        )
    click.echo(f"Second steps under the new key: {done}. Under neither: {lost}.")
    if lost:
        click.echo("Whose codes are not right: .venv/bin/flask --app app second-step-off EMAIL.")
