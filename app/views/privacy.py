"""One's own data: what is kept, all of it to take along, and the way out."""

import json
from datetime import UTC, datetime

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import auth
from app.auth import signed_in
from app.extensions import db, limiter, settings
from app.forms.privacy import EraseForm
from app.services import erasure, exports, photos, tombstones
from app.services.viewers import Viewer

bp = Blueprint("privacy", __name__)


@bp.get("/privacy")
@signed_in
def index(viewer: Viewer) -> ResponseReturnValue:
    """Say what is kept, who sees it, and offer export and deletion."""
    return render_template("privacy/index.html", memberships=viewer.memberships)


@bp.get("/privacy/export")
@limiter.limit("10 per hour")
@signed_in
def export(viewer: Viewer) -> ResponseReturnValue:
    """Hand over everything that is kept about the viewer, as one file."""
    everything = exports.export_of(
        db.session, viewer.id, photos=settings().photos, now=datetime.now(UTC)
    )
    response = Response(
        json.dumps(everything, ensure_ascii=False, indent=2), content_type="application/json"
    )
    response.headers.set("Content-Disposition", "attachment", filename="alongside-export.json")
    return response


@bp.get("/privacy/erase")
@signed_in
def ask_to_erase(_viewer: Viewer) -> ResponseReturnValue:
    """Ask once more before everything is deleted."""
    return render_template("privacy/erase.html", form=EraseForm())


@bp.post("/privacy/erase")
@limiter.limit("10 per hour")
@signed_in
def erase(viewer: Viewer) -> ResponseReturnValue:
    """Delete the viewer with everything that is theirs."""
    db.release()
    form = EraseForm()
    if not form.validate() or not auth.known_by_password(viewer.email, form.password.data):
        form.password.errors = form.password.errors or [_("That is not your password.")]
        return render_template("privacy/erase.html", form=form), 400
    mark = tombstones.mark_of(db.session, viewer.id)
    stem = erasure.erase(db.session, viewer.id)
    db.session.commit()
    tombstones.note(settings().data, mark)
    erasure.settle(db.engine)
    photos.remove_files(settings().photos, stem)
    auth.end()
    flash(_("You are gone, and everything of yours with you. Take care."), "success")
    return redirect(url_for("home.index"))
