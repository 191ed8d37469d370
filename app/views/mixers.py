"""Mixers: announced by hosts, read by everybody in the space."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.auth import as_host, in_space
from app.extensions import db
from app.forms.mixers import MixerForm
from app.forms.rules import said_at
from app.services import mixers
from app.services.viewers import Here

bp = Blueprint("mixers", __name__)


@bp.get("/spaces/<slug>/mixers")
@in_space
def index(here: Here) -> ResponseReturnValue:
    """Show what is coming, and what has been."""
    return render_template(
        "mixers/index.html",
        space=here.space,
        day=here.today,
        upcoming=mixers.upcoming(db.session, here.space, now=here.now),
        past=mixers.past(db.session, here.space, now=here.now),
    )


@bp.get("/spaces/<slug>/mixers/new")
@as_host
def new(here: Here) -> ResponseReturnValue:
    """Show a host the empty form."""
    return _page(here, MixerForm())


@bp.post("/spaces/<slug>/mixers/new")
@as_host
def announce(here: Here) -> ResponseReturnValue:
    """Announce a mixer."""
    form = MixerForm()
    if form.validate():
        with said_at(form.ends):
            mixers.announce(db.session, here.space, form.plan(here.space), now=here.now)
            db.session.commit()
            flash(_("Announced. Everybody in the space can read it."), "success")
    return _page(here, form, status=400) if form.errors else _back(here)


@bp.get("/spaces/<slug>/mixers/<int:mixer_id>")
@as_host
def edit(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Show a host what is announced, to change it."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    return _page(here, MixerForm.about(mixer, here.space), mixer_id=mixer_id)


@bp.post("/spaces/<slug>/mixers/<int:mixer_id>")
@as_host
def change(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Change what is announced."""
    form = MixerForm()
    if form.validate():
        with said_at(form.ends):
            plan = form.plan(here.space)
            mixers.change(db.session, here.space, mixer_id, plan, now=here.now)
            db.session.commit()
            flash(_("Changed."), "success")
    return _page(here, form, mixer_id=mixer_id, status=400) if form.errors else _back(here)


@bp.post("/spaces/<slug>/mixers/<int:mixer_id>/cancel")
@as_host
def cancel(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Take a mixer off the page."""
    mixers.cancel(db.session, here.space, mixer_id)
    db.session.commit()
    flash(_("Taken off the page. Tell those who were looking forward to it."), "info")
    return _back(here)


def _page(
    here: Here, form: MixerForm, *, mixer_id: int | None = None, status: int = 200
) -> ResponseReturnValue:
    page = render_template("mixers/form.html", space=here.space, form=form, mixer_id=mixer_id)
    return page, status


def _back(here: Here) -> ResponseReturnValue:
    return redirect(url_for("mixers.index", slug=here.space.slug))
