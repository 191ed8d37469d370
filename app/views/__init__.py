"""One blueprint a noun; each view reads, calls one service, commits, answers."""

from flask import Flask

from app.views import (
    account,
    encounters,
    errors,
    home,
    imports,
    introductions,
    letters,
    members,
    mixers,
    photos,
    presence,
    privacy,
    profiles,
    spaces,
    visits,
)

BLUEPRINTS = (
    account.bp,
    encounters.bp,
    home.bp,
    imports.bp,
    introductions.bp,
    letters.bp,
    members.bp,
    mixers.bp,
    photos.bp,
    presence.bp,
    privacy.bp,
    profiles.bp,
    spaces.bp,
    visits.bp,
)


def init_app(app: Flask) -> None:
    """Hang every page into the application."""
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    errors.init_app(app)
