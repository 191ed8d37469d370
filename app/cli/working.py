"""The command that does the background work without a server."""

import threading

import click
from flask import Flask
from flask.cli import ScriptInfo, pass_script_info

from app.jobs import retention, scheduler


def init_app(app: Flask) -> None:
    """Hang the command into the application."""
    app.cli.add_command(work)
    app.cli.add_command(forget)


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now and end.")
@pass_script_info
def work(info: ScriptInfo, *, once: bool) -> None:
    """Send letters, close visits, propose introductions, forget what is old."""
    app = info.load_app()
    if not once:
        scheduler.run_forever(app, stop=threading.Event())
    for name, count in scheduler.run_once(app).items():
        click.echo(f"{name}: {count}")


@click.command()
@pass_script_info
def forget(info: ScriptInfo) -> None:
    """Delete the visits that are older than each space keeps them."""
    count = retention.forget_due(info.load_app())
    click.echo(f"Visits forgotten: {count}")
