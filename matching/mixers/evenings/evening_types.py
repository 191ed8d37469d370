"""Types of the fields of an evening and of who comes, for whoever plans one from Python."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from matching.field_types import WHOLE, require, require_fields, require_texts, require_wants
from matching.rules import Weights
from matching.types import Want

_WHOLE = ("rounds", "table_size", "sit_out_max_per_person")
_WHOLE_OR_NONE = ("smallest_table", "tables", "max_same_industry", "sit_out_allowed")
_MAPPINGS = ("fixed", "locked", "absent", "met", "sat_out")


def require_attendee(person: object) -> None:
    """Refuse an attendee with fields of another type."""
    require_fields(person, ("id", "company", "industry", "role", "bio"), str, "a text")
    require_texts(person, ("interests",))
    require_wants(person, ("offers", "asks"), Want)


def require_evening(evening: object, attendee: type) -> None:
    """Refuse an evening with fields of another type; what is in them `seat_checks` looks at."""
    people = getattr(evening, "attendees")  # noqa: B009 - of any type until it was looked at
    require("attendees", people, tuple, "a tuple of Attendee")
    for i, person in enumerate(people):
        require(f"attendees[{i}]", person, attendee, "an Attendee")
    for name in _WHOLE:
        require(name, getattr(evening, name), WHOLE, "a whole number")
    for name in _WHOLE_OR_NONE:
        require(name, getattr(evening, name), (int, type(None)), "a whole number or None")
    for name in _MAPPINGS:
        require(name, getattr(evening, name), Mapping, "a mapping")
    require("keep_apart", getattr(evening, "keep_apart"), AbstractSet, "a set of pairs")  # noqa: B009
    require("counts", getattr(evening, "counts"), Weights, "Weights")  # noqa: B009 - as above
