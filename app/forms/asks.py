"""The form in which members say what they look for."""

from types import MappingProxyType

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from app.forms.rules import obeys
from app.services import texts
from app.services.profiles import asks, skills
from models import AskKind

KIND_WORDS = MappingProxyType(
    {
        # First, for whoever does not choose: it is true of every ask.
        AskKind.OTHER: _("Somebody who can help"),
        AskKind.SUPPLIER: _("Somebody to hire for a job"),
        AskKind.MENTOR: _("A mentor"),
        AskKind.COLLABORATOR: _("Somebody to build it with"),
        AskKind.FEEDBACK: _("Feedback"),
        AskKind.CLIENT: _("Clients"),
        AskKind.HIRE: _("Somebody to join the team"),
    }
)
KIND_CHOICES = [SelectChoice(kind.value, words) for kind, words in KIND_WORDS.items()]


class AskForm(FlaskForm):
    """One thing to look for."""

    kind = SelectField(_("You are looking for"), choices=KIND_CHOICES)
    words = StringField(
        _("In your own words"),
        validators=[
            DataRequired(_("Say in a few words what you are looking for.")),
            Length(max=asks.LONGEST, message=_("That is too long; 200 characters are the most.")),
        ],
        filters=[texts.one_line],
        description=_("Such as: somebody who has sold to hospitals, for half an hour."),
    )
    skills = StringField(
        _("Tags"),
        validators=[obeys(skills.typed)],
        filters=[texts.one_line],
        description=_("What it takes, with commas between: hospitals, sales."),
    )
