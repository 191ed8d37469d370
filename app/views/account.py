"""Signing in and out, the welcome, and one's own account."""

from datetime import UTC, datetime, timedelta

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import auth, extensions, limits, logs
from app.auth import in_space, signed_in
from app.extensions import db
from app.forms.account import SignInForm, ThemeForm
from app.forms.memberships import WelcomeForm
from app.security import safe_next
from app.services import memberships
from app.services.accounts import passwords, sign_ins
from app.services.accounts.sign_ins import Known
from app.services.profiles import nudges, portraits
from app.services.profiles.nudges import Nudge
from app.services.viewers import Here, Viewer

bp = Blueprint("account", __name__)

THEME_LASTS = timedelta(days=365)


@bp.route("/sign-in", methods=["GET", "POST"])
@limits.signing_in
def sign_in() -> ResponseReturnValue:
    """Let somebody in who knows their password."""
    form = SignInForm()
    onward = safe_next(request.args.get("next"), otherwise=url_for("home.index"))
    if request.method == "GET" and auth.viewer() is not None:
        return redirect(onward)
    if not form.validate_on_submit():
        return _sign_in_page(form)
    known = auth.known_by_password(form.email.data, form.password.data)
    if known is None:
        logs.note("sign-in failed", account=limits.account()[:12])
        form.password.errors = [_("This e-mail and this password do not belong together.")]
        return _sign_in_page(form)
    if not auth.let_in(known.id, password_hash=_renewed(known, form.password.data)):
        logs.note("code asked for", member=known.id)
        return redirect(url_for("second_factors.ask", next=request.args.get("next")))
    logs.note("signed in", member=known.id)
    return redirect(onward)


def _sign_in_page(form: SignInForm) -> ResponseReturnValue:
    return render_template("account/sign_in.html", form=form), 400 if form.errors else 200


def _renewed(known: Known, password: str) -> str:
    """Hash the password anew when the installation has chosen other parameters since."""
    kept = known.password_hash or ""
    if not passwords.is_outdated(kept, memory_kib=extensions.settings().password_memory_kib):
        return kept
    renewed = auth.hashed(password)
    passwords.rehash(db.session, known.id, old=kept, new=renewed)
    return renewed


@bp.post("/sign-out")
@signed_in
def sign_out(viewer: Viewer) -> ResponseReturnValue:
    """End the sign-in here and on the server, and clear what the browser kept."""
    sign_ins.forget(db.session, viewer.sign_in_id)
    db.session.commit()
    auth.end()
    logs.note("signed out", member=viewer.id)
    flash(_("You are signed out."), "success")
    response = make_response(redirect(url_for("home.index")))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@bp.route("/spaces/<slug>/welcome", methods=["GET", "POST"])
@in_space
def welcome(here: Here) -> ResponseReturnValue:
    """Ask a newcomer, each thing on its own, what may be shown and done."""
    form = WelcomeForm()
    if not form.validate_on_submit():
        page = render_template("account/welcome.html", form=form, space=here.space)
        return page, 400 if form.errors else 200
    memberships.welcome(db.session, here.membership, form.answers(), now=here.now)
    db.session.commit()
    me = portraits.own(db.session, here.viewer.id)
    # Whoever has nothing on the card yet is asked for it at once; a host may have prepared it.
    is_new = nudges.next_for(me, today=here.today) is Nudge.START
    flash(_("Thank you. You can change each answer in your settings, at any time."), "success")
    if not is_new:
        flash(
            _("Your profile is here already. Look whether it is right, then check in under Today."),
            "info",
        )
    return redirect(url_for("about.start" if is_new else "profiles.own"))


@bp.get("/account")
@signed_in
def settings(viewer: Viewer) -> ResponseReturnValue:
    """Show one's own account: address, password, spaces, devices, appearance."""
    return render_template(
        "account/settings.html",
        me=viewer,
        devices=sign_ins.devices_of(db.session, viewer.id, now=datetime.now(UTC)),
        form=ThemeForm(theme=request.cookies.get("theme", "auto")),
    )


@bp.post("/account/theme")
@signed_in
def theme(_viewer: Viewer) -> ResponseReturnValue:
    """Remember on this device how pages should look."""
    response = make_response(redirect(url_for("account.settings")))
    form = ThemeForm()
    if form.validate():
        response.set_cookie(
            "theme",
            form.theme.data,
            max_age=THEME_LASTS,
            secure=extensions.settings().is_public,
            httponly=True,
            samesite="Lax",
        )
    return response
