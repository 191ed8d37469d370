"""The front door, and whether the house is ready."""

from flask import Blueprint, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import auth
from app.extensions import db
from app.services import founding, health

bp = Blueprint("home", __name__)


@bp.get("/")
def index() -> ResponseReturnValue:
    """Send a member to who is in today, a newcomer to the welcome; greet everybody else."""
    looking = auth.viewer()
    if looking is None:
        return render_template("home/index.html", is_bare=not founding.has_begun(db.session))
    here = auth.at_hand(looking)
    if here is None:
        return render_template("home/nowhere.html")
    page = "presence.today" if here.welcomed_at else "account.welcome"
    return redirect(url_for(page, slug=here.space.slug))


@bp.get("/health")
def ready() -> ResponseReturnValue:
    """Answer once the database is there and fully migrated."""
    health.require_ready(db.session)
    return jsonify(status="ok")
