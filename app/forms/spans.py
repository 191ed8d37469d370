"""For which rounds of a mixer somebody is there."""

from datetime import datetime

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField, ValidationError
from wtforms.fields.choices import SelectChoice

from app.i18n import time_words
from app.services.seating import spans
from app.services.seating.spans import RoundTime, Span
from models import Mixer, Space


class SpanForm(FlaskForm):
    """From which round, and until the end of which."""

    first_round = SelectField(_("Comes"), coerce=int)
    last_round = SelectField(_("Stays"), coerce=int)

    def __init__(
        self, mixer: Mixer, space: Space, *, span: Span, now: datetime, **more: object
    ) -> None:
        """Offer the rounds of a mixer, each with about the hour by which people know it.

        Once it has begun, the rounds are when the host lets them begin.
        """
        super().__init__(first_round=span.first, last_round=span.last, **more)
        times = spans.times(mixer)
        first, last = times[0].number, times[-1].number
        self.first_round.choices = [SelectChoice(first, _("From the beginning"))]
        self.last_round.choices = [SelectChoice(last, _("Until the end"))]
        is_ahead = now < mixer.starts_at
        for one in reversed(times[1:]):
            words = gettext("From round %(number)s", number=one.number)
            hour = one.begins_at if is_ahead else None
            self.first_round.choices.insert(1, _choice(one, words, hour, space))
        for one in reversed(times[:-1]):
            words = gettext("Until the end of round %(number)s", number=one.number)
            hour = one.ends_at if is_ahead else None
            self.last_round.choices.insert(0, _choice(one, words, hour, space))

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


def _choice(one: RoundTime, words: str, hour: datetime | None, space: Space) -> SelectChoice:
    if hour is not None:
        words = gettext("%(words)s, about %(time)s", words=words, time=time_words(hour, space))
    return SelectChoice(one.number, words)
