"""Moving to another e-mail address."""

from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import limits, logs
from app.auth import signed_in
from app.extensions import db, settings
from app.forms.account import EmailForm
from app.services import addresses
from app.services.accounts import email_changes
from app.services.errors import LinkEnded
from app.services.viewers import Viewer
from app.views import oneself

bp = Blueprint("email_changes", __name__, url_prefix="/account/email")


@bp.route("", methods=["GET", "POST"])
@limits.being_oneself
@signed_in
def ask(viewer: Viewer) -> ResponseReturnValue:
    """Ask for another address, with the password; a link goes to the new one."""
    form = EmailForm(asks_code=viewer.has_second_factor)
    if not form.validate_on_submit() or not oneself.known_by(viewer, form.current):
        return _page(form, viewer)
    if not oneself.has_code(viewer, form):
        return _page(form, viewer)
    email = addresses.email_of(form.email.data)
    email_changes.ask(db.session, viewer.id, email, now=datetime.now(UTC))
    db.session.commit()
    logs.note("change of address asked for", member=viewer.id)
    return render_template("account/email_sent.html", email=email)


def _page(form: EmailForm, viewer: Viewer) -> ResponseReturnValue:
    page = render_template(
        "account/email.html", form=form, email=viewer.email, sends_mail=bool(settings().smtp_url)
    )
    return page, 400 if form.errors else 200


@bp.route("/<int:change_id>/<token>", methods=["GET", "POST"])
@limits.joining
@signed_in
def confirm(viewer: Viewer, change_id: int, token: str) -> ResponseReturnValue:
    """Move to the new address, by the link that went there."""
    key, now = settings().secret_key, datetime.now(UTC)
    try:
        change = email_changes.opened(db.session, change_id, token, key=key, by=viewer.id, now=now)
        if request.method == "GET":
            return render_template("account/email_confirm.html", email=change.new_email)
        email_changes.confirm(db.session, change, keep=viewer.sign_in_id, now=now)
    except LinkEnded:
        logs.refused(404)
        return render_template("account/email_ended.html"), 404
    db.session.commit()
    logs.note("address changed", member=viewer.id)
    flash(_("You sign in with your new address from now on."), "success")
    return redirect(url_for("account.settings"))
