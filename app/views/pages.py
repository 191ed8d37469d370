"""Whole pages, remembered for whoever looks again while nothing has changed."""

from collections.abc import Callable, Hashable
from datetime import datetime

from flask import request, session
from flask_babel import get_locale

from app.extensions import db
from app.services.cache import Remembered
from app.services.viewers import Here

MOST_REMEMBERED = 50
"""A page of two hundred people takes a quarter of a megabyte."""

_pages: Remembered[tuple[Hashable, ...], bytes] = Remembered(at_most=MOST_REMEMBERED)
"""The last pages, each for one viewer in one browser: its forms hold a token of that browser."""


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


def forget() -> None:
    """Forget all pages."""
    _pages.forget()
