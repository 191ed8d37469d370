"""For which rounds of a mixer somebody is there."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField, ValidationError
from wtforms.fields.choices import SelectChoice

from app.i18n import time_words
from app.services import spans
from app.services.spans import Span
from models import Mixer, Space


class SpanForm(FlaskForm):
    """From which round, and until the end of which."""

    first_round = SelectField(_("Comes"), coerce=int)
    last_round = SelectField(_("Stays"), coerce=int)

    def __init__(self, mixer: Mixer, space: Space, *, span: Span, **more: object) -> None:
        """Offer the rounds of a mixer, each with about the hour by which people know it."""
        super().__init__(first_round=span.first, last_round=span.last, **more)
        first, *later = times = spans.times(mixer)
        *earlier, last = times
        words = _("From round %(number)s, about %(time)s")
        self.first_round.choices = [
            SelectChoice(first.number, _("From the beginning")),
            *(
                SelectChoice(
                    one.number,
                    words % {"number": one.number, "time": time_words(one.begins_at, space)},
                )
                for one in later
            ),
        ]
        words = _("Until the end of round %(number)s, about %(time)s")
        self.last_round.choices = [
            *(
                SelectChoice(
                    one.number,
                    words % {"number": one.number, "time": time_words(one.ends_at, space)},
                )
                for one in earlier
            ),
            SelectChoice(last.number, _("Until the end")),
        ]

    def validate_last_round(self, field: SelectField) -> None:
        """Refuse to go before one has come."""
        if (field.data or 0) < (self.first_round.data or 0):
            raise ValidationError(gettext(spans.ENDS_FIRST))

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole evening, as it nearly always is."""
        all_of_it = (self.first_round.choices[0].value, self.last_round.choices[-1].value)
        return (self.first_round.data, self.last_round.data) == all_of_it

    @property
    def span(self) -> Span:
        """The rounds that were chosen."""
        return Span(first=self.first_round.data, last=self.last_round.data)
