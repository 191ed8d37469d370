"""Mixers: announced by hosts, read by those who may come."""

from collections.abc import Sequence

from flask import (
    Blueprint,
    flash,
    redirect,
    render_template,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import typed
from app.auth import as_host, in_space
from app.extensions import db
from app.forms.mixers import MixerForm
from app.forms.rsvps import RsvpForm
from app.forms.rules import said_at
from app.services import marks
from app.services.errors import Conflict, Refused
from app.services.evenings import attendees, evenings
from app.services.mixers import calendars, mixer_doubts, mixers
from app.services.mixers.mixer_doubts import Doubt
from app.services.mixers.mixers import Plan
from app.services.presence import presence
from app.services.seating import rsvps, seating_turns, spans
from app.services.viewers import Here
from app.views import calendar_files, planning
from models import Attendee, Audience, Mixer, Rsvp

bp = Blueprint("mixers", __name__)


@bp.get("/spaces/<slug>/mixers")
@in_space
def index(here: Here) -> ResponseReturnValue:
    """Show what is coming, and what has been."""
    upcoming = mixers.upcoming(db.session, here)
    return render_template(
        "mixers/index.html",
        space=here.space,
        day=here.today,
        upcoming=upcoming,
        on_now=mixers.on_now(db.session, upcoming, now=here.now),
        past=mixers.past(db.session, here),
        replies=rsvps.replies_of(db.session, here),
    )


@bp.get("/spaces/<slug>/mixers/<int:mixer_id>")
@in_space
def show(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Show one mixer: what to expect, how full it is, and one's own reply."""
    mixer = mixers.seen_by(db.session, here, mixer_id)
    mine = rsvps.reply_of(db.session, mixer, by=here.viewer.id)
    return page(here, mixer, _rsvp_form(here, mixer, mine))


def _rsvp_form(here: Here, mixer: Mixer, mine: Attendee | None) -> RsvpForm:
    usual = rsvps.choice_of(mine, here.membership)
    return RsvpForm(
        mixer,
        here.space,
        span=spans.span_of(mine, mixer),
        now=here.now,
        is_listed=usual.is_listed,
        wants_letters=usual.wants_letters,
        role=usual.role.value if usual.role else None,
    )


def page(here: Here, mixer: Mixer, form: RsvpForm, *, status: int = 200) -> ResponseReturnValue:
    """Give the page of a mixer with the form for one's reply."""
    mine = rsvps.reply_of(db.session, mixer, by=here.viewer.id)
    places = rsvps.places(db.session, mixer, now=here.now)
    coming = attendees.seen_coming(db.session, mixer, here)
    stage = evenings.stage(db.session, mixer.id, now=here.now)
    is_mine = mine is not None and mine.reply is Rsvp.GOING
    turns = seating_turns.foreseen(db.session, mixer, now=here.now) if here.is_host else None
    told = render_template(
        "mixers/show.html",
        space=here.space,
        mixer=mixer,
        where=calendars.where(mixer),
        is_on=evenings.is_on_at(stage, mixer, now=here.now),
        is_under_way=stage.is_under_way,
        may_stay=mine is not None and rsvps.was_mistaken(mine, now=here.now),
        mine=mine,
        places=places,
        before=_before(here, mixer, mine),
        last_day=here.membership.ends_on,
        coming=coming,
        unnamed=max(0, places.going - len(coming) - is_mine),
        turns=turns,
        form=form,
    )
    return told, status


def _told_of(mixer: Mixer) -> str:
    """Say who knows of a new mixer by now: no letter goes out by itself."""
    if mixer.audience is Audience.INVITED:
        words = _("Announced. Nobody can read of it before you invite them.")
    else:
        words = _("Announced: everybody here can read of it. Letters go to those whom you invite.")
    return str(words)


def _before(here: Here, mixer: Mixer, mine: Attendee | None) -> int:
    if mine is None or mine.reply is not Rsvp.WAITING:
        return 0
    return rsvps.waiting_before(db.session, mixer, mine, now=here.now)


@bp.get("/spaces/<slug>/mixers/<int:mixer_id>/mixer.ics")
@in_space
def calendar(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Give the mixer as a file for one's own calendar."""
    mixer = mixers.seen_by(db.session, here, mixer_id)
    mine = rsvps.reply_of(db.session, mixer, by=here.viewer.id)
    return calendar_files.calendar_file(mixer, here.space, mine, now=here.now)


@bp.get("/spaces/<slug>/mixers/new")
@as_host
def new(here: Here) -> ResponseReturnValue:
    """Show a host the form with what is usual."""
    return _page(here, _empty_form(here))


@bp.post("/spaces/<slug>/mixers/new")
@as_host
def announce(here: Here) -> ResponseReturnValue:
    """Announce a mixer; what may go wrong is told first."""
    form = _empty_form(here)
    if not form.validate():
        return _page(here, form, status=400)
    plan = form.plan(here.space)
    doubts = mixer_doubts.doubts(db.session, here.space, plan)
    if form.has_read(doubts):
        with said_at(form.ends):
            mixer = mixers.announce(db.session, here.space, plan, now=here.now)
            db.session.commit()
            flash(_told_of(mixer), "success")
            return _onward(here, mixer)
    return _page(here, form, doubts=doubts, status=400 if form.ends.errors else 200)


@bp.get("/spaces/<slug>/mixers/<int:mixer_id>/change")
@as_host
def edit(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Show a host what is announced, to change it."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    if closed := mixers.refusal(db.session, mixer, now=here.now):
        return _too_late(here, mixer, closed)
    form = MixerForm.about(mixer, here.space, presence.zones_of(db.session, here.space))
    doubts = _doubts(here, mixer, mixers.plan_of(mixer))
    form.has_read(doubts)
    return _page(here, form, mixer_id=mixer_id, doubts=doubts)


@bp.post("/spaces/<slug>/mixers/<int:mixer_id>/change")
@as_host
def change(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Change what is announced; what may go wrong is told first."""
    form = _empty_form(here)
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    if closed := mixers.refusal(db.session, mixer, now=here.now):
        return _too_late(here, mixer, closed)
    if not form.validate():
        return _page(here, form, mixer_id=mixer_id, status=400)
    plan = form.plan(here.space)
    doubts = _doubts(here, mixer, plan)
    if form.has_read(doubts):
        with said_at(form.ends):
            _change(here, mixer, form, plan)
            flash(_("Changed."), "success")
            return to_mixer(here, mixer_id)
    status = 400 if form.ends.errors else 200
    return _page(here, form, mixer_id=mixer_id, doubts=doubts, status=status)


def _too_late(here: Here, mixer: Mixer, closed: Refused) -> ResponseReturnValue:
    """Go to its page, where it stands why; or give back what was written, for a new one."""
    if typed.given_back():
        raise closed
    flash(_("Nothing about it can be changed any more. Announce a new one."), "warning")
    return to_mixer(here, mixer.id)


def _change(here: Here, mixer: Mixer, form: MixerForm, plan: Plan) -> None:
    shown = form.shown.data
    try:
        outdated = mixers.change(db.session, here.space, mixer.id, plan, shown=shown, now=here.now)
    except Conflict:
        # Now they have been told: the next time they save, their words stand.
        form.shown.data = marks.mark_of(mixers.plan_of(mixer))
        raise
    db.session.commit()
    if outdated is not None:
        planning.keep_up(here, mixer, change=outdated)


@bp.post("/spaces/<slug>/mixers/<int:mixer_id>/cancel")
@as_host
def cancel(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Call a mixer off."""
    mixers.cancel(db.session, here.space, mixer_id, now=here.now)
    db.session.commit()
    flash(_("Cancelled. Those who wanted to come and asked for letters are told."), "info")
    return to_mixer(here, mixer_id)


def _empty_form(here: Here) -> MixerForm:
    return MixerForm(presence.zones_of(db.session, here.space))


def _doubts(here: Here, mixer: Mixer, plan: Plan) -> list[Doubt]:
    coming = rsvps.places(db.session, mixer, now=here.now).going
    return mixer_doubts.doubts(db.session, here.space, plan, coming=coming)


def _page(
    here: Here,
    form: MixerForm,
    *,
    mixer_id: int | None = None,
    doubts: Sequence[Doubt] = (),
    status: int = 200,
) -> ResponseReturnValue:
    page = render_template(
        "mixers/form.html", space=here.space, form=form, mixer_id=mixer_id, doubts=doubts
    )
    return page, status


def _onward(here: Here, mixer: Mixer) -> ResponseReturnValue:
    """Go to the mixer, or first to inviting where nobody else can come."""
    if mixer.audience is Audience.SPACE:
        return to_mixer(here, mixer.id)
    page = url_for("mixer_invitations.index", slug=here.space.slug, mixer_id=mixer.id)
    return redirect(page)


def to_mixer(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Go to the page of a mixer."""
    return redirect(url_for("mixers.show", slug=here.space.slug, mixer_id=mixer_id))
