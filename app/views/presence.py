"""To be written."""

from flask import Blueprint

bp = Blueprint("presence", __name__)


@bp.get("/spaces/<slug>/today")
def today(slug: str) -> str:
    """To be written."""
    return ""
