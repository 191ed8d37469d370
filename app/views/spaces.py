"""To be written."""

from flask import Blueprint

bp = Blueprint("spaces", __name__)


@bp.get("/spaces/<slug>/desk")
def desk(slug: str) -> str:
    """To be written."""
    return ""
