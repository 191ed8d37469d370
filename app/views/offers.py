"""What one can help with: add, change, remove."""

from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.auth import signed_in
from app.extensions import db
from app.forms.offers import OfferForm
from app.forms.rules import said_at
from app.services.profiles import offers, skills
from app.services.viewers import Viewer

bp = Blueprint("offers", __name__, url_prefix="/profile/offers")


@bp.get("/new")
@signed_in
def new(viewer: Viewer) -> ResponseReturnValue:
    """Ask for one thing to help with."""
    return _page(viewer, OfferForm())


@bp.post("/new")
@signed_in
def add(viewer: Viewer) -> ResponseReturnValue:
    """Add an offer."""
    form = OfferForm()
    if form.validate():
        with said_at(form.words):
            offers.add(
                db.session,
                by=viewer.id,
                words=form.words.data,
                tags=skills.typed(form.skills.data),
                now=datetime.now(UTC),
            )
    return _done(viewer, form)


@bp.get("/<int:offer_id>")
@signed_in
def edit(viewer: Viewer, offer_id: int) -> ResponseReturnValue:
    """Show an offer to be changed."""
    offer = offers.of_member(db.session, offer_id, by=viewer.id)
    tags = ", ".join(skill.name for skill in offer.skills)
    return _page(viewer, OfferForm(words=offer.words, skills=tags), offer_id)


@bp.post("/<int:offer_id>")
@signed_in
def change(viewer: Viewer, offer_id: int) -> ResponseReturnValue:
    """Say an offer differently."""
    offers.of_member(db.session, offer_id, by=viewer.id)
    form = OfferForm()
    if form.validate():
        with said_at(form.words):
            offers.change(
                db.session,
                offer_id,
                by=viewer.id,
                words=form.words.data,
                tags=skills.typed(form.skills.data),
            )
    return _done(viewer, form, offer_id)


@bp.post("/<int:offer_id>/remove")
@signed_in
def remove(viewer: Viewer, offer_id: int) -> ResponseReturnValue:
    """Take an offer back."""
    offers.remove(db.session, offer_id, by=viewer.id)
    db.session.commit()
    flash(_("That is off your profile."), "success")
    return redirect(url_for("profiles.own", _anchor="main"))


def _done(viewer: Viewer, form: OfferForm, offer_id: int | None = None) -> ResponseReturnValue:
    if form.errors:
        return _page(viewer, form, offer_id), 400
    db.session.commit()
    flash(_("Saved. People can find you by it now."), "success")
    return redirect(url_for("profiles.own", _anchor="main"))


def _page(viewer: Viewer, form: OfferForm, offer_id: int | None = None) -> str:
    spaces = {m.space_id for m in viewer.memberships}
    known = skills.suggestions(db.session, spaces=spaces, today=datetime.now(UTC).date())
    return render_template("offers/edit.html", form=form, offer_id=offer_id, known=known)
