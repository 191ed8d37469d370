"""The host desk: the day at a glance, and what a host sets for the space."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.auth import as_host
from app.extensions import db
from app.forms.rules import said_at
from app.forms.spaces import HoursForm, PlaceForm, RulesForm, ZoneForm
from app.services import desk as desks
from app.services import marks, opening, spaces
from app.services.errors import Conflict, Refused
from app.services.introductions import gaps
from app.services.mixers import mixer_desk
from app.services.viewers import Here

bp = Blueprint("spaces", __name__)


@bp.get("/spaces/<slug>/desk")
@as_host
def desk(here: Here) -> ResponseReturnValue:
    """Show the day at a glance."""
    day = desks.overview(db.session, here.space, now=here.now)
    return render_template(
        "spaces/desk.html",
        here=here,
        day=day,
        ahead=mixer_desk.ahead(db.session, here.space, now=here.now),
        last_mixer=mixer_desk.last(db.session, here.space, now=here.now),
        gaps=gaps.gaps(db.session, here.space, now=here.now),
    )


@bp.route("/spaces/<slug>/desk/rules", methods=["GET", "POST"])
@as_host
def rules(here: Here) -> ResponseReturnValue:
    """Show and change what the space is called and how it introduces people."""
    form = RulesForm.of(spaces.rules_of(here.space))
    if not form.validate_on_submit():
        return _rules_page(here, form)
    try:
        spaces.change_rules(
            db.session,
            here.space,
            to=form.rules(),
            shown=form.shown.data,
            by=here.viewer.id,
            now=here.now,
        )
    except Conflict as conflict:
        return _rules_page(here, form, conflict)
    except spaces.Unprotected as refusal:
        form.asks_second_factor.errors = [_(refusal.message)]
        return _rules_page(here, form)
    db.session.commit()
    flash(_("Saved."), "success")
    return redirect(url_for("spaces.rules", slug=here.space.slug))


def _rules_page(
    here: Here, form: RulesForm, conflict: Conflict | None = None
) -> ResponseReturnValue:
    if conflict is not None:
        # Now they have been told: the next time they save, their words stand.
        form.shown.data = marks.mark_of(spaces.rules_of(here.space))
    page = render_template("spaces/rules.html", here=here, form=form, conflict=conflict)
    return page, _status(form, conflict)


def _status(form: RulesForm | HoursForm, conflict: Conflict | None) -> int:
    if conflict is not None:
        return conflict.status
    return 400 if form.errors else 200


@bp.route("/spaces/<slug>/desk/hours", methods=["GET", "POST"])
@as_host
def hours(here: Here) -> ResponseReturnValue:
    """Show and change when the space is open."""
    standing = opening.hours_of(db.session, here.space)
    form = HoursForm.of(standing)
    if not form.validate_on_submit():
        return _hours_page(here, form)
    try:
        spaces.change_hours(
            db.session, here.space, to=form.hours(), shown=form.shown.data, now=here.now
        )
    except Conflict as conflict:
        return _hours_page(here, form, conflict)
    db.session.commit()
    flash(_("Saved."), "success")
    nights = form.nights_unlike(standing)
    if nights:
        said = _(
            "Open past midnight: %(days)s. If you meant otherwise, change it below.",
            days=", ".join(nights),
        )
        flash(said, "info")
    return redirect(url_for("spaces.hours", slug=here.space.slug))


def _hours_page(
    here: Here, form: HoursForm, conflict: Conflict | None = None
) -> ResponseReturnValue:
    if conflict is not None:
        form.shown.data = marks.mark_of(opening.hours_of(db.session, here.space))
    page = render_template("spaces/hours.html", here=here, form=form, conflict=conflict)
    return page, _status(form, conflict)


@bp.get("/spaces/<slug>/desk/zones")
@as_host
def zones(here: Here) -> ResponseReturnValue:
    """Show the zones in their order."""
    return _zones_page(here, ZoneForm())


def _zones_page(
    here: Here, form: ZoneForm, *, renaming: int | None = None, status: int = 200
) -> ResponseReturnValue:
    held = spaces.zones_of(db.session, here.space)
    page = render_template("spaces/zones.html", here=here, zones=held, form=form, renaming=renaming)
    return page, status


def _to_zones(here: Here) -> ResponseReturnValue:
    db.session.commit()
    return redirect(url_for("spaces.zones", slug=here.space.slug))


@bp.post("/spaces/<slug>/desk/zones")
@as_host
def add_zone(here: Here) -> ResponseReturnValue:
    """Add a zone."""
    form = ZoneForm()
    if form.validate():
        with said_at(form.name):
            spaces.add_zone(db.session, here.space, name=form.name.data)
            return _to_zones(here)
    return _zones_page(here, form, status=400)


@bp.get("/spaces/<slug>/desk/zones/<int:zone_id>")
@as_host
def zone(here: Here, zone_id: int) -> ResponseReturnValue:
    """Show the zones with one to be renamed."""
    return _zones_page(here, ZoneForm(), renaming=zone_id)


@bp.post("/spaces/<slug>/desk/zones/<int:zone_id>")
@as_host
def rename_zone(here: Here, zone_id: int) -> ResponseReturnValue:
    """Give a zone another name."""
    form = ZoneForm()
    if form.validate():
        with said_at(form.name):
            spaces.rename_zone(db.session, here.space, zone_id, name=form.name.data)
            return _to_zones(here)
    return _zones_page(here, form, renaming=zone_id, status=400)


@bp.post("/spaces/<slug>/desk/zones/<int:zone_id>/move")
@as_host
def move_zone(here: Here, zone_id: int) -> ResponseReturnValue:
    """Put a zone at another place in the list."""
    form = PlaceForm()
    if not form.validate():
        raise Refused
    spaces.move_zone(db.session, here.space, zone_id, to=form.to.data)
    return _to_zones(here)


@bp.post("/spaces/<slug>/desk/zones/<int:zone_id>/close")
@as_host
def close_zone(here: Here, zone_id: int) -> ResponseReturnValue:
    """Let a zone take nobody any more."""
    spaces.close_zone(db.session, here.space, zone_id, now=here.now)
    return _to_zones(here)


@bp.post("/spaces/<slug>/desk/zones/<int:zone_id>/reopen")
@as_host
def reopen_zone(here: Here, zone_id: int) -> ResponseReturnValue:
    """Let a closed zone take people again."""
    spaces.reopen_zone(db.session, here.space, zone_id)
    return _to_zones(here)
