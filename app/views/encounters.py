"""To be written."""

from flask import Blueprint

bp = Blueprint("encounters", __name__)


@bp.get("/spaces/<slug>/met")
def index(slug: str) -> str:
    """To be written."""
    return ""
