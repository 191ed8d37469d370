"""Forms for the door of a mixer: who came, and guests by name."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, NumberRange

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
