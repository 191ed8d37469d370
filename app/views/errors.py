"""How a refusal looks to a person."""

import math

from flask import Flask, Response, make_response, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from app import limits, logs, typed
from app.extensions import DatabaseError, came_between, templates
from app.kept import has_kept
from app.services.errors import Refused
from app.typed import Typed
from app.views import ways_back

WORDS = {
    400: ("That did not work", "Something in the request was not right. Go back and try again."),
    404: ("Not here", "There is nothing at this address, or nothing for you."),
    405: ("Not this way", "This page cannot be used like that."),
    413: (
        "Too large",
        "That is more than we can take. Up to 8 MB works for a file; a form holds less.",
    ),
    429: ("One moment", "That was a lot of tries."),
    500: ("Our fault", "Something broke on our side. Nothing of yours was changed."),
}
OUT_OF_DATE = (
    "This page is out of date",
    "You have signed in or out since it was opened. Go back, load it again, and send it once more.",
)
CAME_BETWEEN = (
    "That did not work",
    "Somebody changed this at the same moment. Go back, load it again, and send it once more.",
)
SEND_AGAIN = "Somebody changed this at the same moment, so nothing was saved. Send it once more."
KEPT = "What you sent is saved. Something broke after it, so look before you send it once more."
WRONG = 400
CONFLICT = 409
TOO_MANY = 429
BROKEN = 500
MOST_MINUTES = 90
"""What takes longer is told in hours."""
QUIET = frozenset({405, 500})
"""Nothing was denied, or it is written down already, with its cause."""


def init_app(app: Flask) -> None:
    """Answer every error with a page like the rest."""
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(DatabaseError, _by_database)
    app.register_error_handler(HTTPException, _http)


def _refused(error: Refused) -> Response:
    title = WORDS.get(error.status, WORDS[400])[0]
    return _page(error.status, _(title), _(error.message))


def _by_database(error: DatabaseError) -> Response:
    """Say that others came between; what else a database refuses is our fault."""
    if not came_between(error):
        raise error
    # A fault of our own that comes again and again would look the same to whoever asks.
    logs.refused(CONFLICT, cause=str(error.orig))
    title, message = CAME_BETWEEN
    sent = typed.given_back(to_send=True)
    if has_kept():
        message = KEPT
    return _plain_page(CONFLICT, _(title), _(SEND_AGAIN if sent else message), sent)


def _http(error: HTTPException) -> Response | HTTPException:
    status = error.code or BROKEN
    if error.response is not None or status < WRONG:  # a redirect, not an error
        return error
    title, message = WORDS.get(status, WORDS[WRONG])
    if isinstance(error, CSRFError):
        title, message = OUT_OF_DATE
    if isinstance(error, SecurityError):  # a host name that is not ours: no address can be made
        return _plain_page(status, _(title), _(message))
    if status == TOO_MANY:
        return _too_many(_(title), _(message))
    return _page(status, _(title), _(message))


def _too_many(title: str, message: str) -> Response:
    wait = limits.seconds_to_wait()
    response = _page(TOO_MANY, title, f"{message} {_again_in(wait)}")
    response.headers["Retry-After"] = str(wait)
    return response


def _again_in(seconds: int) -> str:
    # The header waits a second longer than it takes, so that whoever obeys it is never early.
    minutes, hours = (math.ceil((seconds - 1) / unit) for unit in (60, 3600))
    if minutes < MOST_MINUTES:
        words = "It works again in a minute.", "It works again in %(num)s minutes."
        return str(ngettext(*words, minutes))
    return str(ngettext("It works again in an hour.", "It works again in %(num)s hours.", hours))


def _page(status: int, title: str, message: str) -> Response:
    if status >= BROKEN:
        words = _(KEPT) if has_kept() else message
        return _plain_page(status, title, words, typed.given_back(to_send=True))
    if status not in QUIET:
        logs.refused(status)
    told = {"status": status, "title": title, "message": message, "sent": typed.given_back()}
    page = render_template("errors/error.html", **told, way_back=ways_back.nearest(status))
    return make_response(page, status)


def _plain_page(status: int, title: str, message: str, sent: Typed | None = None) -> Response:
    # Not by Flask's own function, which would ask the database who is looking.
    template = templates().get_template("errors/plain.html")
    told = {"status": status, "title": title, "message": message, "sent": sent}
    may_ask_again = status >= BROKEN and request.method == "GET"
    return make_response(template.render(**told, may_ask_again=may_ask_again), status)
