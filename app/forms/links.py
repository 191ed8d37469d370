"""The form in which members point to a place on the web."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from app.forms.rules import obeys
from app.services import texts
from app.services.profiles import links


class LinkForm(FlaskForm):
    """One link."""

    url = StringField(
        _("Address"),
        validators=[DataRequired(_("Please type an address.")), obeys(texts.web_address)],
        filters=[texts.one_line],
        render_kw={"inputmode": "url", "autocapitalize": "none", "maxlength": texts.LINK_LENGTH},
    )
    label = StringField(
        _("What is there"),
        validators=[
            Length(
                max=links.LONGEST_LABEL, message=_("That is too long; 40 characters are the most.")
            )
        ],
        filters=[texts.one_line],
        description=_("Such as: Portfolio."),
    )
