"""A mark of what a form showed, by which a change in between is noticed."""

from collections.abc import Mapping
from dataclasses import asdict
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from app.services.errors import Conflict

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

CHANGED_MEANWHILE = "Another host has changed this in the meantime. Look at it again, please."


def mark_of(shown: "DataclassInstance | Mapping[Any, Any]") -> str:
    """Give the mark of what stands."""
    told = dict(shown) if isinstance(shown, Mapping) else asdict(shown)
    return sha256(repr(sorted(told.items())).encode()).hexdigest()[:16]


def require_seen(standing: "DataclassInstance | Mapping[Any, Any]", shown: str) -> None:
    """Refuse a change by somebody who has not seen what stands."""
    if mark_of(standing) != shown:
        raise Conflict(CHANGED_MEANWHILE)
