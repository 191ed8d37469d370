"""Changing one's own profile: who one is, what one does, what else there is; and the start."""

from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from app.auth import signed_in
from app.extensions import db
from app.forms.profiles import MoreForm, NameForm, StartForm, WorkForm
from app.forms.rules import said_at
from app.services.profiles import asks, languages, offers, portraits, profiles, skills
from app.services.viewers import Viewer
from models import AskKind

bp = Blueprint("about", __name__, url_prefix="/profile")


@bp.route("/name", methods=["GET", "POST"])
@signed_in
def name(viewer: Viewer) -> ResponseReturnValue:
    """Change the name and how to say it."""
    form = NameForm(obj=portraits.own(db.session, viewer.id))
    if not form.validate_on_submit():
        return _page("name", form)
    with said_at(form.name):
        profiles.introduce(
            db.session,
            by=viewer.id,
            name=form.name.data,
            pronunciation=form.pronunciation.data,
            pronouns=form.pronouns.data,
            now=datetime.now(UTC),
        )
    return _done("name", form)


@bp.route("/work", methods=["GET", "POST"])
@signed_in
def work(viewer: Viewer) -> ResponseReturnValue:
    """Change what one does."""
    form = WorkForm(obj=portraits.own(db.session, viewer.id))
    if not form.validate_on_submit():
        return _page("work", form)
    by, headline, working_on = viewer.id, form.headline.data, form.working_on.data
    profiles.describe(db.session, by=by, headline=headline, working_on=working_on)
    profiles.place(db.session, by=by, industry=form.industry.data)
    profiles.work(db.session, by=by, company=form.company.data, way=form.way)
    return _done("work", form)


@bp.route("/more", methods=["GET", "POST"])
@signed_in
def more(viewer: Viewer) -> ResponseReturnValue:
    """Change what else there is to talk about."""
    person = portraits.own(db.session, viewer.id)
    form = MoreForm(
        bio=person.bio,
        interests=", ".join(person.interests),
        languages=[*person.languages, "", ""][: languages.AT_MOST],
    )
    form.offer_also(person.languages)
    if not form.validate_on_submit():
        return _page("more", form)
    profiles.tell(db.session, by=viewer.id, bio=form.bio.data)
    profiles.like(db.session, by=viewer.id, interests=form.interests.data)
    profiles.speak(db.session, by=viewer.id, codes=form.languages.data)
    return _done("more", form)


@bp.route("/start", methods=["GET", "POST"])
@signed_in
def start(viewer: Viewer) -> ResponseReturnValue:
    """Take the few things by which one is found, all on one page."""
    person = portraits.own(db.session, viewer.id)
    form = StartForm(obj=person)
    spaces = {m.space_id for m in viewer.memberships}
    known = skills.suggestions(db.session, spaces=spaces, today=datetime.now(UTC).date())
    if not form.validate_on_submit():
        return _page("start", form, known=known)
    _begin(form, person.working_on, by=viewer.id)
    if form.errors:
        return _page("start", form, known=known)
    db.session.commit()
    if form.is_told:
        on_it = _("That is on your card now. Check in when you are here, and others can find you.")
        flash(on_it, "success")
    else:
        flash(_("Your card is still empty. It waits for you under My profile."), "info")
    return redirect(url_for("home.index"))


def _begin(form: StartForm, working_on: str, *, by: int) -> None:
    now = datetime.now(UTC)
    profiles.describe(db.session, by=by, headline=form.headline.data, working_on=working_on)
    profiles.place(db.session, by=by, industry=form.industry.data)
    # Somebody in a hurry gives tags alone; they are words, too.
    offer, ask = (form.offer.data or form.offer_skills.data, form.ask.data or form.ask_skills.data)
    if offer:
        tags = skills.typed(form.offer_skills.data)
        with said_at(form.offer):
            offers.add(db.session, by=by, words=offer, tags=tags, now=now)
    if ask:
        kind, tags = AskKind(form.ask_kind.data), skills.typed(form.ask_skills.data)
        with said_at(form.ask):
            asks.add(db.session, kind, by=by, words=ask, tags=tags, now=now)


def _done(page: str, form: FlaskForm, **context: object) -> ResponseReturnValue:
    if form.errors:
        return _page(page, form, **context)
    db.session.commit()
    flash(_("Saved."), "success")
    return redirect(url_for("profiles.own", _anchor="main"))


def _page(page: str, form: FlaskForm, **context: object) -> ResponseReturnValue:
    shown = render_template(f"profiles/{page}.html", form=form, **context)
    return (shown, 400) if form.errors else shown
