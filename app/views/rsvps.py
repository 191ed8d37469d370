"""Whether one comes to a mixer: the buttons on its page."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.auth import in_space
from app.extensions import db
from app.forms.rsvps import RsvpForm
from app.services.mixers import mixers
from app.services.seating import rsvps, spans
from app.services.viewers import Here
from app.views import planning
from app.views.mixers import page, to_mixer
from models import Attendee, Rsvp

bp = Blueprint("rsvps", __name__)


@bp.post("/spaces/<slug>/mixers/<int:mixer_id>/come")
@in_space
def come(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Take a place, or one on the waiting list."""
    mixer = mixers.seen_by(db.session, here, mixer_id)
    mine = rsvps.reply_of(db.session, mixer, by=here.viewer.id)
    before, was_there = spans.span_of(mine, mixer), _is_there(mine)
    form = RsvpForm(mixer, here.space, span=before, now=here.now)
    if not form.validate():
        return page(here, mixer, form, status=400)
    choice = rsvps.Choice(
        is_listed=form.is_listed.data,
        wants_letters=form.wants_letters.data,
        role=form.chosen_role,
        span=form.span,
    )
    attendee = rsvps.come(db.session, mixer, choice, by=here.viewer.id, now=here.now)
    db.session.commit()
    has_new_span = attendee.is_there and spans.span_of(attendee, mixer) != before
    if has_new_span or attendee.is_there is not was_there:
        planning.keep_up(here, mixer)
    if attendee.reply is Rsvp.WAITING:
        flash(_("All places are taken. You are on the waiting list."), "info")
    elif attendee.left_at is not None:
        flash(_("You have a place. Tell your host at the door when you are back."), "success")
    else:
        flash(_("You have a place. See you there."), "success")
    return to_mixer(here, mixer_id)


@bp.post("/spaces/<slug>/mixers/<int:mixer_id>/decline")
@in_space
def decline(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Give the place back."""
    mixer = mixers.seen_by(db.session, here, mixer_id)
    was_there = _is_there(rsvps.reply_of(db.session, mixer, by=here.viewer.id))
    rsvps.decline(db.session, mixer, by=here.viewer.id, now=here.now)
    db.session.commit()
    if was_there:
        planning.keep_up(here, mixer)
        flash(_("Thank you for coming. The others are seated without you."), "info")
        return redirect(url_for("tables.show", slug=here.space.slug, mixer_id=mixer_id))
    flash(_("Thank you for saying so. The place is free for somebody else."), "success")
    return to_mixer(here, mixer_id)


def _is_there(mine: Attendee | None) -> bool:
    return mine is not None and mine.is_there
