"""What every template may use."""

from datetime import UTC, datetime
from typing import Any

from flask import Flask, request
from flask_babel import get_locale
from jinja2 import StrictUndefined

from app import auth, i18n
from app.extensions import db
from app.services import faces, introductions
from app.services.viewers import Viewer
from models import Role

THEMES = ("auto", "light", "dark")


def init_app(app: Flask) -> None:
    """Give templates their filters and the frame of the page its context."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        date_words=i18n.date_words, day_words=i18n.day_words, time_words=i18n.time_words
    )
    app.context_processor(_frame)


def _theme() -> str:
    chosen = request.cookies.get("theme", "auto")
    return chosen if chosen in THEMES else "auto"


def _frame() -> dict[str, Any]:
    frame: dict[str, Any] = {
        "theme": _theme(),
        "text_direction": i18n.text_direction(),
        "locale": str(get_locale() or "en"),
        "viewer": None,
        "spaces": [],
        "current_space": None,
        "is_host": False,
        "nav_badges": {"introductions": 0},
    }
    looking = auth.viewer()
    return frame | (_standing(looking) if looking else {})


def _standing(looking: Viewer) -> dict[str, Any]:
    slug = (request.view_args or {}).get("slug")
    held = looking.memberships
    here = next((m for m in held if m.space.slug == slug), held[0] if held else None)
    now = datetime.now(UTC)
    waiting = (
        introductions.waiting_for(db.session, looking.id, space=here.space, now=now) if here else 0
    )
    return {
        "viewer": faces.face(looking.id, looking.name, looking.photo),
        "spaces": [m.space for m in held],
        "current_space": here.space if here else None,
        "is_host": here is not None and here.role is Role.HOST,
        "nav_badges": {"introductions": waiting},
    }
