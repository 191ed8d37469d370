"""How a refusal looks to a person."""

from flask import Flask, Response, make_response, render_template
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

from app import logs
from app.services.errors import Refused

WORDS = {
    400: ("That did not work", "Something in the request was not right. Go back and try again."),
    404: ("Not here", "There is nothing at this address, or nothing for you."),
    405: ("Not this way", "This page cannot be used like that."),
    413: ("Too large", "That is more than we can take. Up to 8 MB works."),
    429: ("One moment", "That was a lot of tries. Wait a few minutes and try again."),
    500: ("Our fault", "Something broke on our side. Nothing of yours was changed."),
}
QUIET = frozenset({405, 500})
"""Nothing was denied, or it is written down already, with its cause."""


def init_app(app: Flask) -> None:
    """Answer every error with a page like the rest."""
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(HTTPException, _http)


def _refused(error: Refused) -> Response:
    title = WORDS.get(error.status, WORDS[400])[0]
    return _page(error.status, _(title), _(error.message))


def _http(error: HTTPException) -> Response | HTTPException:
    status = error.code or 500
    if error.response is not None or status < 400:  # noqa: PLR2004 - a redirect, not an error
        return error
    title, message = WORDS.get(status, WORDS[400])
    return _page(status, _(title), _(message))


def _page(status: int, title: str, message: str) -> Response:
    if status not in QUIET:
        logs.refused(status)
    page = render_template("errors/error.html", status=status, title=title, message=message)
    return make_response(page, status)
