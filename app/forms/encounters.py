"""Forms about people one has met."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NoneOf

from app.forms.moments import DayField
from app.services.acquaintance.notes import LONGEST


class MeetingForm(FlaskForm):
    """Somebody, and the day."""

    member_id = SelectField(
        _("Whom did you meet?"),
        coerce=int,
        validators=[NoneOf([0], _("Choose somebody."))],
    )
    day = DayField(_("When?"), validators=[InputRequired(_("Choose a day."))])

    def __init__(self, people: list[Any], *, today: date, chosen: int = 0) -> None:
        """Offer these people; the day is today unless another is chosen."""
        super().__init__(data={"day": today, "member_id": chosen})
        named = [
            SelectChoice(row.member_id, f"{row.name}, {row.company}" if row.company else row.name)
            for row in people
        ]
        self.member_id.choices = [SelectChoice(0, _("Choose …")), *named]


class NoteForm(FlaskForm):
    """Private words about somebody."""

    words = TextAreaField(
        _("Your private note"),
        validators=[Length(max=LONGEST, message=_("Up to %(max)d characters, please."))],
        filters=[lambda words: words.replace("\r\n", "\n") if words else words],
    )
