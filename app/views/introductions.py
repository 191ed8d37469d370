"""To be written."""

from flask import Blueprint

bp = Blueprint("introductions", __name__)


@bp.get("/spaces/<slug>/introductions")
def index(slug: str) -> str:
    """To be written."""
    return ""
