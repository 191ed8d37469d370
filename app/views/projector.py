"""The wall of an evening: round, time, tables; read across a room, on its own address."""

import zlib

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from app.auth import as_host
from app.extensions import db
from app.services.mixers import mixers, projector
from app.services.mixers.projector import Floor
from app.services.viewers import Here
from app.views.addresses import for_phones
from app.views.rounds import answer_if_changed, mark
from models import Mixer

bp = Blueprint("projector", __name__)


@bp.get("/spaces/<slug>/mixers/<int:mixer_id>/projector")
@as_host
def show(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Show the wall."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    return render_template("projector/show.html", **_told(here, mixer))


@bp.get("/spaces/<slug>/mixers/<int:mixer_id>/projector/now")
@as_host
def now(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Give what is on the wall, if it has changed."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    told = _told(here, mixer)
    return answer_if_changed(
        str(told["etag"]), lambda: render_template("projector/_floor.html", **told)
    )


def _told(here: Here, mixer: Mixer) -> dict[str, object]:
    floor = projector.floor(db.session, mixer, now=here.now)
    table = url_for("tables.show", slug=here.space.slug, mixer_id=mixer.id)
    told = {"space": here.space, "mixer": mixer, "floor": floor, "stage": floor.stage}
    return told | {"now": here.now, "etag": _etag(floor), "phone_link": for_phones(table)}


def _etag(floor: Floor) -> str:
    # People who come or leave between two plans change no version, nor does a name.
    told = (floor.tables, floor.sitting_out, floor.is_on)
    return mark(floor.stage, zlib.crc32(repr(told).encode()))
