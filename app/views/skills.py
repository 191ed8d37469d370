"""The tags of a space, which its hosts may merge and split again."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import logs
from app.auth import as_host
from app.extensions import db
from app.forms.rules import said_at
from app.forms.skills import MergeForm, SplitForm
from app.services.errors import Refused
from app.services.profiles import skills_desk
from app.services.viewers import Here

bp = Blueprint("skills", __name__)

MOST_AT_ONCE = 30
"""More tags than these are folded under their letters, unless some are looked for."""


@bp.get("/spaces/<slug>/desk/tags")
@as_host
def index(here: Here) -> ResponseReturnValue:
    """Show the tags, how many people carry each, and what stands for what."""
    tags = skills_desk.tags_of(db.session, here.space, today=here.today)
    return _page(here, tags, MergeForm.of(tags))


@bp.post("/spaces/<slug>/desk/tags/merge")
@as_host
def merge(here: Here) -> ResponseReturnValue:
    """Let one tag stand for another."""
    tags = skills_desk.tags_of(db.session, here.space, today=here.today)
    form = MergeForm.of(tags)
    if form.validate():
        one, other = form.chosen
        by, today = here.viewer.id, here.today
        with said_at(form.into):
            skills_desk.merge(db.session, here.space, one.id, into=other.id, by=by, today=today)
            words = _("“%(one)s” and “%(other)s” are one now.", one=one.name, other=other.name)
            return _saved(here, words)
    return _page(here, tags, form), 400


@bp.post("/spaces/<slug>/desk/tags/split")
@as_host
def split(here: Here) -> ResponseReturnValue:
    """Let an alias stand for itself again."""
    tags = skills_desk.tags_of(db.session, here.space, today=here.today)
    form = SplitForm.of(tags)
    if not form.validate():
        raise Refused
    by, today = here.viewer.id, here.today
    skills_desk.split(db.session, here.space, form.tag.data, by=by, today=today)
    named = {tag.id: tag.name for tag in tags}
    return _saved(here, _("“%(tag)s” stands for itself again.", tag=named[form.tag.data]))


def _page(here: Here, tags: list[skills_desk.Tag], form: MergeForm) -> str:
    may_change = skills_desk.may_change(db.session, by=here.viewer.id)
    words = request.args.get("find", "").strip()[:100]
    found = skills_desk.meanings(tags, words=words)
    return render_template(
        "skills/index.html",
        here=here,
        letters=skills_desk.by_letter(found),
        total=len(found),
        is_folded=len(found) > MOST_AT_ONCE and not words,
        has_tags=bool(tags),
        words=words,
        form=form,
        may_change=may_change,
    )


def _saved(here: Here, words: str) -> ResponseReturnValue:
    db.session.commit()
    logs.note("tags changed", member=here.viewer.id, space=here.space.id)
    flash(words, "success")
    return redirect(url_for("skills.index", slug=here.space.slug))
