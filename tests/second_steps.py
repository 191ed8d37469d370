"""Somebody whose phone shows codes, and what it shows."""

from datetime import UTC, datetime, timedelta

import pyotp

from app.services.accounts import recovery_codes, seals, second_factors
from models import SecondFactor
from tests import factories

KEY = "not-a-secret"
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""The one of RFC 6238: 12345678901234567890."""
PAPER = ("k7qm-4x9w-t2hd", "p6ra-uw38-yycf", "2222-3333-4444")


def with_phone(session, member, *, secret=SECRET):
    """Turn a second step on for this member; no code was taken yet."""
    factor = factories._add(
        SecondFactor(
            member_id=member.id,
            sealed_secret=seals.sealed(
                secret, second_factors.SECRET, key=KEY, now=factories.LONG_AGO
            ),
            last_step=0,
            created_at=factories.LONG_AGO,
        )
    )
    recovery_codes.replace(session, member.id, PAPER, secret=secret)
    session.flush()
    return factor


def shown(now=None, *, secret=SECRET, later=0):
    """What the phone shows, now or so many half minutes later."""
    return pyotp.TOTP(secret).at((now or datetime.now(UTC)) + timedelta(seconds=30 * later))
