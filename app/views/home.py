"""The front door, and whether the house is ready."""

from datetime import UTC, datetime

from flask import Blueprint, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import auth
from app.extensions import db
from app.services import health
from app.services.members import founding
from app.services.mixers import small_hours
from app.services.viewers import Viewer

bp = Blueprint("home", __name__)


@bp.get("/")
def index() -> ResponseReturnValue:
    """Send a member to who is in today, a newcomer to the welcome; greet everybody else."""
    looking = auth.viewer()
    if looking is None:
        return render_template("home/index.html", is_bare=not founding.has_begun(db.session))
    here = auth.at_hand(looking)
    if here is None:
        return _nowhere(looking)
    page = "presence.today" if here.welcomed_at else "account.welcome"
    return redirect(url_for(page, slug=here.space.slug))


def _nowhere(looking: Viewer) -> ResponseReturnValue:
    evening = small_hours.evening_of(db.session, looking, now=datetime.now(UTC))
    if evening is None:
        return render_template("home/nowhere.html")
    slug, mixer_id = evening
    return redirect(url_for("tables.show", slug=slug, mixer_id=mixer_id))


@bp.get("/health")
def ready() -> ResponseReturnValue:
    """Answer once the database is there and fully migrated."""
    health.require_ready(db.session)
    return jsonify(status="ok")
