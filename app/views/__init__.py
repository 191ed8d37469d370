"""One blueprint a noun; each view reads, calls one service, commits, answers."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

from app.forms.rules import HIGHEST_NUMBER
from app.views import (
    about,
    account,
    asks,
    blocks,
    chairs,
    comers,
    corrections,
    door,
    effects,
    email_changes,
    encounters,
    errors,
    guest_lists,
    home,
    imports,
    introductions,
    invitations,
    letters,
    links,
    members,
    memberships,
    mixer_invitations,
    mixer_replies,
    mixers,
    offers,
    passwords,
    photos,
    presence,
    prints,
    privacy,
    profiles,
    projector,
    rounds,
    rsvps,
    seatings,
    second_factors,
    sign_ins,
    skills,
    spaces,
    spans,
    tables,
    visits,
)

BLUEPRINTS = (
    about.bp,
    account.bp,
    asks.bp,
    email_changes.bp,
    blocks.bp,
    corrections.bp,
    door.bp,
    chairs.bp,
    guest_lists.bp,
    encounters.bp,
    home.bp,
    imports.bp,
    introductions.bp,
    invitations.bp,
    letters.bp,
    links.bp,
    members.bp,
    memberships.bp,
    mixers.bp,
    rsvps.bp,
    spans.bp,
    mixer_invitations.bp,
    mixer_replies.bp,
    offers.bp,
    passwords.bp,
    photos.bp,
    presence.bp,
    privacy.bp,
    profiles.bp,
    second_factors.bp,
    sign_ins.bp,
    skills.bp,
    spaces.bp,
    seatings.bp,
    rounds.bp,
    comers.bp,
    projector.bp,
    tables.bp,
    prints.bp,
    effects.bp,
    visits.bp,
)


class _Number(IntegerConverter):
    """The number of a row in an address; where it cannot be one, there is no page."""

    def __init__(self, addresses: Map, **more: Any) -> None:  # noqa: ANN401 - what Werkzeug takes
        super().__init__(addresses, **{"max": HIGHEST_NUMBER} | more)


def init_app(app: Flask) -> None:
    """Hang every page into the application."""
    app.url_map.converters["int"] = _Number
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    errors.init_app(app)
