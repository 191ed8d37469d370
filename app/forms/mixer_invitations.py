"""Forms with which a host invites members to a mixer, and a member answers from the letter."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice


class InvitationForm(FlaskForm):
    """The numbers of the memberships that were picked."""

    chosen = SelectMultipleField(coerce=int, validate_choice=False)


class AnswerForm(FlaskForm):
    """Whether one comes."""

    comes = SelectField(choices=[SelectChoice("yes", _("Yes")), SelectChoice("no", _("No"))])
