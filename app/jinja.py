"""What every template may use."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import segno
from flask import Flask, g, has_request_context, request, url_for
from flask_babel import get_locale
from jinja2 import StrictUndefined
from markupsafe import Markup

from app import assets, auth, escaping, i18n
from app.extensions import db
from app.services import faces
from app.services.introductions import introductions
from app.services.viewers import Viewer
from models import Role, Space

THEMES = ("auto", "light", "dark")


def init_app(app: Flask) -> None:
    """Give templates their filters and the frame of the page its context."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.code_generator_class = escaping.Generator
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        apart=i18n.apart,
        date_words=i18n.date_words,
        day_words=i18n.day_words,
        local_day=i18n.local_day,
        month_words=i18n.month_words,
        qr_code=_qr_code,
        time_words=i18n.time_words,
        weekday_words=i18n.weekday_words,
    )
    # Jinja's own marker: babel's extension, which Flask-Babel adds, gives the environment this.
    app.jinja_env.install_gettext_callables(i18n.in_words, i18n.in_number, newstyle=True)  # type: ignore[attr-defined] # the extension adds it
    app.jinja_env.globals.update(url_for=_address, takes_focus=_takes_focus)
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
        "nav_badges": {},
    }
    looking = auth.viewer()
    return frame | (_standing(looking) if looking else {})


def _takes_focus() -> bool:
    """Whether nothing on the page has the focus yet; whoever asks first has it."""
    is_free = "focus_taken" not in g
    g.focus_taken = True
    return is_free


def _qr_code(words: str) -> Markup:
    """Draw words for a camera: dark on light in either way of reading, with its quiet edge.

    It fills the picture that it stands in.
    """
    code = segno.make(words, micro=False)
    drawn = code.svg_inline(omitsize=True, svgclass=None, dark="#000", light="#fff")
    return Markup(drawn)  # noqa: S704 - it is made of squares alone


def _address(endpoint: str, **values: Any) -> str:  # noqa: ANN401 - what url_for takes
    """Give an address as `url_for` does; a path is worked out once, for it stays the same."""
    if not has_request_context() or endpoint.startswith(".") or any(n[0] == "_" for n in values):
        return url_for(endpoint, **values)
    return _path(request.script_root, endpoint, tuple(values.items()))


@lru_cache(maxsize=4096)
def _path(_script_root: str, endpoint: str, values: tuple[tuple[str, Any], ...]) -> str:
    named = dict(values)
    if endpoint == "static":
        named["v"] = assets.version(named["filename"])
    return url_for(endpoint, **named)


class _Badges:
    """The counts on the tabs, looked up by the page that shows them; others hand in their own."""

    def __init__(self, member_id: int, space: Space) -> None:
        self._member_id, self._space = member_id, space

    def get(self, tab: str, _otherwise: int = 0) -> int:
        """Count what waits for the viewer under a tab."""
        if tab != "introductions":
            return 0
        now = datetime.now(UTC)
        return introductions.waiting_for(db.session, self._member_id, space=self._space, now=now)


def _standing(looking: Viewer) -> dict[str, Any]:
    here = auth.at_hand(looking)
    return {
        "viewer": faces.face(looking.id, looking.name, looking.photo),
        "spaces": [m.space for m in looking.memberships],
        "current_space": here.space if here else None,
        "is_host": here is not None and here.role is Role.HOST,
        "nav_badges": _Badges(looking.id, here.space) if here else {},
    }
