"""Introductions: today's cards and what became of earlier ones; for hosts, how they go."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.auth import as_host, in_space
from app.extensions import db
from app.forms.asks import KIND_WORDS
from app.forms.introductions import AnswerForm, HelloForm, MetForm
from app.forms.memberships import nearness_words
from app.forms.rules import HIGHEST_NUMBER
from app.services.errors import Refused
from app.services.introductions import (
    follow_ups,
    grounds,
    hellos,
    introductions,
    introductions_desk,
    lessons,
)
from app.services.introductions.lulls import Reason
from app.services.viewers import Here
from app.views.presence import arrival
from models import Reply

bp = Blueprint("introductions", __name__)

MOST_ON_A_CARD = 2


@bp.get("/spaces/<slug>/introductions")
@in_space
def index(here: Here) -> ResponseReturnValue:
    """Show today's introductions and what became of earlier ones."""
    return _page(here)


@bp.get("/spaces/<slug>/introductions/why")
@in_space
def why(here: Here) -> ResponseReturnValue:
    """Show the viewer what counts of them, and where to switch it off."""
    return render_template(
        "introductions/why.html",
        space=here.space,
        day=here.today,
        grounds=grounds.grounds_of(db.session, here),
        kinds=KIND_WORDS,
        nearness=nearness_words(here.membership.reach),
    )


@bp.post("/spaces/<slug>/introductions/<int:introduction_id>/answer")
@in_space
def answer(here: Here, introduction_id: int) -> ResponseReturnValue:
    """Take the viewer's answer."""
    form = AnswerForm()
    if not form.validate():
        raise Refused
    reply = Reply(form.reply.data)
    said = introductions.answer(
        db.session,
        introduction_id,
        by=here.viewer.id,
        reply=reply,
        now=here.now,
        together_with=_named(),
    )
    agreed = [one.partner_of(here.viewer.id) for one in said if one.is_agreed]
    words = _after(reply, agreed=len(agreed), asked=len(said))
    db.session.commit()
    flash(words, "success" if agreed else "info")
    return _back(here, to=agreed)


@bp.post("/spaces/<slug>/introductions/<int:introduction_id>/hello")
@in_space
def hello(here: Here, introduction_id: int) -> ResponseReturnValue:
    """Send the viewer's hello."""
    form = HelloForm()
    if not form.validate():
        return _page(here, hello_for=introduction_id, hello=form), 400
    hellos.say(db.session, introduction_id, form.words.data, by=here.viewer.id, now=here.now)
    db.session.commit()
    flash(_("Your hello is on its way."), "success")
    return _back(here)


@bp.post("/spaces/<slug>/introductions/<int:introduction_id>/met")
@in_space
def met(here: Here, introduction_id: int) -> ResponseReturnValue:
    """Take the answer to "did you meet?"."""
    form = MetForm()
    if not form.validate():
        raise Refused
    follow_ups.record(
        db.session,
        introduction_id,
        by=here.viewer.id,
        did_meet=form.did_meet.data,
        now=here.now,
    )
    db.session.commit()
    if form.did_meet.data:
        flash(_("Good. You are on each other’s list of people met."), "success")
    return _back(here)


@bp.get("/spaces/<slug>/desk/introductions")
@as_host
def desk(here: Here) -> ResponseReturnValue:
    """Show a host how introductions go: what waits, agreed, met; never who said no."""
    return render_template(
        "introductions/desk.html",
        space=here.space,
        day=here.today,
        lines=introductions_desk.recent(db.session, here.space, now=here.now),
        lesson=lessons.newest(db.session, here.space),
        figures=introductions_desk.figures(db.session, here.space, now=here.now),
    )


def _page(here: Here, *, hello_for: int | None = None, hello: HelloForm | None = None) -> str:
    cards = introductions.cards_for(db.session, here)
    lull = introductions.lull_of(db.session, here, cards=cards)
    is_out = lull is not None and lull.reason is Reason.OUT
    return render_template(
        "introductions/index.html",
        space=here.space,
        day=here.today,
        limit=introductions.limit_of(here),
        cards=cards,
        lull=lull,
        earlier=introductions.earlier(db.session, here),
        hello_for=hello_for,
        hello=hello,
        **(arrival(here) if is_out else {}),
    )


def _back(here: Here, *, to: Sequence[int] = ()) -> ResponseReturnValue:
    # Whoever goes by keyboard goes on below the menus, where it also says what has become of it.
    if request.args.get("back") != "today":
        return redirect(url_for("introductions.index", slug=here.space.slug, _anchor="main"))
    # Whom one may walk over to now stands below those one is still asked about.
    card = f"introduction-{to[0]}" if to else "main"
    return redirect(url_for("presence.today", slug=here.space.slug, _anchor=card))


def _named() -> set[int]:
    """Read which introductions the card told of, where it named two people."""
    numbers = request.form.getlist("with", type=int)[:MOST_ON_A_CARD]
    return {number for number in numbers if 0 < number <= HIGHEST_NUMBER}


def _after(reply: Reply, *, agreed: int, asked: int) -> str:
    if agreed:
        return _after_agreeing(agreed, asked)
    if reply is Reply.YES and asked > 1:
        return str(_("Noted. Whoever of the two says yes, too, hears of it at once, as you do."))
    if reply is Reply.YES:
        return str(_("Noted. If the other says yes, too, you both hear of it at once."))
    if reply is Reply.NEVER:
        return str(_("Noted, and nobody is told. We will not propose this person again."))
    return str(_("Noted, and nobody is told."))


def _after_agreeing(agreed: int, asked: int) -> str:
    if agreed > 1:
        return str(_("Both said yes, too. Say hello to each when it suits you."))
    if asked > 1:
        return str(_("One of the two said yes, too. Say hello when it suits you."))
    return str(_("You both said yes. Say hello when it suits you."))
