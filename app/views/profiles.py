"""To be written."""

from flask import Blueprint

bp = Blueprint("profiles", __name__)


@bp.get("/profile")
def own() -> str:
    """To be written."""
    return ""
