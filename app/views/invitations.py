"""Coming in by an invitation: as a newcomer, or with an account from another space."""

from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import auth, limits, logs
from app.extensions import db, settings
from app.forms.account import JoinForm
from app.services.errors import LinkEnded
from app.services.members import invitations
from app.services.viewers import Viewer
from models import Invitation

bp = Blueprint("invitations", __name__)


@bp.route("/join/<int:invitation_id>/<token>", methods=["GET", "POST"])
@limits.joining
def join(invitation_id: int, token: str) -> ResponseReturnValue:
    """Open the space to whoever holds the link, once."""
    try:
        key, now = settings().secret_key, datetime.now(UTC)
        with db.reading() as reading:
            invitation = invitations.opened(reading, invitation_id, token, key=key, now=now)
            name = invitations.name_in(reading, invitation, now=now)
        if invitation.membership.member.claimed_at is None:
            return _claim(invitation, token, name)
        return _accept(invitation, token)
    except LinkEnded:
        logs.refused(404)
        return render_template("account/invitation_ended.html"), 404


def _claim(invitation: Invitation, token: str, name: str) -> ResponseReturnValue:
    member, space = invitation.membership.member, invitation.membership.space
    form = JoinForm(name=name)
    form.about = (form.name.data or "", member.email, space.name)
    if not form.validate_on_submit():
        page = render_template("account/join.html", form=form, space=space, email=member.email)
        return page, 400 if form.errors else 200
    chosen = auth.hashed(form.password.data)
    invitations.claim(
        db.session,
        invitation.id,
        token,
        key=settings().secret_key,
        name=form.name.data,
        password_hash=chosen,
        now=datetime.now(UTC),
    )
    auth.admit(member.id, password_hash=chosen)
    logs.note("invitation accepted", member=member.id, space=space.id)
    return redirect(url_for("account.welcome", slug=space.slug))


def _accept(invitation: Invitation, token: str) -> ResponseReturnValue:
    viewer: Viewer | None = auth.viewer()
    space = invitation.membership.space
    if viewer is None:
        known = _("You have a sign-in already. With it you join %(space)s, too.", space=space.name)
        flash(known, "info")
        return redirect(url_for("account.sign_in", next=request.path))
    is_theirs = viewer.id == invitation.membership.member_id
    if request.method == "GET" or not is_theirs:
        page = render_template("account/join_as.html", space=space, is_theirs=is_theirs)
        return page, 200 if is_theirs else 403
    invitations.accept(
        db.session,
        invitation.id,
        token,
        key=settings().secret_key,
        by=viewer.id,
        now=datetime.now(UTC),
    )
    db.session.commit()
    logs.note("invitation accepted", member=viewer.id, space=space.id)
    return redirect(url_for("account.welcome", slug=space.slug))
