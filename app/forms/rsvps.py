"""The form with which a member says whether they come to a mixer."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from app.forms.spans import SpanForm
from models import MixerRole


class RsvpForm(SpanForm):
    """Whether one comes and for how long, and what others may read of it."""

    first_round = SelectField(_("I come"), coerce=int)
    last_round = SelectField(_("I stay"), coerce=int)

    is_listed = BooleanField(_("Those who may see me can read here that I come"))
    wants_letters = BooleanField(_("Write to me if something changes, and on the day before"))
    role = RadioField(
        _("You come as"),
        choices=[
            SelectChoice(MixerRole.MENTOR.value, _("Mentor")),
            SelectChoice(MixerRole.MENTEE.value, _("Mentee")),
        ],
        validators=[Optional()],
        validate_choice=False,
    )

    @property
    def chosen_role(self) -> MixerRole | None:
        """The side that was chosen, if any."""
        known = {role.value: role for role in MixerRole}
        return known.get(self.role.data or "")
