"""Today's visits at the front desk: who is in, and letting people in and out."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import introducing
from app.auth import as_host
from app.extensions import db
from app.forms.visits import ArrivalForm
from app.services.errors import Refused
from app.services.members import members_queries, visits
from app.services.members.members_queries import Person, State
from app.services.viewers import Here
from app.views.addresses import for_phones, whole

bp = Blueprint("visits", __name__)

MOST_FOUND = 12
"""Whoever is not among so many types one letter more."""


@bp.get("/spaces/<slug>/visits")
@as_host
def index(here: Here) -> ResponseReturnValue:
    """Show who is in and who was in today, and find who has just come to the desk."""
    words = request.args.get("find", "").strip()[:100]
    stays = visits.today_in(db.session, here.space, now=here.now)
    found = _found(here, words)
    return render_template(
        "visits/index.html",
        here=here,
        words=words,
        found=found[:MOST_FOUND],
        is_more=len(found) > MOST_FOUND,
        stays=stays,
        visit_of={stay.member_id: stay for stay in stays if stay.is_in},
    )


def _found(here: Here, words: str) -> list[Person]:
    if not words:
        return []
    everybody = members_queries.people_of(db.session, here.space, now=here.now)
    found = members_queries.chosen(everybody, words=words)
    return [person for person in found if person.state is not State.DISABLED]


@bp.post("/spaces/<slug>/visits")
@as_host
def check_in(here: Here) -> ResponseReturnValue:
    """Let somebody in, and look at once for somebody worth meeting, as if they had tapped."""
    form = ArrivalForm()
    if not form.validate():
        raise Refused
    visit = visits.check_in(db.session, here.space, form.membership_id.data, now=here.now)
    db.session.commit()
    introducing.attempt(here.space.id)
    if visit.is_listed:
        flash(_("Checked in, and listed for members as this person has chosen."), "success")
    else:
        flash(_("Checked in. Members do not see it."), "success")
    return redirect(url_for("visits.index", slug=here.space.slug))


@bp.post("/spaces/<slug>/visits/<int:visit_id>/check-out")
@as_host
def check_out(here: Here, visit_id: int) -> ResponseReturnValue:
    """Note that somebody has left."""
    visits.check_out(db.session, here.space, visit_id, now=here.now)
    db.session.commit()
    flash(_("Checked out."), "success")
    return redirect(url_for("visits.index", slug=here.space.slug))


@bp.get("/spaces/<slug>/visits/sign")
@as_host
def sign(here: Here) -> ResponseReturnValue:
    """Show a sign for the door, as it comes out of the printer."""
    way = url_for("presence.today", slug=here.space.slug)
    is_found = for_phones(way) is not None
    return render_template("visits/sign.html", here=here, link=whole(way), is_found=is_found)
