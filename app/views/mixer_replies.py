"""Answering an invitation to a mixer by the link in its letter, signed in or not."""

from datetime import UTC, datetime

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from app import limits, logs
from app.extensions import db, settings
from app.forms.mixer_invitations import AnswerForm
from app.services.errors import LinkEnded, Refused
from app.services.mixers import calendars, mixer_replies
from app.views import calendar_files, planning

bp = Blueprint("mixer_replies", __name__)


@bp.errorhandler(LinkEnded)
def ended(_error: LinkEnded) -> ResponseReturnValue:
    """Say that the link of a letter holds no longer."""
    logs.refused(404)
    return render_template("mixers/reply_ended.html"), 404


@bp.route("/mixer/<int:attendee_id>/<token>", methods=["GET", "POST"])
@limits.joining
def answer(attendee_id: int, token: str) -> ResponseReturnValue:
    """Show what the invitation is to, and take the answer."""
    key, now = settings().secret_key, datetime.now(UTC)
    link = mixer_replies.opened(db.session, attendee_id, token, key=key, now=now)
    if request.method == "GET":
        return render_template(
            "mixers/reply.html",
            link=link,
            where=calendars.where(link.mixer),
            day=link.space.local(link.mixer.starts_at).date(),
            leans_to=request.args.get("answer", ""),
        )
    form = AnswerForm()
    if not form.validate():
        raise Refused
    was_there = link.attendee.is_there
    mixer_replies.answer(db.session, link, comes=form.comes.data == "yes")
    db.session.commit()
    if link.attendee.is_there is not was_there:
        planning.keep_up(link, link.mixer)
    return redirect(request.path)


@bp.get("/mixer/<int:attendee_id>/<token>/mixer.ics")
@limits.joining
def calendar(attendee_id: int, token: str) -> ResponseReturnValue:
    """Give whoever answered by the letter the mixer for their calendar, without signing in."""
    key, now = settings().secret_key, datetime.now(UTC)
    link = mixer_replies.opened(db.session, attendee_id, token, key=key, now=now)
    return calendar_files.calendar_file(link.mixer, link.space, link.attendee, now=now)
