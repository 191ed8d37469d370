"""The devices on which somebody is signed in."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import logs
from app.auth import signed_in
from app.extensions import db
from app.services.accounts import sign_ins
from app.services.viewers import Viewer

bp = Blueprint("sign_ins", __name__, url_prefix="/account/devices")


@bp.post("/<int:sign_in_id>/end")
@signed_in
def end(viewer: Viewer, sign_in_id: int) -> ResponseReturnValue:
    """Sign one device out."""
    sign_ins.end(db.session, sign_in_id, by=viewer.id)
    db.session.commit()
    logs.note("device signed out", member=viewer.id)
    flash(_("That device is signed out."), "success")
    return redirect(url_for("account.settings"))


@bp.post("/end-others")
@signed_in
def end_others(viewer: Viewer) -> ResponseReturnValue:
    """Sign all other devices out."""
    sign_ins.end_all(db.session, viewer.id, but=viewer.sign_in_id)
    db.session.commit()
    logs.note("other devices signed out", member=viewer.id)
    flash(_("All other devices are signed out."), "success")
    return redirect(url_for("account.settings"))
