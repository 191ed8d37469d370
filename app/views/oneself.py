"""Showing that it is oneself, before anything of one's own account is changed."""

from datetime import UTC, datetime

from flask_babel import gettext as _
from wtforms import Field

from app import auth, logs
from app.extensions import db, settings
from app.forms.oneself import OneselfForm
from app.forms.rules import said_at
from app.services.accounts import second_factors
from app.services.accounts.sign_ins import Known
from app.services.viewers import Viewer


def known_by(viewer: Viewer, password: Field) -> Known | None:
    """Give who this is by their own password; a wrong one is said at the field."""
    db.release()
    known = auth.known_by_password(viewer.email, password.data)
    if known is None:
        logs.note("own password wrong", member=viewer.id)
        password.errors = [_("That is not your password.")]
    return known


def has_code(viewer: Viewer, form: OneselfForm) -> bool:
    """Take the code where a second step is on; one that does not count is said at the field.

    It counts once what it was typed for is committed, and only then.
    """
    code, key, now = form.code, settings().secret_key, datetime.now(UTC)
    if code is None:
        second_factors.require_none(db.session, viewer.id)
        return True
    with said_at(code):
        second_factors.prove_if_asked(db.session, viewer.id, code.data, key=key, now=now)
    if code.errors:
        logs.note("code wrong", member=viewer.id)
    return not code.errors
