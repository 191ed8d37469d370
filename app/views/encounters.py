"""People I've met: who, when and where, with private notes; meetings noted by hand."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.auth import in_space
from app.extensions import db
from app.forms.encounters import MeetingForm, NoteForm
from app.forms.rules import said_at
from app.services.acquaintance import encounters, notes
from app.services.viewers import Here

bp = Blueprint("encounters", __name__)


@bp.get("/spaces/<slug>/met")
@in_space
def index(here: Here) -> ResponseReturnValue:
    """Show everybody whom the viewer has met, in any space."""
    return _page(here)


@bp.get("/spaces/<slug>/met/add")
@in_space
def choose(here: Here) -> ResponseReturnValue:
    """Offer the people whom the viewer may have met here."""
    people = encounters.people_to_add(db.session, here)
    chosen = request.args.get("person", 0, type=int)
    form = MeetingForm(people, today=here.today, chosen=chosen)
    return render_template("encounters/add.html", space=here.space, form=form, people=people)


@bp.post("/spaces/<slug>/met/add")
@in_space
def add(here: Here) -> ResponseReturnValue:
    """Note a meeting by hand."""
    people = encounters.people_to_add(db.session, here)
    form = MeetingForm(people, today=here.today)
    if form.validate():
        with said_at(form.day):
            encounters.add_by_hand(
                db.session,
                form.member_id.data,
                by=here.viewer.id,
                space=here.space,
                day=form.day.data,
                now=here.now,
            )
    if form.errors:
        page = render_template("encounters/add.html", space=here.space, form=form, people=people)
        return page, 400
    db.session.commit()
    flash(_("Noted, for you alone."), "success")
    return redirect(url_for("encounters.index", slug=here.space.slug, _anchor="main"))


@bp.post("/spaces/<slug>/met/<int:encounter_id>/remove")
@in_space
def remove(here: Here, encounter_id: int) -> ResponseReturnValue:
    """Take back a meeting that the viewer noted."""
    encounters.remove_by_hand(db.session, encounter_id, by=here.viewer.id)
    db.session.commit()
    flash(_("Taken off your list."), "info")
    return redirect(url_for("encounters.index", slug=here.space.slug, _anchor="main"))


@bp.post("/spaces/<slug>/met/with/<int:member_id>/note")
@in_space
def note(here: Here, member_id: int) -> ResponseReturnValue:
    """Keep the viewer's private words about somebody."""
    form = NoteForm()
    if not form.validate():
        return _page(here, note_for=member_id, note=form), 400
    notes.write(db.session, member_id, form.words.data or "", by=here.viewer.id, now=here.now)
    db.session.commit()
    where = url_for(
        "encounters.index",
        slug=here.space.slug,
        q=request.args.get("q"),
        page=request.args.get("page", type=int),
        _anchor=f"person-{member_id}",
    )
    return redirect(where)


def _page(here: Here, *, note_for: int | None = None, note: NoteForm | None = None) -> str:
    words = request.args.get("q", "")[:100]
    number = request.args.get("page", 1, type=int)
    met = encounters.people_met(
        db.session, here.viewer.id, words=words, number=number, now=here.now
    )
    return render_template(
        "encounters/index.html",
        space=here.space,
        day=here.today,
        met=met,
        words=words,
        page=_links(here, met, words),
        note_for=note_for,
        note=note,
    )


def _links(here: Here, met: encounters.PageOfPeople, words: str) -> dict[str, object]:
    def address(number: int) -> str | None:
        if not 1 <= number <= met.pages:
            return None
        return url_for("encounters.index", slug=here.space.slug, q=words or None, page=number)

    return {
        "number": met.number,
        "pages": met.pages,
        "newer_url": address(met.number - 1),
        "older_url": address(met.number + 1),
    }
