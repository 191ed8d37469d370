"""The form with which a host announces a mixer."""

from datetime import timedelta

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, StringField, TextAreaField, TimeField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from app.services import mixers, opening, texts
from app.services.mixers import Plan
from models import Mixer, Space

FIRST_YEAR, LAST_YEAR = 2000, 2200
_TOO_LONG = _("That is too long; %(max)d characters are the most.")


class MixerForm(FlaskForm):
    """What, when and where, by the clock on the wall of the space."""

    title = StringField(
        _("What is it called?"),
        validators=[
            DataRequired(_("Give it a name.")),
            Length(max=mixers.LONGEST_TITLE, message=_TOO_LONG),
        ],
        filters=[texts.one_line],
    )
    day = DateField(_("Day"), validators=[InputRequired(_("On which day?"))])
    begins = TimeField(_("Begins"), validators=[InputRequired(_("When does it begin?"))])
    ends = TimeField(
        _("Ends"),
        validators=[InputRequired(_("When does it end?"))],
        description=_("A time before the beginning means after midnight."),
    )
    place = StringField(
        _("Where?"),
        validators=[Length(max=mixers.LONGEST_PLACE, message=_TOO_LONG)],
        filters=[texts.one_line],
    )
    words = TextAreaField(
        _("What happens there?"),
        validators=[Length(max=mixers.LONGEST_WORDS, message=_TOO_LONG)],
        filters=[texts.paragraphs],
    )

    def validate_day(self, field: DateField) -> None:
        """Refuse a slip of the finger such as the year 20226."""
        if field.data is not None and not FIRST_YEAR <= field.data.year <= LAST_YEAR:
            raise ValidationError(_("Please look at the year again."))

    @classmethod
    def about(cls, mixer: Mixer, space: Space) -> "MixerForm":
        """Make the form as it would have been filled in for a mixer."""
        begins, ends = space.local(mixer.starts_at), space.local(mixer.ends_at)
        said = {"title": mixer.title, "place": mixer.place, "words": mixer.words}
        times = {"day": begins.date(), "begins": begins.time(), "ends": ends.time()}
        return cls(data=said | times)

    def plan(self, space: Space) -> Plan:
        """Give what was filled in as moments."""
        day, begins, ends = self.day.data, self.begins.data, self.ends.data
        last_day = day if begins < ends else day + timedelta(days=1)
        return Plan(
            title=self.title.data,
            words=self.words.data,
            place=self.place.data,
            starts_at=opening.moment(space, day, begins),
            ends_at=opening.moment(space, last_day, ends),
        )
