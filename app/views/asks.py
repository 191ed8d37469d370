"""What one looks for: add, change, renew, remove."""

from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _

from app.auth import signed_in
from app.extensions import db
from app.forms.asks import AskForm
from app.forms.rules import said_at
from app.services.profiles import asks, skills
from app.services.viewers import Viewer
from models import AskKind

bp = Blueprint("asks", __name__, url_prefix="/profile/asks")


@bp.get("/new")
@signed_in
def new(viewer: Viewer) -> ResponseReturnValue:
    """Ask for one thing to look for."""
    return _page(viewer, AskForm())


@bp.post("/new")
@signed_in
def add(viewer: Viewer) -> ResponseReturnValue:
    """Add an ask."""
    form = AskForm()
    if form.validate():
        with said_at(form.words):
            asks.add(
                db.session,
                AskKind(form.kind.data),
                by=viewer.id,
                words=form.words.data,
                tags=skills.typed(form.skills.data),
                now=datetime.now(UTC),
            )
    return _done(viewer, form)


@bp.get("/<int:ask_id>")
@signed_in
def edit(viewer: Viewer, ask_id: int) -> ResponseReturnValue:
    """Show an ask to be changed."""
    ask = asks.of_member(db.session, ask_id, by=viewer.id)
    tags = ", ".join(skill.name for skill in ask.skills)
    return _page(viewer, AskForm(kind=ask.kind.value, words=ask.words, skills=tags), ask_id)


@bp.post("/<int:ask_id>")
@signed_in
def change(viewer: Viewer, ask_id: int) -> ResponseReturnValue:
    """Say an ask differently, and renew it by that."""
    asks.of_member(db.session, ask_id, by=viewer.id)
    form = AskForm()
    if form.validate():
        with said_at(form.words):
            asks.change(
                db.session,
                ask_id,
                AskKind(form.kind.data),
                by=viewer.id,
                words=form.words.data,
                tags=skills.typed(form.skills.data),
                now=datetime.now(UTC),
            )
    return _done(viewer, form, ask_id)


@bp.post("/<int:ask_id>/renew")
@signed_in
def renew(viewer: Viewer, ask_id: int) -> ResponseReturnValue:
    """Take it that the ask is still true."""
    ask = asks.renew(db.session, ask_id, by=viewer.id, now=datetime.now(UTC))
    db.session.commit()
    day = format_date(ask.expires_on, "d MMMM y")
    flash(_("It counts until %(day)s.", day=day), "success")
    return redirect(url_for("profiles.own", _anchor="main"))


@bp.post("/<int:ask_id>/remove")
@signed_in
def remove(viewer: Viewer, ask_id: int) -> ResponseReturnValue:
    """Take an ask back."""
    asks.remove(db.session, ask_id, by=viewer.id)
    db.session.commit()
    flash(_("That is off your profile."), "success")
    return redirect(url_for("profiles.own", _anchor="main"))


def _done(viewer: Viewer, form: AskForm, ask_id: int | None = None) -> ResponseReturnValue:
    if form.errors:
        return _page(viewer, form, ask_id), 400
    db.session.commit()
    flash(_("Saved. Whoever can help with it may be in today."), "success")
    return redirect(url_for("profiles.own", _anchor="main"))


def _page(viewer: Viewer, form: AskForm, ask_id: int | None = None) -> str:
    spaces = {m.space_id for m in viewer.memberships}
    known = skills.suggestions(db.session, spaces=spaces, today=datetime.now(UTC).date())
    return render_template("asks/edit.html", form=form, ask_id=ask_id, known=known)
