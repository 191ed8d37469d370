"""The form with which a member comes in, or changes how they are in."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import time
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from app.forms.moments import ClockField
from models import Zone

OPEN, HEADS_DOWN = "open", "heads_down"
SOMEWHERE = 0


class PresenceForm(FlaskForm):
    """Where one sits, whether others may see it, and whether one may be spoken to."""

    zone = RadioField(_("Where do you sit?"), coerce=int)
    is_listed = BooleanField(_("Show me to other members as in, this time"))
    openness = RadioField(
        _("May people speak to you?"),
        choices=[
            SelectChoice(OPEN, _("Open to a chat")),
            SelectChoice(HEADS_DOWN, _("Heads-down for a while")),
        ],
    )
    until = ClockField(_("Heads-down until"), validators=[Optional()])

    def __init__(self, zones: Iterable[Zone], **more: Any) -> None:  # noqa: ANN401 - what Flask-WTF takes
        super().__init__(**more)
        named = [SelectChoice(zone.id, zone.name) for zone in zones]
        self.zone.choices = [*named, SelectChoice(SOMEWHERE, _("Somewhere else"))]

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check each answer, and that heads-down comes with a time."""
        is_sound: bool = super().validate(extra_validators)
        if self.openness.data == HEADS_DOWN and self.until.data is None:
            self.until.errors = [_("Until when? Choose a time, such as 14:00.")]
            return False
        return is_sound

    @property
    def wall(self) -> time | None:
        """Until when, by the clock on the wall; None for open."""
        until: time | None = self.until.data
        return until if self.openness.data == HEADS_DOWN else None

    @property
    def where(self) -> str:
        """The name of the zone as it is chosen now."""
        return next(
            (str(one.label) for one in self.zone.choices if one.value == self.zone.data), ""
        )

    @property
    def zone_id(self) -> int | None:
        """The zone chosen, if it is one of the space."""
        return self.zone.data or None
