"""Pictures of members: shown to those who may see them, chosen and removed by their owners."""

from datetime import UTC, datetime

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import limits
from app.auth import signed_in
from app.extensions import db, settings
from app.forms.photos import PhotoForm
from app.forms.rules import said_at
from app.services import faces, photos
from app.services.viewers import Viewer

bp = Blueprint("photos", __name__)

KEPT_SECONDS = 3600


@bp.get("/photos/<stem>-<int:size>.webp")
@signed_in
def show(viewer: Viewer, stem: str, size: int) -> ResponseReturnValue:
    """Show a picture to somebody who may see the person."""
    picture = photos.picture(
        db.session,
        settings().photos,
        stem,
        size=size,
        by=viewer.id,
        hosting={m.space_id for m in viewer.memberships if viewer.may_host(m)},
        now=datetime.now(UTC),
    )
    response = Response(picture, content_type="image/webp")
    response.set_etag(f"{stem}-{size}")
    response.cache_control.private = True
    response.cache_control.max_age = KEPT_SECONDS
    return response.make_conditional(request)


@bp.get("/profile/photo")
@signed_in
def choose(viewer: Viewer) -> ResponseReturnValue:
    """Show the picture that there is, and ask for another."""
    return _page(viewer, PhotoForm())


@bp.post("/profile/photo")
@limits.uploading
@signed_in
def upload(viewer: Viewer) -> ResponseReturnValue:
    """Take a picture, drawn anew, in place of the one before."""
    form = PhotoForm()
    # Unpacking a picture takes its time; nobody else's writing shall wait for it.
    db.session.commit()
    stem = None
    if form.validate():
        with said_at(form.photo):
            stem = photos.store(settings().photos, form.photo.data.stream)
    if stem is None:
        return _page(viewer, form), 400
    _show_instead(viewer, stem)
    flash(_("That is how people will recognise you."), "success")
    return redirect(url_for("profiles.own", _anchor="main"))


@bp.post("/profile/photo/remove")
@signed_in
def remove(viewer: Viewer) -> ResponseReturnValue:
    """Go back to initials."""
    _show_instead(viewer, None)
    flash(_("Your picture is gone; your initials stand in for it."), "success")
    return redirect(url_for("profiles.own", _anchor="main"))


def _show_instead(viewer: Viewer, stem: str | None) -> None:
    before = photos.replace(db.session, by=viewer.id, stem=stem)
    db.session.commit()
    photos.remove_files(settings().photos, before)


def _page(viewer: Viewer, form: PhotoForm) -> str:
    face = faces.face(viewer.id, viewer.name, viewer.photo)
    return render_template("photos/choose.html", form=form, face=face, has_photo=viewer.photo)
