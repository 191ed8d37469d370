"""At the door of a mixer: a host taps who has come."""

import hashlib

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from app.auth import as_host
from app.extensions import db
from app.forms.door import GuestForm, MarkForm, TakenForm, WalkInForm
from app.services.errors import Refused
from app.services.evenings import evenings
from app.services.evenings.evenings import Stage
from app.services.members import members_queries
from app.services.members.members_queries import Person, State
from app.services.mixers import doors, mixer_guests, mixers, walk_ins
from app.services.mixers.doors import Expected, Mark
from app.services.seating import seating_chairs, seating_people
from app.services.viewers import Here
from app.views import guest_lists, planning
from app.views.rounds import answer_if_changed
from models import Mixer

bp = Blueprint("door", __name__)

MOST_FOUND = 8
AT_THE_DOOR = "/spaces/<slug>/mixers/<int:mixer_id>/door"


@bp.get(AT_THE_DOOR)
@as_host
def index(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Show who is expected, who is there, and who could be let in."""
    return _page(here, mixer_id, GuestForm())


@bp.get(f"{AT_THE_DOOR}/list")
@as_host
def live(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Give the list by itself, if it has changed: several may stand at the door."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    stage = evenings.stage(db.session, mixer.id, now=here.now)
    told = _told(here, mixer, stage)
    return answer_if_changed(
        str(told["etag"]),
        lambda: render_template("mixers/_door_list.html", **told, **_seats(here, mixer, stage)),
    )


@bp.post(f"{AT_THE_DOOR}/<int:attendee_id>")
@as_host
def mark(here: Here, mixer_id: int, attendee_id: int) -> ResponseReturnValue:
    """Note that somebody came or left, or take it back."""
    form = MarkForm()
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    if not form.validate():
        raise Refused
    what = Mark(form.mark.data)
    doors.mark(db.session, mixer, attendee_id, what, now=here.now)
    planning.keep_up(here, mixer)
    if what is Mark.CAME:
        planning.tell_seat(here, mixer, attendee_id)
    sought, line = _sought(), f"on-list-{attendee_id}"
    if not sought:
        return _back(here, mixer_id, anchor=line)
    # Whoever was sought may not be on the list that is shown next.
    people = doors.list_of(db.session, mixer, now=here.now)
    for one in people:
        if one.id == attendee_id:
            flash(_noted(one), "success")
    stage = evenings.stage(db.session, mixer.id, now=here.now)
    is_standing = attendee_id in seating_chairs.standing(db.session, mixer, stage, now=here.now)
    anchor = line if is_standing else None
    return _back(here, mixer_id, anchor=anchor, awaited=sought.get("awaited"))


def _noted(one: Expected) -> str:
    words: str = _("%(name)s is not here yet.", name=one.name)
    if one.is_there:
        words = _("%(name)s is here.", name=one.name)
    elif one.left_at is not None:
        words = _("%(name)s has left.", name=one.name)
    return words


@bp.post(f"{AT_THE_DOOR}/members")
@as_host
def walk_in(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Let in a member who has not replied."""
    form = WalkInForm()
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    if not form.validate():
        raise Refused
    new = walk_ins.walk_in(db.session, mixer, here.space, form.membership_id.data, now=here.now)
    planning.keep_up(here, mixer)
    planning.tell_seat(here, mixer, new)
    flash(_("Let in."), "success")
    return _back(here, mixer_id, anchor=f"on-list-{new}")


@bp.post(f"{AT_THE_DOOR}/guests")
@as_host
def add_guest(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Write down a guest by name."""
    form = GuestForm()
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    if not form.validate() or asks_who(here, form):
        return _page(here, mixer_id, form, status=400)
    guest = mixer_guests.add(db.session, mixer, form.guest, now=here.now)
    planning.keep_up(here, mixer)
    planning.tell_seat(here, mixer, guest.id)
    flash(_("Welcome, %(name)s.", name=form.guest.name), "success")
    return _back(here, mixer_id, anchor=f"on-list-{guest.id}")


def asks_who(here: Here, form: GuestForm) -> bool:
    """Whether the host is to say first if a guest is the member who is called alike."""
    found = {} if form.as_guest.data else guest_lists.members_among(here, [form.guest])
    for member in found.values():
        form.ask_about(member)
    return bool(found)


@bp.post(f"{AT_THE_DOOR}/guests/<int:attendee_id>/remove")
@as_host
def remove_guest(here: Here, mixer_id: int, attendee_id: int) -> ResponseReturnValue:
    """Take a guest off the list who was written down by mistake."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    mixer_guests.remove(db.session, mixer, attendee_id)
    planning.keep_up(here, mixer)
    flash(_("Taken off the list."), "success")
    return _back(here, mixer_id)


@bp.post(f"{AT_THE_DOOR}/present")
@as_host
def take_present(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Let in everybody who is in the space and open."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    taken = walk_ins.take_present(db.session, mixer, here.space, now=here.now)
    planning.keep_up(here, mixer)
    if taken < 2:  # noqa: PLR2004 - of more the page says so itself, as long as it can be undone
        words = ngettext("%(num)s more person is here.", "%(num)s more people are here.", taken)
        flash(words, "success")
    return _back(here, mixer_id)


@bp.post(f"{AT_THE_DOOR}/present/undo")
@as_host
def take_back_present(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Take back that they were let in together, for whom it was a mistake."""
    form = TakenForm()
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    if not form.validate():
        raise Refused
    walk_ins.take_back(db.session, mixer, first_id=form.first_id.data, now=here.now)
    planning.keep_up(here, mixer)
    flash(_("Taken back."), "success")
    return _back(here, mixer_id)


def _page(here: Here, mixer_id: int, form: GuestForm, *, status: int = 200) -> ResponseReturnValue:
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    present = walk_ins.present(db.session, mixer, here.space, now=here.now)
    stage = evenings.stage(db.session, mixer.id, now=here.now)
    told = _told(here, mixer, stage) | _seats(here, mixer, stage)
    told |= {
        "present": len(present),
        "would_come": walk_ins.would_come(db.session, mixer, present, now=here.now),
        "taken": walk_ins.taken(db.session, mixer, now=here.now),
        "is_early": here.today < here.space.local(mixer.starts_at).date(),
    }
    return render_template("mixers/door.html", form=form, **told), status


def _seats(here: Here, mixer: Mixer, stage: Stage) -> dict[str, object]:
    """Tell where those who have no seat could sit down now; worked out only for who reads it."""
    chairs = seating_chairs.chairs(db.session, mixer, here.space, stage, now=here.now)
    without = [one for one, chair in chairs.items() if chair is None]
    later = seating_people.next_seats(db.session, mixer, without, now=here.now) if without else {}
    return {"number": stage.number, "chairs": chairs, "later": later}


def _told(here: Here, mixer: Mixer, stage: Stage) -> dict[str, object]:
    """Tell the list at the door, and which members could be let in beside it."""
    everybody = doors.list_of(db.session, mixer, now=here.now)
    sought = _sought()
    words, awaited = sought.get("find", ""), sought.get("awaited", "")
    standing = seating_chairs.standing(db.session, mixer, stage, now=here.now)
    # Whoever has just come and has no seat stays in sight, also where only those are who have not.
    shown = [one for one in everybody if one.is_awaited or not awaited or one.id in standing]
    people = [one for one in shown if one.is_meant(words)]
    found = _found(here, words, {one.member_id for one in everybody})
    is_on = evenings.is_on_at(stage, mixer, now=here.now)
    fresh = {one.id for one in people if one.is_fresh(here.now)}
    there = sum(one.is_there for one in everybody)
    waiting = sum(one.is_waiting for one in everybody)
    number = stage.shown_number if stage.is_under_way else None
    tables = seating_people.tables_in(db.session, mixer, number)
    seats = (stage.version, sorted(standing), tables) if stage.is_under_way else ()
    return {
        "space": here.space,
        "mixer": mixer,
        "is_on": is_on,
        "everybody": len(everybody) - waiting,
        "waiting": waiting,
        "there": there,
        "came": sum(one.arrived_at is not None for one in everybody),
        "people": people,
        "fresh": fresh,
        "sought": sought,
        "found": found,
        "tables": tables,
        "etag": _etag(is_on, there, len(everybody), people, sorted(fresh), found, seats),
    }


def _etag(*told: object) -> str:
    return hashlib.sha256(repr((told, str(get_locale()))).encode()).hexdigest()[:24]


def _sought() -> dict[str, str]:
    """Give the words and the ticks of the filter, those that are there."""
    words = request.args.get("find", "").strip()[:100]
    awaited = "y" if request.args.get("awaited") else ""
    return {name: value for name, value in (("find", words), ("awaited", awaited)) if value}


def _found(here: Here, words: str, on_list: set[int | None]) -> list[Person]:
    if not words:
        return []
    everybody = members_queries.people_of(db.session, here.space, now=here.now)
    found = members_queries.chosen(everybody, words=words, state=State.JOINED)
    return [person for person in found if person.member_id not in on_list][:MOST_FOUND]


def _back(
    here: Here, mixer_id: int, *, anchor: str | None = None, awaited: str | None = None
) -> ResponseReturnValue:
    page = url_for(
        "door.index", slug=here.space.slug, mixer_id=mixer_id, awaited=awaited, _anchor=anchor
    )
    return redirect(page)
