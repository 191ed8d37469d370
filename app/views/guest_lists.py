"""A list of guests who are no members, pasted at the door."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.auth import as_host
from app.extensions import db
from app.forms.door import GuestListForm
from app.services.evenings import evenings
from app.services.members import members_queries
from app.services.members.members_queries import Person, State
from app.services.mixers import doors, mixer_guests, mixers
from app.services.mixers.mixer_guests import Guest
from app.services.viewers import Here
from models import Mixer

bp = Blueprint("guest_lists", __name__)

OF_GUESTS = "/spaces/<slug>/mixers/<int:mixer_id>/door/expected"


@bp.get(OF_GUESTS)
@as_host
def show(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Show where a list of guests is pasted who are no members."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    return _expected_page(here, mixer, GuestListForm())


@bp.post(OF_GUESTS)
@as_host
def expect(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Put those of a pasted list on the list at the door."""
    form = GuestListForm()
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    if not form.validate():
        return _expected_page(here, mixer, form), 400
    members = {} if form.as_guests.data else members_among(here, form.guests)
    guests = [guest for guest in form.guests if guest not in members]
    added = mixer_guests.expect(db.session, mixer, guests, now=here.now)
    db.session.commit()
    on_list = {one.member_id for one in doors.list_of(db.session, mixer, now=here.now)}
    alike = {guest: one for guest, one in members.items() if one.member_id not in on_list}
    if added:
        flash(ngettext("%(num)s guest was added.", "%(num)s guests were added.", added), "success")
    elif not alike:
        flash(_("All of them are on the list already."), "success")
    if not alike:
        return redirect(url_for("door.index", slug=here.space.slug, mixer_id=mixer_id))
    form.keep(alike)
    return _expected_page(here, mixer, form, [*alike.values()])


def members_among(here: Here, guests: list[Guest]) -> dict[Guest, Person]:
    """Find which of the guests may be members, by address or by name."""
    everybody = members_queries.people_of(db.session, here.space, now=here.now)
    joined = members_queries.chosen(everybody, state=State.JOINED)
    return mixer_guests.members_among(guests, joined)


def _expected_page(
    here: Here, mixer: Mixer, form: GuestListForm, alike: Sequence[Person] = ()
) -> str:
    is_on = evenings.is_on(db.session, mixer, now=here.now)
    told = {"space": here.space, "mixer": mixer, "form": form, "is_on": is_on, "alike": alike}
    return render_template("mixers/expected.html", **told)
