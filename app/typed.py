"""What of a form that came to nothing may be given back to whoever has typed it."""

from dataclasses import dataclass

from flask import g, request
from werkzeug.exceptions import HTTPException

from app.extensions import READS_ONLY, guard_of
from app.kept import has_kept

SECRETS = frozenset({"code", "current", "draft", "password", "token"})
"""What no page repeats, nor anything that was sent beside it."""
NOT_TYPED = frozenset({"read", "shown", "time_zone"})
SHORT = 20
"""Letters that are quickly typed again."""
AT_MOST = 50_000
"""Letters of one form; the longest of ours that is typed by hand holds some 8,000."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the form, as it was sent."""

    name: str
    words: str

    @property
    def is_long(self) -> bool:
        """Whether it is worth seeing, and a pity to lose."""
        is_lengthy = len(self.words) > SHORT or "\n" in self.words
        return is_lengthy and self.name not in NOT_TYPED


@dataclass(frozen=True, slots=True)
class Typed:
    """A form that was sent, without its token."""

    fields: tuple[Field, ...]
    may_be_sent: bool
    """Whether the page may offer a button that sends it again."""

    @property
    def has_words(self) -> bool:
        """Whether anything in it would be a pity to lose."""
        return any(field.is_long for field in self.fields)


def given_back(*, to_send: bool = False) -> Typed | None:
    """Give what the form at hand held, if whoever reads the answer has typed it; None otherwise.

    It may be sent again only where its token was right: a button on a page of ours would
    otherwise do what another site wanted. Where it is done already, nothing is given back: what
    failed came after it, and sent again it would be done twice.
    """
    if has_kept() or not (_is_of_somebody_known() and _comes_from_our_page()):
        return None
    try:
        sent = list(request.form.items(multi=True))
    except HTTPException:  # it was too much to be read, or has not come to its end
        return None
    fields = tuple(Field(*one) for one in sent if one[0] != "csrf_token")
    letters = sum(len(field.name) + len(field.words) for field in fields)
    if letters > AT_MOST or not SECRETS.isdisjoint(field.name for field in fields):
        return None
    typed = Typed(fields, may_be_sent=to_send and _had_its_token())
    return typed if typed.may_be_sent or typed.has_words else None


def _is_of_somebody_known() -> bool:
    # Pages for strangers hold passwords, or have the secret of a link in their address; and
    # what brings a file cannot be given back whole.
    is_typed = request.mimetype == "application/x-www-form-urlencoded"
    has_guard = guard_of(request.endpoint or "") is not None
    has_secret = not SECRETS.isdisjoint(request.view_args or {})
    return is_typed and request.method not in READS_ONLY and has_guard and not has_secret


def _comes_from_our_page() -> bool:
    # Browsers say "null" of pages that send no referrer, as ours: that alone proves nothing.
    if _had_its_token():
        return True
    origin, own = request.headers.get("Origin", "null"), request.host_url.rstrip("/")
    site = request.headers.get("Sec-Fetch-Site")
    return origin in {"null", own} and (origin == own if site is None else site == "same-origin")


def _had_its_token() -> bool:
    return bool(g.get("csrf_valid", False))
