"""Secrets in links: worked out when needed, never stored.

A link carries the number of a row and a token made from the row's nonce and
the installation's key. Whoever reads the database alone can open nothing.
"""

import base64
import hashlib
import hmac
import secrets


def new_nonce() -> str:
    """Draw 256 bits that no one can guess."""
    return secrets.token_urlsafe(32)


def token_for(purpose: str, nonce: str, *, key: str) -> str:
    """Work out the token of one row for one purpose."""
    digest = hmac.digest(key.encode(), f"{purpose}:{nonce}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def hashed(token: str) -> str:
    """Hash a token as the database keeps it: a copy of the table opens nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_right(token: str, purpose: str, nonce: str, *, key: str) -> bool:
    """Compare without telling by the time it takes how much of it was right."""
    return hmac.compare_digest(token.encode(), token_for(purpose, nonce, key=key).encode())
