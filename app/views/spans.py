"""One person on the list at the door: for which rounds they are there, and what is seldom noted."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.auth import as_host
from app.extensions import db
from app.forms.spans import SpanForm
from app.services.mixers import doors, mixers
from app.services.seating import seating_guests, spans
from app.services.viewers import Here
from app.views import planning

bp = Blueprint("spans", __name__)


@bp.route(
    "/spaces/<slug>/mixers/<int:mixer_id>/door/<int:attendee_id>/rounds", methods=["GET", "POST"]
)
@as_host
def edit(here: Here, mixer_id: int, attendee_id: int) -> ResponseReturnValue:
    """Show what can be noted of somebody, and keep for which rounds they are there."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    attendee = doors.expected_one(db.session, mixer, attendee_id)
    form = SpanForm(mixer, here.space, span=spans.span_of(attendee, mixer), now=here.now)
    name = seating_guests.labels(db.session, mixer, now=here.now)[attendee_id]
    if not form.validate_on_submit():
        on_list = doors.list_of(db.session, mixer, now=here.now)
        told = {"space": here.space, "mixer": mixer, "name": name, "form": form}
        one = next((one for one in on_list if one.id == attendee_id), None)
        page = render_template("mixers/span.html", attendee_id=attendee_id, one=one, **told)
        return page, 400 if form.errors else 200
    doors.note_span(db.session, mixer, attendee_id, form.span, now=here.now)
    planning.keep_up(here, mixer)
    flash(_("Noted for %(name)s.", name=name), "success")
    line = f"on-list-{attendee_id}"
    return redirect(url_for("door.index", slug=here.space.slug, mixer_id=mixer_id, _anchor=line))
