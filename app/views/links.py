"""Places on the web that one points to: add, change, remove."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.auth import signed_in
from app.extensions import db
from app.forms.links import LinkForm
from app.forms.rules import said_at
from app.services.profiles import links
from app.services.viewers import Viewer

bp = Blueprint("links", __name__, url_prefix="/profile/links")


@bp.get("/new")
@signed_in
def new(_viewer: Viewer) -> ResponseReturnValue:
    """Ask for an address."""
    return _page(LinkForm())


@bp.post("/new")
@signed_in
def add(viewer: Viewer) -> ResponseReturnValue:
    """Add a link."""
    form = LinkForm()
    if form.validate():
        with said_at(form.url):
            links.add(db.session, by=viewer.id, url=form.url.data, label=form.label.data)
    return _done(form)


@bp.get("/<int:link_id>")
@signed_in
def edit(viewer: Viewer, link_id: int) -> ResponseReturnValue:
    """Show a link to be changed."""
    link = links.of_member(db.session, link_id, by=viewer.id)
    return _page(LinkForm(url=link.url, label=link.label), link_id)


@bp.post("/<int:link_id>")
@signed_in
def change(viewer: Viewer, link_id: int) -> ResponseReturnValue:
    """Point elsewhere."""
    links.of_member(db.session, link_id, by=viewer.id)
    form = LinkForm()
    if form.validate():
        url, label = form.url.data, form.label.data
        links.change(db.session, link_id, by=viewer.id, url=url, label=label)
    return _done(form, link_id)


@bp.post("/<int:link_id>/remove")
@signed_in
def remove(viewer: Viewer, link_id: int) -> ResponseReturnValue:
    """Stop pointing there."""
    links.remove(db.session, link_id, by=viewer.id)
    db.session.commit()
    flash(_("That link is off your profile."), "success")
    return redirect(url_for("profiles.own", _anchor="main"))


def _done(form: LinkForm, link_id: int | None = None) -> ResponseReturnValue:
    if form.errors:
        return _page(form, link_id), 400
    db.session.commit()
    flash(_("Saved."), "success")
    return redirect(url_for("profiles.own", _anchor="main"))


def _page(form: LinkForm, link_id: int | None = None) -> str:
    return render_template("links/edit.html", form=form, link_id=link_id)
