"""Keeping somebody away, and taking that back."""

from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.auth import signed_in
from app.extensions import db
from app.services.acquaintance import blocks
from app.services.viewers import Viewer

bp = Blueprint("blocks", __name__)


@bp.get("/blocks")
@signed_in
def index(viewer: Viewer) -> ResponseReturnValue:
    """Show whom the viewer has blocked."""
    blocked = blocks.blocked_by(db.session, viewer.id)
    return render_template("blocks/index.html", blocked=blocked, day=datetime.now(UTC).date())


@bp.post("/people/<int:member_id>/block")
@signed_in
def block(viewer: Viewer, member_id: int) -> ResponseReturnValue:
    """Keep somebody away from the viewer, and the viewer from them."""
    blocks.block(db.session, member_id, by=viewer.id, now=datetime.now(UTC))
    db.session.commit()
    flash(_("You will not see each other any more, and nobody is told."), "success")
    return redirect(url_for("blocks.index"))


@bp.post("/people/<int:member_id>/unblock")
@signed_in
def unblock(viewer: Viewer, member_id: int) -> ResponseReturnValue:
    """Take the viewer's block back."""
    blocks.unblock(db.session, member_id, by=viewer.id)
    db.session.commit()
    flash(_("Unblocked. You may come across each other again."), "info")
    return redirect(url_for("blocks.index"))
