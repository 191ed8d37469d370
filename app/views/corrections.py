"""Mending what a host has typed of somebody who has not claimed their profile yet."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.auth import as_host
from app.extensions import db
from app.forms.members import NameForm
from app.forms.rules import said_at
from app.services import hosting
from app.services.errors import NotFound, Refused
from app.services.members import corrections, members
from app.services.viewers import Here

bp = Blueprint("corrections", __name__)


@bp.route("/spaces/<slug>/members/<int:membership_id>/correct", methods=["GET", "POST"])
@as_host
def correct(here: Here, membership_id: int) -> ResponseReturnValue:
    """Mend the name or the address of somebody on the list."""
    membership = members.membership_in(db.session, here.space, membership_id)
    member = membership.member
    members.require_not_left(here.space, membership, now=here.now)
    if member.claimed_at is not None:
        raise NotFound
    if hosting.belongs_elsewhere(db.session, membership, now=here.now):
        raise Refused(corrections.OWN_NOW)
    form = NameForm(name=member.profile.name, email=member.email)
    person = url_for("members.person", slug=here.space.slug, membership_id=membership_id)
    if form.validate_on_submit():
        with said_at(form.email):
            mended = corrections.correct(
                db.session,
                here.space,
                membership_id,
                name=form.name.data,
                email=form.email.data,
                now=here.now,
            )
            db.session.commit()
            flash(_("Saved."), "success")
            return redirect(
                url_for("members.person", slug=here.space.slug, membership_id=mended.id)
            )
    page = render_template("members/correct.html", here=here, form=form, person=person)
    return page, 400 if form.errors else 200
