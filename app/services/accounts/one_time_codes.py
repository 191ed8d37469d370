"""The six digits that a phone shows: another every half minute, worked out from a shared secret.

Apps for such codes all follow RFC 6238, with the values that this takes as they come.
"""

import unicodedata
from datetime import datetime

import pyotp
from pyotp.exceptions import OTPVerificationError

DRIFT = 1
"""How many half minutes a phone's clock may be off, either way."""


def new_secret() -> str:
    """Draw 160 bits, in the letters and figures that an app takes."""
    return pyotp.random_base32()


def in_groups(secret: str) -> str:
    """Write a secret so that it can be typed over without losing the place.

    >>> in_groups("JBSWY3DPEHPK3PXP")
    'JBSW Y3DP EHPK 3PXP'
    """
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def address(secret: str, *, whose: str, where: str) -> str:
    """Give the address that a phone's app opens or reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=whose, issuer_name=where)


def step_of(code: str, secret: str, *, now: datetime) -> int | None:
    """Tell which half minute since 1970 this code belongs to; None for any but those around now."""
    try:
        return pyotp.TOTP(secret).verify_and_get_timecode(code, for_time=now, valid_window=DRIFT)
    except OTPVerificationError:
        return None


def plain(typed: str) -> str:
    """Read a code however it was typed: in groups, in capitals, in the figures of any script.

    >>> plain(" 123 456"), plain("K7QM-4X9W-T2HD"), plain("۱۲۳۴۵۶")
    ('123456', 'k7qm4x9wt2hd', '123456')
    """
    folded = unicodedata.normalize("NFKC", typed).casefold()
    return "".join(_figure(sign) for sign in folded if sign.isalnum())


def _figure(sign: str) -> str:
    return str(unicodedata.decimal(sign, sign))
