"""Who is signed in and where they stand, for views: `viewer()`, `@signed_in`, `@in_space`."""

import hmac
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from flask import Flask, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import AnonymousUserMixin, current_user, login_user, logout_user
from sqlalchemy.exc import OperationalError

from app import typed
from app.extensions import HALF_IN, READS_ONLY, db, half_signed_in, login_manager, settings
from app.services import tokens, viewers
from app.services.accounts import passwords, sign_ins
from app.services.accounts.sign_ins import CodeNeeded, Known
from app.services.cache import Remembered
from app.services.errors import NotFound, SignedOut
from app.services.viewers import Here, Viewer
from models import Membership

P = ParamSpec("P")

MOST_REMEMBERED = 2000
CODE_WITHIN = timedelta(minutes=10)
"""How long somebody may take from the password to the code."""
LAST_SPACE = "space"
"""Where in the cookie it stands in which space somebody of several was last."""
_remembered: Remembered[str, Viewer | None] = Remembered(at_most=MOST_REMEMBERED)
"""Who was behind each sign-in; whatever ends one changes the rows, and so ends this, too."""


class _Carrier:
    """What Flask-Login carries: the token of a sign-in, which the cookie holds and we hash."""

    is_authenticated = is_active = True
    is_anonymous = False

    def __init__(self, token: str) -> None:
        self.token = token

    def get_id(self) -> str:
        return self.token


def init_app(app: Flask) -> None:
    """Let Flask-Login find the person behind a cookie."""
    login_manager.init_app(app)
    login_manager.session_protection = None  # the sign-in row decides, not the address
    login_manager.anonymous_user = AnonymousUserMixin
    login_manager.user_loader(_viewer_behind)


def _viewer_behind(token: str) -> Viewer | None:
    now = datetime.now(UTC)
    found = _found(tokens.hashed(token), now)
    # Only beside a page that is read: one that writes holds SQLite's only write lock already.
    is_due = found is not None and now - found.seen_at >= sign_ins.SEEN_EVERY
    if found is not None and is_due and request.method in READS_ONLY:
        # Nobody waits for others to write only to read a page; the next page notes it, too.
        with suppress(OperationalError), db.in_passing() as own:
            sign_ins.seen(own, found.sign_in_id, is_host=found.is_host, now=now)
    return found


def _found(token_hash: str, now: datetime) -> Viewer | None:
    def look_up() -> tuple[Viewer | None, datetime]:
        found = viewers.viewer_of(db.session, token_hash, now=now)
        return found, found.until if found else now

    if request.method not in READS_ONLY:
        return look_up()[0]  # what is written needs rows of its own session
    return _remembered.of(token_hash, look_up, version=db.version, now=now)


def hashed(password: str) -> str:
    """Hash a password for keeping. It is slow, so it comes before anything is written."""
    return passwords.hashed(password, memory_kib=settings().password_memory_kib)


def known_by_password(email: str, password: str) -> Known | None:
    """Give whoever has this e-mail and password, in the same time for known and unknown ones.

    It holds no lock while it works, so it comes before anything is written.
    """
    told = settings()
    with db.reading() as own:
        found = sign_ins.known(own, email)
        somebodys = sign_ins.hash_of_somebody(own, email, key=told.secret_key)
    kept, memory_kib = found.password_hash if found else None, told.password_memory_kib
    is_right = passwords.is_right(password, kept, somebodys=somebodys, memory_kib=memory_kib)
    return found if is_right else None


def let_in(member_id: int, *, password_hash: str) -> bool:
    """Sign in whoever has shown the password; False when the code of their phone is asked, too."""
    try:
        admit(member_id, password_hash=password_hash)
    except CodeNeeded:
        _wait_for_code(member_id, password_hash)
        return False
    return True


def admit(member_id: int, *, password_hash: str, has_proved: bool = False) -> None:
    """Sign this browser in, and out of whatever it was signed in to before.

    It commits, so that no cookie is given for a row that may yet be undone.
    """
    before = viewer()
    if before is not None:
        sign_ins.forget(db.session, before.sign_in_id)
    token = sign_ins.begin(
        db.session,
        member_id,
        password_hash=password_hash,
        has_proved=has_proved,
        agent=request.user_agent.string,
        now=datetime.now(UTC),
    )
    db.session.commit()
    begin(token)


def _wait_for_code(member_id: int, password_hash: str) -> None:
    """Keep in the cookie who has shown the password; nobody is signed in by it."""
    db.session.commit()
    session.clear()
    until = datetime.now(UTC) + CODE_WITHIN
    session[HALF_IN] = [member_id, _mark_of(password_hash), int(until.timestamp())]


def _mark_of(password_hash: str) -> str:
    # Of a password that was replaced meanwhile, the mark is another.
    return tokens.token_for(HALF_IN, password_hash, key=settings().secret_key)


def half_in() -> Known | None:
    """Give who has shown the password in this browser a moment ago, and may now type the code."""
    waiting = half_signed_in()
    if waiting is None or waiting.until <= datetime.now(UTC).timestamp():
        return None
    found = sign_ins.known_as(db.session, waiting.member_id)
    if found is None or found.password_hash is None:
        return None
    is_same = hmac.compare_digest(waiting.mark, _mark_of(found.password_hash))
    return found if is_same else None


def begin(token: str) -> None:
    """Start a browser session for a new sign-in; nothing from before it is kept."""
    session.clear()
    session.permanent = True
    login_user(_Carrier(token))


def end() -> None:
    """Forget in this browser who was signed in."""
    logout_user()
    session.clear()


def viewer() -> Viewer | None:
    """Give the signed-in person, or None."""
    if not current_user.is_authenticated:
        return None
    # The documented way out of Flask-Login's proxy.
    return cast("Viewer", current_user._get_current_object())  # noqa: SLF001 - Flask-Login has no other way past its proxy


def _here(slug: str) -> Here | None:
    looking = viewer()
    if looking is None:
        return None
    here = viewers.here(looking, slug, now=datetime.now(UTC))
    # A page that is open beside this one asks for its news by itself: nobody has gone there.
    has_gone = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    if has_gone and len(looking.memberships) > 1 and session.get(LAST_SPACE) != slug:
        session[LAST_SPACE] = slug
    return here


def at_hand(looking: Viewer) -> Membership | None:
    """Give where the viewer stands: in the space of the URL, or else where they were last."""
    slug = (request.view_args or {}).get("slug") or session.get(LAST_SPACE)
    held = looking.memberships
    return next((m for m in held if m.space.slug == slug), held[0] if held else None)


def _to_sign_in() -> ResponseReturnValue:
    if typed.given_back():
        raise SignedOut
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("account.sign_in", next=wanted))


def signed_in(
    view: Callable[Concatenate[Viewer, P], ResponseReturnValue],
) -> Callable[P, ResponseReturnValue]:
    """Hand the view the signed-in person; send everybody else to sign in first."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        looking = viewer()
        return _to_sign_in() if looking is None else view(looking, *args, **kwargs)

    guarded.access = "signed in"  # type: ignore[attr-defined]  # read by the test that no route is unguarded
    return guarded


def in_space(
    view: Callable[Concatenate[Here, P], ResponseReturnValue],
) -> Callable[..., ResponseReturnValue]:
    """Hand the view the viewer in the space that the URL names; a stranger finds nothing."""

    @wraps(view)
    def guarded(slug: str, *args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        here = _here(slug)
        return _to_sign_in() if here is None else view(here, *args, **kwargs)

    guarded.access = "in space"  # type: ignore[attr-defined]  # see above
    return guarded


def as_host(
    view: Callable[Concatenate[Here, P], ResponseReturnValue],
) -> Callable[..., ResponseReturnValue]:
    """Hand the view a host in their space; to anybody else the page does not exist.

    Where the space asks its hosts for a second step, one who has none is led to turn it on.
    """

    @wraps(view)
    def guarded(slug: str, *args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        here = _here(slug)
        if here is None:
            return _to_sign_in()
        if here.lacks_second_factor:
            return redirect(url_for("second_factors.own"))
        if not here.is_host:
            raise NotFound
        return view(here, *args, **kwargs)

    guarded.access = "host"  # type: ignore[attr-defined]  # see above
    return guarded
