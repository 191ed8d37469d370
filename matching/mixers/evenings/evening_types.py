"""Types of the fields of an evening and of who comes, for whoever plans one from Python."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

import numpy as np

from matching.field_types import WHOLE, Kinds, require, require_fields, require_texts, require_wants
from matching.rules import Weights
from matching.types import Want

if TYPE_CHECKING:
    from matching.mixers.evenings.evening import Evening

_FIELDS: tuple[tuple[tuple[str, ...], Kinds, str], ...] = (
    (("attendees",), tuple, "a tuple of Attendee"),
    (("rounds", "table_size", "sit_out_max_per_person"), WHOLE, "a whole number"),
    (
        ("smallest_table", "tables", "max_same_industry", "sit_out_allowed"),
        (int, np.integer, type(None)),
        "a whole number or None",
    ),
    (("fixed", "locked", "absent", "met", "sat_out"), Mapping, "a mapping"),
    (("keep_apart",), AbstractSet, "a set of pairs"),
    (("counts",), Weights, "Weights"),
)


def require_attendee(person: object) -> None:
    """Refuse an attendee with fields of another type."""
    require_fields(person, ("id", "company", "industry", "role", "bio"), str, "a text")
    require_texts(person, ("interests",))
    require_wants(person, ("offers", "asks"), Want)


def require_evening(evening: "Evening", attendee: type) -> None:
    """Refuse an evening with fields of another type; what is in them `seat_checks` looks at."""
    for names, kinds, wanted in _FIELDS:
        for name in names:
            require(name, getattr(evening, name), kinds, wanted)
    for i, person in enumerate(evening.attendees):
        require(f"attendees[{i}]", person, attendee, "an Attendee")
