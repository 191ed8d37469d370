"""A browser for tests: keeps its cookies, and sends the token of the form it last saw."""

import re
import secrets
from datetime import UTC, datetime, timedelta

from flask.testing import FlaskClient

from app.services import tokens
from app.services.accounts import passwords
from models import SignIn
from tests import factories

PASSWORD = "purple lamp walks"
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def a_sign_in(member, *, now, **given):
    """A device on which this member is signed in since `now`."""
    return factories._add(
        SignIn(
            **{
                "token_hash": secrets.token_hex(32),
                "member_id": member.id,
                "created_at": now,
                "seen_at": now,
                "expires_at": now + timedelta(days=14),
            }
            | given
        )
    )


def with_password(member, email=None):
    """Let this member sign in with PASSWORD."""
    member.email = email or member.email
    member.password_hash = passwords.hashed(PASSWORD, memory_kib=64)
    return member


def come_in(browser, password=PASSWORD, email="ana@example.org", onward=""):
    """Fill in the form at the door."""
    page = f"/sign-in?next={onward}" if onward else "/sign-in"
    return browser.submit(page, page, email=email, password=password)


class Browser(FlaskClient):
    """Flask's test client that fills in the token of the newest page, as a browser does."""

    def __init__(self, app, **more):
        super().__init__(app, app.response_class, use_cookies=True, **more)
        self.token = None

    def open(self, *args, **kwargs):
        response = super().open(*args, **kwargs)
        found = TOKEN.search(response.text) if response.mimetype == "text/html" else None
        if found:
            self.token = found.group(1)
        return response

    def submit(self, path, /, _from=None, **fields):
        """Fill in a form and send it; `_from` is the page that holds it."""
        if _from is not None or self.token is None:
            self.get(_from or "/sign-in")
        return self.post(path, data={"csrf_token": self.token, **fields})

    def signed_in_as(self, session, member):
        """Sign a member in without asking for the password."""
        token = secrets.token_urlsafe(32)
        now = datetime.now(UTC)
        session.add(
            SignIn(
                token_hash=tokens.hashed(token),
                member_id=member.id,
                created_at=now,
                seen_at=now,
                expires_at=now + timedelta(days=1),
            )
        )
        session.commit()
        with self.session_transaction() as cookie:
            cookie["_user_id"] = token
            cookie["_fresh"] = True
            cookie.permanent = True
        return self
