"""Where to go on from a page that says no: never out of here, nor to another no."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from flask import request, url_for
from flask_babel import lazy_gettext as _
from werkzeug.exceptions import HTTPException

from app import auth
from app.extensions import guard_of, pages
from app.services.viewers import Viewer

NOT_THERE = 404
WHERE_ONE_WAS = _("Back to where you were")
TO_SIGN_IN = _("Sign in")
PLACES = MappingProxyType(
    {
        "account.settings": _("Settings"),
        "encounters.index": _("People I’ve met"),
        "imports.index": _("Import"),
        "introductions.index": _("Introductions"),
        "members.index": _("Members"),
        "mixers.index": _("Mixers"),
        "presence.today": _("Who’s in today"),
        "profiles.own": _("My profile"),
        "spaces.desk": _("Host desk"),
    }
)
"""Pages that others hang below, and that do not depend on what is there: by their endpoints."""


def nearest(status: int) -> tuple[str, str] | None:
    """Give the nearest page at or above the address asked for, and its name; None for none.

    No page of ours sends a referrer, so where somebody came from is read off the address.
    What was not found may be hidden together with the page above it, so only `PLACES` do then.
    Whoever sent a form that asks who they are has been signed out since, and signs in again.
    """
    looking = auth.viewer()
    if looking is None and request.method == "POST" and guard_of(request.endpoint or ""):
        return url_for("account.sign_in", next=request.path), str(TO_SIGN_IN)
    for path in _upwards(request.path):
        endpoint = _page_at(path, looking)
        if endpoint in PLACES:
            return request.script_root + path, str(PLACES[endpoint])
        if endpoint and status != NOT_THERE:
            return request.script_root + path, str(WHERE_ONE_WAS)
    return None


def _upwards(path: str) -> Iterator[str]:
    # The page that was asked for is the one that says no; a form was sent from where it leads.
    if request.method == "GET":
        path = path.rpartition("/")[0]
    while len(path) > 1:
        yield path
        path = path.rpartition("/")[0]


def _page_at(path: str, looking: Viewer | None) -> str:
    """Give the endpoint of the page at a path, if this person may open it, or nothing."""
    try:
        endpoint, values = pages().bind("").match(path, method="GET")
    except HTTPException:  # nothing there, nothing to read, or a rule that would redirect
        return ""
    guard = guard_of(endpoint)
    if guard is None:  # a form that anybody may see, such as the sign-in
        return endpoint if path == request.path else ""
    return endpoint if looking and _may_open(guard, values, looking) else ""


def _may_open(guard: str, values: Mapping[str, Any], looking: Viewer) -> bool:
    if guard == "signed in":
        return True
    held = [one for one in looking.memberships if one.space.slug == values["slug"]]
    return any(guard == "in space" or looking.may_host(one) for one in held)
