"""Forms for the door of a mixer: who came, and guests by name."""

import re

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, NumberRange, ValidationError

from app.forms.profiles import at_most, industry_choices
from app.forms.rules import HIGHEST_NUMBER
from app.services import profiles, texts
from app.services.doors import Mark
from app.services.mixer_guests import Guest
from app.services.offers import LONGEST


class MarkForm(FlaskForm):
    """What is noted of somebody on the list."""

    mark = SelectField(_("What happened?"), choices=[SelectChoice(m.value, m.value) for m in Mark])


class WalkInForm(FlaskForm):
    """The number of the membership whose button was pressed."""

    membership_id = IntegerField(validators=[InputRequired(), NumberRange(1, HIGHEST_NUMBER)])


class GuestForm(FlaskForm):
    """A guest, in as few words as there is time for at a door."""

    guest_name = StringField(
        _("Name"),
        validators=[DataRequired(_("Please type a name.")), at_most(profiles.LONGEST_NAME)],
        filters=[texts.one_line],
    )
    company = StringField(
        _("Company"), validators=[at_most(profiles.LONGEST_COMPANY)], filters=[texts.one_line]
    )
    industry = SelectField(_("Industry"), choices=industry_choices)
    offers = StringField(
        _("Can help with"), validators=[at_most(LONGEST)], filters=[texts.one_line]
    )
    asks = StringField(_("Is looking for"), validators=[at_most(LONGEST)], filters=[texts.one_line])

    @property
    def guest(self) -> Guest:
        """The guest as filled in."""
        return Guest(
            name=self.guest_name.data,
            company=self.company.data,
            industry=self.industry.data,
            offers=self.offers.data,
            asks=self.asks.data,
        )


class GuestListForm(FlaskForm):
    """Guests out of another list: on each line a name and, behind a comma, a company."""

    names = TextAreaField(
        _("Names"),
        description=_("On each line a name and, behind a comma, the company."),
        validators=[DataRequired(_("Please type a name.")), at_most(texts.LONGEST)],
    )

    @property
    def guests(self) -> list[Guest]:
        """The guests on those lines that hold a name."""
        return [
            Guest(name=name, company=company)
            for name, company in map(_cells, (self.names.data or "").splitlines())
            if name and name.casefold() != "name"  # the head of a table
        ]

    def validate_names(self, field: TextAreaField) -> None:
        """Refuse what would be cut off, and say where it stands."""
        for number, line in enumerate((field.data or "").splitlines(), start=1):
            name, company = _cells(line)
            if len(name) > profiles.LONGEST_NAME or len(company) > profiles.LONGEST_COMPANY:
                raise ValidationError(_("Line %(number)s is too long.", number=number))
        if not self.guests:
            raise ValidationError(_("Please type a name."))


def _cells(line: str) -> tuple[str, str]:
    cells = [texts.one_line(cell.strip(' "\t')) for cell in re.split(r"[,;\t]", f"{line},")]
    return cells[0], cells[1]
