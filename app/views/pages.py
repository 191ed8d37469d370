"""Whole pages, and what they are made of, remembered for whoever looks again at the same rows."""

from collections.abc import Callable, Hashable
from datetime import datetime
from typing import Any, TypeVar

from flask import request, session
from flask_babel import get_locale

from app.extensions import db
from app.services.cache import Remembered
from app.services.viewers import Here

Found = TypeVar("Found")

MOST_REMEMBERED = 50
"""A page of two hundred people takes a quarter of a megabyte."""

_pages: Remembered[tuple[Hashable, ...], bytes] = Remembered(at_most=MOST_REMEMBERED)
"""The last pages, each for one viewer in one browser: its forms hold a token of that browser."""
_found: Remembered[tuple[Hashable, ...], Any] = Remembered(at_most=2 * MOST_REMEMBERED)
"""What the last pages were made of, for each viewer."""


def remembered(here: Here, make: Callable[[], tuple[str, datetime]]) -> bytes:
    """Give the page that `make` makes, and says until when time alone does not change it.

    What has just happened is said once, so a page that says it is made for that one time.
    """
    token = session.get("csrf_token")
    if token is None or "_flashes" in session:
        return make()[0].encode()

    def anew() -> tuple[bytes, datetime]:
        html, until = make()
        return html.encode(), until

    looks = (str(get_locale()), request.cookies.get("theme"), token)
    asked = (here.viewer.id, here.space.id, request.script_root, request.full_path, *looks)
    return _pages.of(asked, anew, version=db.version, now=here.now)


def found(here: Here, what: str, look_up: Callable[[], tuple[Found, datetime]]) -> Found:
    """Give what a page tells this viewer, which `look_up` finds, and says until when it holds.

    Whoever tries one filter after another asks for the same each time.
    """
    asked = (what, here.viewer.id, here.space.id, str(get_locale()))
    told: Found = _found.of(asked, look_up, version=db.version, now=here.now)
    return told


def forget() -> None:
    """Forget all of it."""
    _pages.forget()
    _found.forget()
