"""One's own evening on the phone: which table, with whom, and whom one would meet again."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.auth import in_space, viewer
from app.extensions import db
from app.services.acquaintance import glads
from app.services.errors import NotFound
from app.services.evenings import evenings
from app.services.mixers import mixers, small_hours, tables
from app.services.mixers.small_hours import EveningEnded
from app.services.viewers import Here
from app.views.rounds import answer_if_changed, mark
from models import Mixer

P = ParamSpec("P")

bp = Blueprint("tables", __name__)


def at_table(
    view: Callable[Concatenate[Here, int, P], ResponseReturnValue],
) -> Callable[..., ResponseReturnValue]:
    """Hand the view whoever is in the space, or was on the day of an evening that still goes on."""
    usual = in_space(view)

    @wraps(usual)
    def guarded(slug: str, mixer_id: int, *args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        try:
            return usual(slug, mixer_id, *args, **kwargs)
        except NotFound:
            looking = viewer()
            if looking is None:
                raise
        here = small_hours.placed(db.session, looking, slug, mixer_id, now=datetime.now(UTC))
        return view(here, mixer_id, *args, **kwargs)

    return guarded


@bp.errorhandler(EveningEnded)
def ended(_error: EveningEnded) -> ResponseReturnValue:
    """Thank whoever was there until the end, after midnight; it says nothing of the space."""
    if request.endpoint == f"{bp.name}.{now.__name__}":
        return answer_if_changed("ended", lambda: render_template("mixers/_table_ended.html"))
    return render_template("mixers/table_ended.html")


@bp.get("/spaces/<slug>/mixers/<int:mixer_id>/table")
@at_table
def show(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Show somebody their own evening."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    evening = tables.my_evening(db.session, here, mixer)
    return render_template(
        "mixers/table.html",
        **_told(here, mixer, evening),
        etag=_etag(here, mixer),
    )


@bp.get("/spaces/<slug>/mixers/<int:mixer_id>/table/now")
@at_table
def now(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Give the inside of that page, if it has changed."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    etag = _etag(here, mixer)

    def page() -> str:
        evening = tables.my_evening(db.session, here, mixer)
        return render_template("mixers/_table.html", **_told(here, mixer, evening))

    return answer_if_changed(etag, page)


@bp.post("/spaces/<slug>/mixers/<int:mixer_id>/table/glad/<int:attendee_id>")
@at_table
def glad(here: Here, mixer_id: int, attendee_id: int) -> ResponseReturnValue:
    """Say privately that one would be glad to meet somebody again."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    me = tables.attendee_of(db.session, mixer, here.viewer.id)
    glads.say(db.session, here, me, attendee_id, now=here.now)
    db.session.commit()
    return _back(here, mixer)


@bp.post("/spaces/<slug>/mixers/<int:mixer_id>/table/not-glad/<int:attendee_id>")
@at_table
def take_back(here: Here, mixer_id: int, attendee_id: int) -> ResponseReturnValue:
    """Take it back, as long as it is not mutual."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    me = tables.attendee_of(db.session, mixer, here.viewer.id)
    glads.take_back(db.session, me, attendee_id)
    db.session.commit()
    return _back(here, mixer)


def _etag(here: Here, mixer: Mixer) -> str:
    """Tell by a mark what the page shows; of what is said in private, only what both have said."""
    me = tables.attendee_of(db.session, mixer, here.viewer.id)
    stage = evenings.stage(db.session, mixer.id, now=here.now)
    both = glads.mutual(db.session, me)
    is_on = evenings.is_on_at(stage, mixer, now=here.now)
    return mark(stage, me.id, me.arrived_at is not None, me.left_at is not None, is_on, both)


def _told(here: Here, mixer: Mixer, evening: tables.MyEvening) -> dict[str, object]:
    # After midnight the page of the mixer is closed to whoever was here for the day alone.
    is_member = here.membership.is_current(here.today)
    told = {"space": here.space, "mixer": mixer, "evening": evening, "stage": evening.stage}
    return told | {"now": here.now, "is_member": is_member}


def _back(here: Here, mixer: Mixer) -> ResponseReturnValue:
    return redirect(
        url_for("tables.show", slug=here.space.slug, mixer_id=mixer.id, _anchor="tonight")
    )
