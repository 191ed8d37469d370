"""The host's page of a running evening: begin, pause, go on."""

import zlib
from collections.abc import Callable

from flask import (
    Blueprint,
    Response,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from app.auth import as_host
from app.extensions import db
from app.forms.door import GuestForm
from app.forms.seatings import RoundForm
from app.services.errors import Refused
from app.services.evenings import evenings
from app.services.evenings.evenings import Stage
from app.services.mixers import doors, false_starts, mixers, rounds, seating_plans
from app.services.seating import seating_chairs, seating_people, seating_room, seatings
from app.services.seating.seating_people import Comers
from app.services.viewers import Here
from app.views import planning
from models import Mixer

bp = Blueprint("rounds", __name__)


@bp.get("/spaces/<slug>/mixers/<int:mixer_id>/run")
@as_host
def show(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Show the host what is going on, and what can be done next."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    return page(here, mixer, GuestForm())


def page(here: Here, mixer: Mixer, form: GuestForm, *, status: int = 200) -> ResponseReturnValue:
    """Give the host's page of an evening, with the form for guests at its foot."""
    stage, comers, etag = _looked(here, mixer)
    told = _told(here, mixer, stage, comers)
    return render_template("mixers/run.html", form=form, etag=etag, **told), status


@bp.get("/spaces/<slug>/mixers/<int:mixer_id>/run/now")
@as_host
def now(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Give the inside of that page, if it has changed."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    stage, comers, etag = _looked(here, mixer)
    return answer_if_changed(
        etag, lambda: render_template("mixers/_run.html", **_told(here, mixer, stage, comers))
    )


def _looked(here: Here, mixer: Mixer) -> tuple[Stage, Comers, str]:
    """Look how far the evening has come and who is there, and by what mark one knows it again."""
    stage = evenings.stage(db.session, mixer.id, now=here.now)
    comers = seating_people.comers(db.session, mixer, now=here.now)
    seen = zlib.crc32(repr(comers).encode())
    later = seating_chairs.is_time(stage), false_starts.can_take_back(mixer, stage)
    is_on = evenings.is_on_at(stage, mixer, now=here.now)
    return stage, comers, mark(stage, here.today, seen, is_on, *later)


def _told(here: Here, mixer: Mixer, stage: Stage, comers: Comers) -> dict[str, object]:
    room = seating_room.room(db.session, mixer, now=here.now)
    told = seatings.told(db.session, mixer.id)
    newest = seatings.newest(db.session, mixer.id)
    return {
        "space": here.space,
        "mixer": mixer,
        "is_on": evenings.is_on_at(stage, mixer, now=here.now),
        "stage": stage,
        "comers": comers,
        "tables": seating_people.tables_now(db.session, mixer, stage),
        "draft": seating_plans.draft(room, told),
        "told": told,
        "change": newest.change.value if newest else "",
        "is_behind": bool(room.numbers) and room.is_behind,
        "is_cut_short": room.is_cut_short,
        "turns": room.turns,
        "began_just_now": _began_just_now(mixer, stage),
        "sitting_out": seating_chairs.sitting_out(db.session, mixer, stage, now=here.now),
        "chairs": seating_chairs.chairs(db.session, mixer, here.space, stage, now=here.now),
        "now": here.now,
    }


def _began_just_now(mixer: Mixer, stage: Stage) -> int | None:
    """Give the second in which the first round began, as long as that can be taken back."""
    if stage.began_at is None or not false_starts.can_take_back(mixer, stage):
        return None
    return false_starts.second_of(stage.began_at)


def mark(stage: Stage, *more: object) -> str:
    """Tell by a short mark what a page of an evening shows."""
    words = (stage.version, stage.phase.value, stage.number, str(get_locale()), *more)
    return "-".join(map(str, words))


def answer_if_changed(etag: str, page: Callable[[], str]) -> Response:
    """Give a page under its mark, or say that it is the one the asker has."""
    response = make_response()
    response.set_etag(etag)
    response.cache_control.private = True
    response.cache_control.no_cache = True
    if request.if_none_match.contains(etag):
        response.status_code = 304
    else:
        response.set_data(page())
    return response


@bp.post("/spaces/<slug>/mixers/<int:mixer_id>/run/begin")
@as_host
def begin(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Let the next round begin; whoever came or left since is taken in first."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    form = RoundForm()

    def go() -> None:
        number = form.number.data
        doors.require_open(db.session, mixer, here.now)
        is_first = number == false_starts.FIRST
        is_noted = not is_first or seating_people.is_anybody_noted(db.session, mixer)
        planning.plan_for_those_there(here, mixer, only_there=is_noted)
        began_at = planning.moment()
        rounds.begin(db.session, mixer, here.space, number=number, now=began_at)
        if not is_noted:
            seating_people.take_as_come(db.session, mixer, now=began_at)

    return _done(here, mixer, form, go)


@bp.post("/spaces/<slug>/mixers/<int:mixer_id>/run/take-back")
@as_host
def take_back(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Let the first round be as if it had not begun, where that was pressed too early."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    form = RoundForm()

    def go() -> None:
        false_starts.take_back(db.session, mixer, seen=form.seen.data or 0, now=here.now)
        flash(_("Round 1 has not begun. Start it when people are here."), "info")

    return _done(here, mixer, form, go)


@bp.post("/spaces/<slug>/mixers/<int:mixer_id>/run/pause")
@as_host
def pause(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Let the clock stand still."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    form = RoundForm()

    def go() -> None:
        rounds.pause(db.session, mixer, number=form.number.data, now=here.now)

    return _done(here, mixer, form, go)


@bp.post("/spaces/<slug>/mixers/<int:mixer_id>/run/resume")
@as_host
def resume(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Let the clock go on."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    form = RoundForm()

    def go() -> None:
        rounds.resume(db.session, mixer, number=form.number.data, now=here.now)

    return _done(here, mixer, form, go)


@bp.post("/spaces/<slug>/mixers/<int:mixer_id>/run/extend")
@as_host
def extend(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Give the round two more minutes."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    form = RoundForm()

    def go() -> None:
        number, seen = form.number.data, form.seen.data or 0
        rounds.extend(db.session, mixer, number=number, seen=seen, now=here.now)

    return _done(here, mixer, form, go)


@bp.post("/spaces/<slug>/mixers/<int:mixer_id>/run/end")
@as_host
def end(here: Here, mixer_id: int) -> ResponseReturnValue:
    """End the talking of a round: now people move."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    form = RoundForm()

    def go() -> None:
        rounds.end(db.session, mixer, number=form.number.data, now=here.now)

    return _done(here, mixer, form, go)


@bp.post("/spaces/<slug>/mixers/<int:mixer_id>/run/finish")
@as_host
def finish(here: Here, mixer_id: int) -> ResponseReturnValue:
    """End the evening."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    form = RoundForm()

    def go() -> None:
        seen = form.number.data, form.seen.data or 0
        rounds.finish(db.session, mixer, here.space, seen=seen, now=here.now)

    return _done(here, mixer, form, go)


def _done(
    here: Here, mixer: Mixer, form: RoundForm, act: Callable[[], None]
) -> ResponseReturnValue:
    if form.validate():
        return tried(here, mixer, act)
    flash(_("That could not be read. Please try again."), "warning")
    return back(here, mixer)


def tried(here: Here, mixer: Mixer, act: Callable[[], None]) -> ResponseReturnValue:
    """Do it, and go back to the page; what is refused stands there."""
    try:
        act()
        db.session.commit()
    except Refused as refusal:
        db.session.rollback()
        flash(_(refusal.message), "warning")
    return back(here, mixer)


def back(here: Here, mixer: Mixer) -> ResponseReturnValue:
    """Go back to the page of the evening."""
    return redirect(url_for("rounds.show", slug=here.space.slug, mixer_id=mixer.id))
