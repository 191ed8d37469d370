"""What several processes do at once with links; `tests.racing` runs it."""

from datetime import UTC, datetime

from app.services.accounts import email_changes, resets
from app.services.members import corrections, invitations
from models import EmailChange, Space

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
KEY = "the installation's own"


def claim(session, invitation_id, token, password_hash):
    invitations.claim(
        session,
        invitation_id,
        token,
        key=KEY,
        name="Noa",
        password_hash=password_hash,
        now=NOON,
    )


def reset(session, reset_id, token, password_hash):
    resets.use(session, reset_id, token, key=KEY, password_hash=password_hash, now=NOON)


def ask(session, email):
    resets.ask(session, email, now=NOON)


def move(session, change_id):
    change = session.get_one(EmailChange, change_id)
    email_changes.confirm(session, change, keep=0, now=NOON)


def correct(session, space_id, membership_id, email):
    space = session.get_one(Space, space_id)
    corrections.correct(session, space, membership_id, name="Noa", email=email, now=NOON)
