"""A second step when signing in: turned on and off, and asked for at the door."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_wtf import FlaskForm

from app import auth, limits, logs
from app.auth import signed_in
from app.extensions import db, settings
from app.forms.rules import said_at
from app.forms.second_factors import BeginForm, CodeForm, ProofForm, RecoveryForm, RenewForm
from app.security import safe_next
from app.services.accounts import one_time_codes, second_factors
from app.services.accounts.second_factors import Draft, UsedCode, WrongCode
from app.services.accounts.sign_ins import Known
from app.services.viewers import Viewer
from app.views import oneself

bp = Blueprint("second_factors", __name__)

DRAFT = "second factor to be"


@bp.route("/account/second-step", methods=["GET", "POST"])
@limits.confirming
@signed_in
def own(viewer: Viewer) -> ResponseReturnValue:
    """Say whether a second step is on; with the password, begin to turn it on."""
    form = BeginForm()
    standing = second_factors.standing(db.session, viewer.id)
    if standing is not None:
        return render_template("second_factors/on.html", standing=standing)
    if not form.validate_on_submit() or not oneself.known_by(viewer, form.password):
        return _page("second_factors/begin.html", form, asking=viewer.spaces_that_ask)
    session[DRAFT] = _sealed(second_factors.draw(), viewer)
    return redirect(url_for("second_factors.connect"))


@bp.route("/account/second-step/phone", methods=["GET", "POST"])
@limits.proving
@signed_in
def connect(viewer: Viewer) -> ResponseReturnValue:
    """Show the secret to the phone, and turn the second step on by a code that it makes."""
    now, form = datetime.now(UTC), CodeForm()
    draft = _opened(session.get(DRAFT, ""), viewer)
    if draft is None:
        return redirect(url_for("second_factors.own"))
    if form.validate_on_submit():
        key, keep, code = settings().secret_key, viewer.sign_in_id, form.code.data
        with said_at(form.code):
            second_factors.turn_on(
                db.session, draft, code, by=viewer.id, keep=keep, key=key, now=now
            )
            db.session.commit()
        if not form.errors:
            session.pop(DRAFT)
            logs.note("second factor on", member=viewer.id)
            return _codes_page(draft, viewer)
        logs.note("code wrong", member=viewer.id)
    where = _("Alongside at %(host)s", host=_host())
    address = one_time_codes.address(draft.secret, whose=viewer.email, where=where)
    secret = one_time_codes.in_groups(draft.secret)
    return _page("second_factors/connect.html", form, address=address, secret=secret)


@bp.route("/account/second-step/codes", methods=["GET", "POST"])
@limits.confirming
@limits.proving
@signed_in
def renew(viewer: Viewer) -> ResponseReturnValue:
    """Give new recovery codes in place of the old ones."""
    form = RenewForm()
    if not viewer.has_second_factor:
        return redirect(url_for("second_factors.own"))
    draft = _opened(form.draft.data or "", viewer)
    if draft is None:
        draft = second_factors.draw()
        form.draft.data = _sealed(draft, viewer)
    if not form.validate_on_submit() or not oneself.known_by(viewer, form.password):
        return _page("second_factors/renew.html", form)
    key, now, code = settings().secret_key, datetime.now(UTC), form.code.data
    with said_at(form.code):
        second_factors.renew(db.session, draft, code, by=viewer.id, key=key, now=now)
        db.session.commit()
    if form.errors:
        logs.note("code wrong", member=viewer.id)
        return _page("second_factors/renew.html", form)
    logs.note("recovery codes renewed", member=viewer.id)
    return _codes_page(draft, viewer)


@bp.route("/account/second-step/off", methods=["GET", "POST"])
@limits.confirming
@limits.proving
@signed_in
def turn_off(viewer: Viewer) -> ResponseReturnValue:
    """Let the password be enough again."""
    now, form = datetime.now(UTC), ProofForm()
    if not viewer.has_second_factor:
        return redirect(url_for("second_factors.own"))
    if not form.validate_on_submit() or not oneself.known_by(viewer, form.password):
        return _page("second_factors/off.html", form)
    key, code = settings().secret_key, form.code.data
    with said_at(form.code):
        second_factors.prove(db.session, viewer.id, code, key=key, now=now)
        second_factors.turn_off(db.session, viewer.id, now=now)
        db.session.commit()
    if form.errors:
        logs.note("code wrong", member=viewer.id)
        return _page("second_factors/off.html", form)
    logs.note("second factor off", member=viewer.id)
    flash(_("Your second step is off. Your password alone signs you in."), "success")
    return redirect(url_for("account.settings"))


@bp.route("/sign-in/code", methods=["GET", "POST"])
@limits.proving
def ask() -> ResponseReturnValue:
    """Ask whoever has shown the password for the code from their phone, or one on paper."""
    wanted = request.args.get("next")
    if auth.viewer() is not None:
        return redirect(safe_next(wanted, otherwise=url_for("home.index")))
    known = auth.half_in()
    if known is None:
        return redirect(url_for("account.sign_in", next=wanted))
    on_paper = "paper" in request.args
    form = RecoveryForm() if on_paper else CodeForm()
    if not form.validate_on_submit():
        if "used" in request.args:
            form.code.errors = [_(UsedCode.message)]
        return _ask_page(form, wanted, on_paper=on_paper)
    try:
        return _come_in(known, form.code.data, wanted)
    except UsedCode:
        # Of two clicks the first has let them in, which their next request shows.
        return redirect(url_for("second_factors.ask", next=wanted, used=""))
    except WrongCode as wrong:
        logs.note("code wrong", member=known.id)
        form.code.errors = [
            _("This is none of the codes that you have left.") if on_paper else _(wrong.message)
        ]
        return _ask_page(form, wanted, on_paper=on_paper)


def _ask_page(form: FlaskForm, wanted: str | None, *, on_paper: bool) -> ResponseReturnValue:
    return _page("second_factors/ask.html", form, wanted=wanted, on_paper=on_paper)


def _come_in(known: Known, code: str, wanted: str | None) -> ResponseReturnValue:
    key, now = settings().secret_key, datetime.now(UTC)
    on_paper = second_factors.prove(db.session, known.id, code, key=key, now=now)
    auth.admit(known.id, password_hash=known.password_hash or "", has_proved=True)
    logs.note("signed in", member=known.id, by="recovery code" if on_paper else "code")
    if on_paper:
        _say_how_many_are_left(known.id)
    return redirect(safe_next(wanted, otherwise=url_for("home.index")))


def _say_how_many_are_left(member_id: int) -> None:
    standing = second_factors.standing(db.session, member_id)
    left = standing.codes_left if standing else 0
    used = ngettext(
        "That recovery code is used up; %(num)s is left.",
        "That recovery code is used up; %(num)s are left.",
        left,
    )
    more = _("Is the phone gone? Turn the second step off in your settings, and on with a new one.")
    flash(f"{used} {more}", "info")


def _sealed(draft: Draft, viewer: Viewer) -> str:
    key, now = settings().secret_key, datetime.now(UTC)
    return second_factors.sealed(draft, of=viewer.id, key=key, now=now)


def _opened(seal: str, viewer: Viewer) -> Draft | None:
    key, now = settings().secret_key, datetime.now(UTC)
    return second_factors.opened(seal, by=viewer.id, key=key, now=now)


def _codes_page(draft: Draft, viewer: Viewer) -> ResponseReturnValue:
    return render_template(
        "second_factors/codes.html", codes=draft.codes, host=_host(), email=viewer.email
    )


def _host() -> str | None:
    return urlsplit(settings().address).hostname


def _page(template: str, form: FlaskForm, **more: object) -> ResponseReturnValue:
    return render_template(template, form=form, **more), 400 if form.errors else 200
