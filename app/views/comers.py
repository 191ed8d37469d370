"""Who comes and who leaves while an evening runs, as the host notes it on its page."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.auth import as_host
from app.extensions import db
from app.forms.door import GuestForm
from app.services.mixers import doors, mixer_guests, mixers
from app.services.mixers.doors import Mark
from app.services.seating import seating_people
from app.services.viewers import Here
from app.views import door, planning, rounds

bp = Blueprint("comers", __name__)


@bp.post("/spaces/<slug>/mixers/<int:mixer_id>/run/came/<int:attendee_id>")
@as_host
def came(here: Here, mixer_id: int, attendee_id: int) -> ResponseReturnValue:
    """Note that somebody has come; once rounds are played, they are planned in at once."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)

    def go() -> None:
        doors.mark(db.session, mixer, attendee_id, Mark.CAME, now=here.now)
        planning.plan_the_rest(here, mixer)
        planning.tell_seat(here, mixer, attendee_id)

    return rounds.tried(here, mixer, go)


@bp.post("/spaces/<slug>/mixers/<int:mixer_id>/run/guests")
@as_host
def add_guest(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Write down a guest by name; once rounds are played, they are planned in at once."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    form = GuestForm()
    if not form.validate() or door.asks_who(here, form):
        return rounds.page(here, mixer, form, status=400)

    def go() -> None:
        guest = mixer_guests.add(db.session, mixer, form.guest, now=here.now)
        planning.plan_the_rest(here, mixer)
        planning.tell_seat(here, mixer, guest.id)

    return rounds.tried(here, mixer, go)


@bp.post("/spaces/<slug>/mixers/<int:mixer_id>/run/left/<int:attendee_id>")
@as_host
def left(here: Here, mixer_id: int, attendee_id: int) -> ResponseReturnValue:
    """Note that somebody has left or did not turn up; the rest is planned anew at once."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)

    def go() -> None:
        seating_people.leave(db.session, mixer, attendee_id, now=here.now)
        planning.plan_the_rest(here, mixer)

    return rounds.tried(here, mixer, go)
