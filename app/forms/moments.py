"""Days and times of day that say how they are written, where a browser has no picker for them."""

from collections.abc import Sequence

from flask_babel import gettext as _
from wtforms import DateField, TimeField


class DayField(DateField):
    """A day."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read the day, or say how to write it."""
        try:
            super().process_formdata(valuelist)
        except ValueError as problem:
            raise ValueError(_("Write the day like this: 2026-12-31.")) from problem


class ClockField(TimeField):
    """A time of day."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read the time, or say how to write it."""
        try:
            super().process_formdata(valuelist)
        except ValueError as problem:
            raise ValueError(_("Write the time like this: 17:30.")) from problem
