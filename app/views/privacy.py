"""One's own data: what is kept, all of it to take along, and the way out."""

import json
from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import auth, limits
from app.auth import signed_in
from app.extensions import db, settings
from app.forms.privacy import EraseForm
from app.services import photos
from app.services.exports import exports
from app.services.members import erasure, tombstones
from app.services.viewers import Viewer
from app.views import oneself
from app.views.downloads import download

bp = Blueprint("privacy", __name__)


@bp.get("/privacy")
@signed_in
def index(viewer: Viewer) -> ResponseReturnValue:
    """Say what is kept, who sees it, and offer export and deletion."""
    return render_template("privacy/index.html", memberships=viewer.memberships)


@bp.get("/privacy/export")
@limits.taking_along
@signed_in
def export(viewer: Viewer) -> ResponseReturnValue:
    """Hand over everything that is kept about the viewer, as one file."""
    everything = exports.export_of(
        db.session, viewer.id, photos=settings().photos, now=datetime.now(UTC)
    )
    content = json.dumps(everything, ensure_ascii=False, indent=2)
    return download(content, kind="application/json", name="alongside-export.json")


@bp.get("/privacy/erase")
@signed_in
def ask_to_erase(viewer: Viewer) -> ResponseReturnValue:
    """Ask once more before everything is deleted."""
    return _erase_page(EraseForm(asks_code=viewer.has_second_factor))


def _erase_page(form: EraseForm) -> ResponseReturnValue:
    return render_template("privacy/erase.html", form=form), 400 if form.errors else 200


@bp.post("/privacy/erase")
@limits.being_oneself
@signed_in
def erase(viewer: Viewer) -> ResponseReturnValue:
    """Delete the viewer with everything that is theirs."""
    form = EraseForm(asks_code=viewer.has_second_factor)
    if not form.validate() or not oneself.known_by(viewer, form.password):
        return _erase_page(form)
    if not oneself.has_code(viewer, form):
        return _erase_page(form)
    tombstones.require_room(settings().data)
    mark = tombstones.mark_of(db.session, viewer.id)
    if mark is not None:  # of two taps, the second finds nobody
        _go(viewer, mark)
    auth.end()
    flash(_("You are gone, and everything of yours with you. Take care."), "success")
    return redirect(url_for("home.index"))


def _go(viewer: Viewer, mark: str) -> None:
    stem = erasure.erase(db.session, viewer.id)
    db.session.commit()
    tombstones.note(settings().data, mark)
    erasure.settle(db.engine)
    photos.remove_files(settings().photos, stem)
