"""Words that can be read again, but not from the database alone: its owner's key seals them.

Each purpose has a key of its own, worked out from that of the installation.
"""

from datetime import datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken

from app.services import tokens


class Broken(Exception):
    """A seal that this key did not make, for this purpose and in this time."""


def sealed(words: str, purpose: str, *, key: str, now: datetime) -> str:
    """Seal words, with the moment at which it was done."""
    return _sealing(purpose, key).encrypt_at_time(words.encode(), _seconds(now)).decode()


def opened(seal: str, purpose: str, *, key: str) -> str:
    """Read what was sealed for this purpose."""
    try:
        return _sealing(purpose, key).decrypt(seal.encode()).decode()
    except InvalidToken as error:
        raise Broken from error


def opened_in_time(seal: str, purpose: str, *, key: str, within: timedelta, now: datetime) -> str:
    """Read what was sealed a short while ago."""
    lasts = int(within.total_seconds())
    try:
        return _sealing(purpose, key).decrypt_at_time(seal.encode(), lasts, _seconds(now)).decode()
    except InvalidToken as error:
        raise Broken from error


def _sealing(purpose: str, key: str) -> Fernet:
    # 256 bits in the letters that Fernet takes; it counts on the sign that ends them.
    return Fernet(tokens.token_for("seal", purpose, key=key) + "=")


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
