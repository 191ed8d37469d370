"""Forms about one's own data."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import DataRequired


class EraseForm(FlaskForm):
    """The password once more, so that nobody else at the same desk can do it."""

    password = PasswordField(
        _("Your password"),
        validators=[DataRequired(_("Please type your password."))],
        render_kw={"autocomplete": "current-password"},
    )
