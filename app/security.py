"""What holds for every request and every response."""

from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request
from werkzeug.exceptions import HTTPException

from app import assets
from app.extensions import READS_ONLY, pages
from config import Settings

POLICIES = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
)
HEADERS = {
    "Content-Security-Policy": "; ".join(POLICIES),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # Links to join or to choose a password carry their secret in the path.
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
ONE_YEAR = 365 * 24 * 3600
LONGEST_PATH = 2000
LONGEST_FORM = 256 * 1024
"""29,000 letters, where each takes nine bytes, as in some scripts; no field may hold 6,000."""
MOST_FIELDS = 10_000
"""Hosts may invite everybody at once, each in a field."""
TAKE_FILES = frozenset({"imports.upload", "photos.upload"})
NO_PAGES = frozenset({"static", "home.ready", "account.sign_in", "second_factors.ask"})


def init_app(app: Flask) -> None:
    """Refuse what other sites send and give every response its headers."""
    settings: Settings = app.config["SETTINGS"]
    app.before_request(_refuse_other_sites)
    app.before_request(_refuse_too_much)
    app.before_request(_refuse_what_is_no_form)

    @app.after_request
    def protect(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if settings.is_public:
            response.headers["Strict-Transport-Security"] = f"max-age={ONE_YEAR}; includeSubDomains"
        if request.endpoint == "static" and response.status_code < HTTPStatus.BAD_REQUEST:
            _let_be_kept(response)
        # Pages tell who is in; nothing of them may stay in a shared cache.
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def _let_be_kept(response: Response) -> None:
    # Asking for each style and script anew makes every page wait once more for the network.
    # Of another version nothing is at hand: a server not yet restarted may be asked for the next.
    if request.args.get("v") == assets.version((request.view_args or {})["filename"]):
        response.headers["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"


def _refuse_other_sites() -> None:
    # The token is the first guard; what browsers say of where a form came from is the second.
    # Old ones say Origin only, and "null" for pages that send no referrer, as ours do.
    if request.method in READS_ONLY:
        return
    origin = request.headers.get("Origin", "null")
    # Cut, not parsed: what no browser sends, such as "http://[", cannot be taken apart.
    is_foreign = origin != "null" and origin.partition("://")[2] != request.host
    if is_foreign or request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}:
        abort(400)


def _refuse_too_much() -> None:
    # Taking half a million fields apart, as a megabyte can hold, keeps a thread for a second.
    if request.endpoint not in TAKE_FILES:
        request.max_content_length = LONGEST_FORM
    is_typed = request.mimetype == "application/x-www-form-urlencoded"
    if is_typed and request.get_data().count(b"&") >= MOST_FIELDS:
        abort(413)


def _refuse_what_is_no_form() -> None:
    # Flask-WTF would read a form from JSON, too: with values that are no texts, and past the
    # limits on tries, which count by what stands in the form. Over a part that has no name, which
    # no browser sends, it trips.
    if request.method not in READS_ONLY and (request.is_json or None in request.form):
        abort(400)


def safe_next(target: str | None, *, otherwise: str) -> str:
    """Give the path to go on to, but only one that is a page of this very application."""
    if not target or not _is_plain_path(target):
        return otherwise
    parts = urlsplit(target)
    try:
        endpoint, _values = pages().bind("").match(parts.path, method="GET")
    except HTTPException:  # nothing there, not for reading, or a rule that would redirect
        return otherwise
    if endpoint in NO_PAGES:
        return otherwise
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _is_plain_path(target: str) -> bool:
    is_path = target.startswith("/") and not target.startswith("//")
    is_short = len(target) <= LONGEST_PATH
    return is_path and is_short and target.isascii() and target.isprintable() and "\\" not in target
