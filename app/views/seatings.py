"""The draft of a plan: made, looked at, changed by hand, held in places, undone."""

from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.auth import as_host
from app.extensions import db
from app.forms.seatings import KeeperForm, LockForm, PlanForm, SwapForm, WishForm
from app.services.errors import Refused
from app.services.evenings import evenings
from app.services.mixers import mixers, seating_plans
from app.services.seating import (
    matchmaking_mixers,
    seating_partners,
    seating_room,
    seating_swaps,
    seating_wishes,
    seatings,
)
from app.services.seating.seating_swaps import Swap
from app.services.viewers import Here
from app.views import planning
from models import Change, Mixer, WishKind

bp = Blueprint("seatings", __name__)


@bp.get("/spaces/<slug>/mixers/<int:mixer_id>/plan")
@as_host
def show(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Show the draft: who sits where, and how good that is."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    room = seating_room.room(db.session, mixer, now=here.now)
    told = seatings.told(db.session, mixer.id)
    newest = seatings.newest(db.session, mixer.id)
    stage = evenings.stage(db.session, mixer.id, now=here.now)
    return render_template(
        "mixers/plan.html",
        space=here.space,
        mixer=mixer,
        room=room,
        told=told,
        change=newest.change.value if newest else "",
        draft=seating_plans.draft(room, told),
        stage=stage,
        is_on=evenings.is_on_at(stage, mixer, now=here.now),
        can_undo=seatings.can_undo(db.session, mixer.id),
        turns=room.turns,
        wishes=seating_wishes.wishes(db.session, mixer, now=here.now),
        keepers=seating_wishes.keepers(db.session, mixer, now=here.now),
    )


@bp.post("/spaces/<slug>/mixers/<int:mixer_id>/plan")
@as_host
def plan(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Plan the rounds to come, or plan them once more."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    try:
        planning.plan_anew(here, mixer, change=Change.PLANNED)
        db.session.commit()
    except Refused as refusal:
        return _refused(here, mixer, refusal)
    return _back(here, mixer)


@bp.post("/spaces/<slug>/mixers/<int:mixer_id>/plan/swap")
@as_host
def swap(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Let two people change tables in one round."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    form = SwapForm()
    if not form.validate():
        return _unreadable(here, mixer)
    wanted = Swap(number=form.number.data, one=form.one.data, other=form.other.data)
    try:
        _swap(here, mixer, wanted, seen=form.seen.data)
    except Refused as refusal:
        return _refused(here, mixer, refusal)
    return _back(here, mixer, at=f"round-{wanted.number}")


def _swap(here: Here, mixer: Mixer, wanted: Swap, *, seen: int) -> None:
    room = seating_room.room(db.session, mixer, now=here.now)
    seatings.require_seen(room, seen)
    seating_swaps.require_possible(room, wanted)
    before = seatings.told(db.session, mixer.id) or seatings.Told()
    question = matchmaking_mixers.question(db.session, room, here.space, shown=None)
    db.release()
    if wanted.other == seating_swaps.ANYBODY:
        wanted = seating_partners.chosen(question, wanted)
    found, told = seating_swaps.swapped(question, wanted, before)
    now = datetime.now(UTC)
    seatings.store(db.session, room, found, change=Change.SWAPPED, told=told, now=now)
    db.session.commit()


@bp.post("/spaces/<slug>/mixers/<int:mixer_id>/plan/lock")
@as_host
def lock(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Hold seats when the plan is made anew, or let them go."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    form = LockForm()
    if not form.validate():
        return _unreadable(here, mixer)
    number, held, let_go = form.number.data, form.held, form.let_go
    try:
        seatings.lock(
            db.session,
            mixer,
            number=number,
            attendees=held or let_go,
            is_locked=bool(held),
            seen=form.seen.data,
            now=here.now,
        )
        db.session.commit()
    except Refused as refusal:
        return _refused(here, mixer, refusal)
    # Whoever locks several goes on from one to the next, also by keyboard.
    return _back(here, mixer, at=f"seat-{number}-{(held or let_go)[0]}")


@bp.post("/spaces/<slug>/mixers/<int:mixer_id>/plan/undo")
@as_host
def undo(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Take the last change back."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    form = PlanForm()
    if not form.validate():
        return _unreadable(here, mixer)
    try:
        seatings.undo(db.session, mixer, seen=form.seen.data)
        db.session.commit()
        flash(_("Taken back."), "info")
    except Refused as refusal:
        return _refused(here, mixer, refusal)
    return _back(here, mixer)


@bp.post("/spaces/<slug>/mixers/<int:mixer_id>/plan/wish")
@as_host
def wish(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Wish two people apart or together."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    form = WishForm()
    if not form.validate():
        return _unreadable(here, mixer)
    kind = WishKind(form.kind.data)
    seating_wishes.wish(db.session, mixer, form.one.data, form.other.data, kind=kind)
    return _kept(here, mixer)


@bp.post("/spaces/<slug>/mixers/<int:mixer_id>/plan/wish/remove")
@as_host
def take_back(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Take a wish back."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    form = WishForm()
    if not form.validate():
        return _unreadable(here, mixer)
    seating_wishes.take_back(db.session, mixer, form.one.data, form.other.data)
    return _kept(here, mixer)


@bp.post("/spaces/<slug>/mixers/<int:mixer_id>/plan/keeper")
@as_host
def keep_table(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Let somebody stay at one table all evening; table 0 lets them move again."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    form = KeeperForm()
    if not form.validate():
        return _unreadable(here, mixer)
    if form.table.data:
        seating_wishes.keep_table(db.session, mixer, form.attendee.data, table=form.table.data)
    else:
        seating_wishes.let_go(db.session, mixer, form.attendee.data)
    return _kept(here, mixer)


def _kept(here: Here, mixer: Mixer) -> ResponseReturnValue:
    db.session.commit()
    flash(_("Noted. Plan again, and it is kept."), "success")
    return _back(here, mixer, at="wishes")


def _refused(here: Here, mixer: Mixer, refusal: Refused) -> ResponseReturnValue:
    """Go to the head of the page, for there it stands why nothing was changed."""
    db.session.rollback()
    flash(_(refusal.message), "warning")
    return _back(here, mixer)


def _unreadable(here: Here, mixer: Mixer) -> ResponseReturnValue:
    flash(_("That could not be read. Please try again."), "warning")
    return _back(here, mixer)


def _back(here: Here, mixer: Mixer, *, at: str | None = None) -> ResponseReturnValue:
    return redirect(url_for("seatings.show", slug=here.space.slug, mixer_id=mixer.id, _anchor=at))
