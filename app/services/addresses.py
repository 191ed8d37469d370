"""E-mail addresses as people type them, and as they are kept: in lower case, checked."""

import difflib
from functools import lru_cache

from email_validator import EmailNotValidError, validate_email

from app.services import texts
from app.services.errors import Refused

LONGEST = 254
# Where most private mailboxes live; a near miss is more often a slip than another provider.
WELL_KNOWN = (
    "aol.com",
    "email.com",
    "fastmail.com",
    "gmail.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hotmail.com",
    "icloud.com",
    "live.com",
    "mail.com",
    "me.com",
    "msn.com",
    "outlook.com",
    "proton.me",
    "protonmail.com",
    "web.de",
    "yahoo.com",
    "ymail.com",
)


class BadAddress(Refused):
    """Text that is no e-mail address, with words that say why."""

    message = "This is not an e-mail address."


def folded(text: str) -> str:
    """Give what was typed as an address is kept, to look it up: one spelling for one person."""
    return texts.one_line(text).lower()


def email_of(text: str) -> str:
    """Give the address as it is kept, or raise BadAddress."""
    text = text.strip()
    if not text:
        msg = "An e-mail address is missing."
        raise BadAddress(msg)
    if (reason := _slip(text)) is not None:
        msg = f"“{text[:80]}” {reason}."
        raise BadAddress(msg)
    try:
        checked = validate_email(text, check_deliverability=False)
    except EmailNotValidError as error:
        msg = f"“{text[:80]}” is not an e-mail address."
        raise BadAddress(msg) from error
    return checked.normalized.lower()


def _slip(text: str) -> str | None:
    reasons = (
        (len(text) > LONGEST, "is longer than any e-mail address"),
        ("@" not in text, "has no @"),
        (text.count("@") > 1, "has more than one @"),
        (any(c.isspace() for c in text), "has a space in it"),
        ("," in text, "has a comma where a dot may be meant"),
        (text.startswith("@"), "has nothing before the @"),
        (".." in text or text.endswith("."), "has a dot too many"),
        ("." not in text.rpartition("@")[2], "lacks the end of its domain, such as .com"),
    )
    return next((words for is_so, words in reasons if is_so), None)


def likely_meant(email: str) -> str | None:
    """Give the address that a slip of the finger may have missed, such as gmail for gmial."""
    mailbox, _, domain = email.rpartition("@")
    meant = _domain_meant(domain)
    return f"{mailbox}@{meant}" if meant else None


@lru_cache(maxsize=1000)
def _domain_meant(domain: str) -> str | None:
    if domain in WELL_KNOWN:
        return None
    near = difflib.get_close_matches(domain, WELL_KNOWN, n=1, cutoff=0.85)
    return near[0] if near else None
