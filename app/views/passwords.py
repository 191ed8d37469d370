"""Choosing another password, with the present one or by a link."""

from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from app import auth, limits, logs
from app.auth import signed_in
from app.extensions import db, settings
from app.forms.account import ChangePasswordForm, ForgottenForm, NewPasswordForm
from app.services.accounts import passwords, resets
from app.services.errors import LinkEnded
from app.services.viewers import Viewer
from app.views import oneself

bp = Blueprint("passwords", __name__)


@bp.route("/account/password", methods=["GET", "POST"])
@limits.being_oneself
@signed_in
def change(viewer: Viewer) -> ResponseReturnValue:
    """Choose another password; every other device is signed out."""
    form = ChangePasswordForm(asks_code=viewer.has_second_factor)
    form.about = (viewer.name, viewer.email)
    if not form.validate_on_submit():
        return _page("account/password.html", form)
    known = oneself.known_by(viewer, form.current)
    if known is None:
        return _page("account/password.html", form)
    chosen = auth.hashed(form.password.data)
    if not oneself.has_code(viewer, form):
        return _page("account/password.html", form)
    passwords.change(db.session, known.id, old=known.password_hash, new=chosen)
    auth.admit(known.id, password_hash=chosen, has_proved=True)
    logs.note("password changed", member=known.id)
    flash(_("Your password is changed, and every other device is signed out."), "success")
    return redirect(url_for("account.settings"))


@bp.route("/forgotten", methods=["GET", "POST"])
@limits.asking
def forgotten() -> ResponseReturnValue:
    """Send a link for a new password, and say the same whoever asks."""
    form = ForgottenForm()
    if not form.validate_on_submit():
        return _page("account/forgotten.html", form, sends_mail=bool(settings().smtp_url))
    with limits.evenly():  # for an address that nobody has, nothing is written
        resets.ask(db.session, form.email.data, now=datetime.now(UTC))
        db.session.commit()
    logs.note("reset asked for", account=limits.account()[:12])
    return render_template("account/letter_sent.html", email=form.email.data)


@bp.route("/reset/<int:reset_id>/<token>", methods=["GET", "POST"])
@limits.joining
def reset(reset_id: int, token: str) -> ResponseReturnValue:
    """Choose a new password by the link in the letter, and be signed in."""
    key, now = settings().secret_key, datetime.now(UTC)
    form = NewPasswordForm()
    try:
        with db.reading() as reading:
            member = resets.opened(reading, reset_id, token, key=key, now=now).member
        form.about = (member.profile.name, member.email)
        if not form.validate_on_submit():
            return _page("account/reset.html", form, email=member.email)
        chosen = auth.hashed(form.password.data)
        resets.use(db.session, reset_id, token, key=key, password_hash=chosen, now=now)
    except LinkEnded:
        logs.refused(404)
        return render_template("account/reset_ended.html"), 404
    is_in = auth.let_in(member.id, password_hash=chosen)
    logs.note("password reset", member=member.id)
    if not is_in:
        flash(_("Your new password is set."), "success")
        return redirect(url_for("second_factors.ask"))
    flash(_("Your new password is set, and you are signed in."), "success")
    return redirect(url_for("home.index"))


def _page(template: str, form: FlaskForm, **more: object) -> ResponseReturnValue:
    return render_template(template, form=form, **more), 400 if form.errors else 200
