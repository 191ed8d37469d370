"""To be written."""

from flask import Blueprint

bp = Blueprint("privacy", __name__)


@bp.get("/privacy")
def index() -> str:
    """To be written."""
    return ""
