"""What came of an evening, for its host."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.auth import as_host
from app.extensions import db
from app.services.mixers import effects, mixers
from app.services.viewers import Here

bp = Blueprint("effects", __name__)


@bp.get("/spaces/<slug>/mixers/<int:mixer_id>/effect")
@as_host
def show(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Show what came of an evening."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    effect = effects.effect(db.session, mixer, here.space, now=here.now)
    return render_template("mixers/effect.html", space=here.space, mixer=mixer, effect=effect)
