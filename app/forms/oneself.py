"""Fields in which somebody shows that it is really them."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired, Length

from app.services.accounts import passwords

LONGEST_CODE = 40


def own_password(label: str) -> PasswordField:
    """Ask for the password of whoever is signed in, or signs in."""
    return PasswordField(
        label,
        validators=[
            DataRequired(_("Please type your password.")),
            Length(max=passwords.LONGEST, message=_("That is not your password.")),
        ],
        render_kw={"autocomplete": "current-password"},
    )


def code_field(label: str, **more: object) -> StringField:
    """Ask for a code from one's phone, or for one on paper."""
    return StringField(
        label,
        validators=[
            DataRequired(_("Please type the code.")),
            Length(max=LONGEST_CODE, message=_("That is longer than any code.")),
        ],
        **more,
    )


def either_code() -> StringField:
    """Ask for whichever code is at hand."""
    return code_field(
        _("Code from your phone, or a recovery code"),
        render_kw={"autocomplete": "one-time-code", "autocapitalize": "none"},
    )


class OneselfForm(FlaskForm):
    """Changes something of one's own account: a code is asked for where a second step is on."""

    code = either_code()

    def __init__(self, *, asks_code: bool) -> None:
        super().__init__()
        if not asks_code:
            del self.code
