"""One's own settings in one space."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import logs
from app.auth import in_space
from app.extensions import db
from app.forms.memberships import SettingsForm
from app.forms.rules import said_at
from app.services import memberships
from app.services.viewers import Here

bp = Blueprint("memberships", __name__)


@bp.route("/spaces/<slug>/settings", methods=["GET", "POST"])
@in_space
def own(here: Here) -> ResponseReturnValue:
    """Change what one agreed to in this space, and the pace of introductions."""
    form = SettingsForm.of(here.membership)
    if form.validate_on_submit():
        with said_at(form.paused_until):
            memberships.set_pace(
                db.session,
                here.membership,
                introductions_per_day=form.introductions_per_day,
                paused_until=form.paused_until.data,
                reach=form.nearness,
                today=here.today,
            )
    if form.errors or not form.is_submitted():
        page = render_template("account/space.html", form=form, space=here.space, here=here)
        return page, 400 if form.errors else 200
    memberships.change_answers(db.session, here.membership, form.answers(), now=here.now)
    db.session.commit()
    logs.note("answers changed", member=here.viewer.id, space=here.space.id)
    flash(_("Saved."), "success")
    return redirect(url_for("memberships.own", slug=here.space.slug))
