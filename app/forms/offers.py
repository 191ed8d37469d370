"""The form in which members say what they can help with."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from app.forms.rules import obeys
from app.services import texts
from app.services.profiles import offers, skills


class OfferForm(FlaskForm):
    """One thing to help with."""

    words = StringField(
        _("In your own words"),
        validators=[
            DataRequired(_("Say in a few words what you can help with.")),
            Length(max=offers.LONGEST, message=_("That is too long; 200 characters are the most.")),
        ],
        filters=[texts.one_line],
        description=_("Such as: reading contracts for small firms."),
    )
    skills = StringField(
        _("Tags"),
        validators=[obeys(skills.typed)],
        filters=[texts.one_line],
        description=_("What people may search for, with commas between: contracts, law."),
    )
