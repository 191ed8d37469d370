"""What several processes do at once with codes; `tests.racing` runs it."""

from datetime import UTC, datetime

from app.services.accounts import second_factors, sign_ins
from app.services.accounts.second_factors import Draft
from tests.second_steps import KEY, SECRET

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)


def prove(session, member_id, code):
    second_factors.prove(session, member_id, code, key=KEY, now=NOON)


def turn_on(session, member_id, code, paper):
    draft = Draft(SECRET, paper)
    second_factors.turn_on(session, draft, code, by=member_id, keep=0, key=KEY, now=NOON)


def renew(session, member_id, code, paper):
    draft = Draft(SECRET, paper)
    second_factors.renew(session, draft, code, by=member_id, key=KEY, now=NOON)


def begin(session, member_id):
    sign_ins.begin(session, member_id, password_hash="kept", agent="", now=NOON)
