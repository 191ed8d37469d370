"""To be written."""

from flask import Blueprint

bp = Blueprint("mixers", __name__)


@bp.get("/spaces/<slug>/mixers")
def index(slug: str) -> str:
    """To be written."""
    return ""
