"""Whoever comes in the middle of a round gets a chair by a tap of a host, alone or with another."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.auth import as_host
from app.extensions import db
from app.forms.seatings import ChairForm
from app.services.errors import Refused
from app.services.mixers import mixers
from app.services.seating import seating_chairs, seating_guests
from app.services.seating.seating_chairs import Chair
from app.services.viewers import Here
from app.views import planning, rounds
from models import Mixer

bp = Blueprint("chairs", __name__)


@bp.post("/spaces/<slug>/mixers/<int:mixer_id>/door/<int:attendee_id>/chair")
@as_host
def at_the_door(here: Here, mixer_id: int, attendee_id: int) -> ResponseReturnValue:
    """Seat somebody now, from the list at the door."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    _seat(here, mixer, attendee_id)
    line = f"on-list-{attendee_id}"
    return redirect(url_for("door.index", slug=here.space.slug, mixer_id=mixer_id, _anchor=line))


@bp.post("/spaces/<slug>/mixers/<int:mixer_id>/run/chair/<int:attendee_id>")
@as_host
def while_it_runs(here: Here, mixer_id: int, attendee_id: int) -> ResponseReturnValue:
    """Seat somebody now, from the page of the evening."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    _seat(here, mixer, attendee_id)
    return rounds.back(here, mixer)


def _seat(here: Here, mixer: Mixer, attendee_id: int) -> None:
    form = ChairForm()
    if not form.validate():
        flash(_("That could not be read. Please try again."), "warning")
        return
    number = form.number.data
    chair = Chair(table=form.table.data, partner=form.partner.data)
    try:
        seating_chairs.take(
            db.session, mixer, here.space, attendee_id, number=number, chair=chair, now=here.now
        )
    except Refused as refusal:
        db.session.rollback()
        flash(_(refusal.message), "warning")
        return
    planning.keep_up(here, mixer)
    labels = seating_guests.labels(db.session, mixer, now=here.now)
    if not labels.keys() >= {attendee_id, chair.partner or attendee_id}:
        return  # somebody has deleted themselves since
    told = {"name": labels[attendee_id], "table": chair.table}
    words = _("%(name)s sits at table %(table)s now.", **told)
    if chair.partner is not None:
        told["other"] = labels[chair.partner]
        words = _("%(name)s and %(other)s sit at table %(table)s now.", **told)
    flash(words, "success")
