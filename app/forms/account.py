"""Forms at the door, and of one's own account."""

from types import MappingProxyType

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, Field, PasswordField, RadioField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from app.forms.oneself import OneselfForm, own_password
from app.forms.rules import obeys
from app.services import addresses, texts
from app.services.accounts import passwords
from app.services.errors import Refused

LONGEST_EMAIL = 254
LONGEST_NAME = 80
PASSWORD_HINT = _(
    "At least 8 characters; 15 or more are better. Three or four words that only you would put "
    "together work well."
)
THEMES = MappingProxyType({"auto": _("As the device"), "light": _("Light"), "dark": _("Dark")})


def _email(label: str, **more: object) -> EmailField:
    return EmailField(
        label,
        validators=[
            DataRequired(_("Please type your e-mail address.")),
            Length(max=LONGEST_EMAIL, message=_("That is longer than any e-mail address.")),
        ],
        filters=[texts.one_line],
        **more,
    )


class SignInForm(FlaskForm):
    """E-mail and password."""

    email = _email(_("E-mail"), render_kw={"autocomplete": "username"})
    password = own_password(_("Password"))


class ForgottenForm(FlaskForm):
    """The address that the link goes to."""

    email = _email(_("E-mail"), render_kw={"autocomplete": "username"})


def _new_password(label: str) -> PasswordField:
    return PasswordField(
        label,
        validators=[DataRequired(_("Please choose a password."))],
        description=PASSWORD_HINT,
        render_kw={"autocomplete": "new-password"},
    )


class _NewPassword(FlaskForm):
    """A password to be chosen, by somebody about whom some things can be guessed."""

    about: tuple[str, ...] = ()

    password = _new_password(_("New password"))

    def validate_password(self, field: Field) -> None:
        """Refuse what is guessed first."""
        try:
            passwords.require_good(field.data or "", about=self.about)
        except Refused as refusal:
            raise ValidationError(gettext(refusal.message)) from refusal


class NewPasswordForm(_NewPassword):
    """A new password after the old one was forgotten."""


class JoinForm(_NewPassword):
    """How one is called, and the password to come back with."""

    name = StringField(
        _("Your name"),
        validators=[
            DataRequired(_("Please say what you are called.")),
            Length(max=LONGEST_NAME, message=_("80 characters are the most.")),
        ],
        filters=[texts.one_line],
        render_kw={"autocomplete": "name"},
    )
    password = _new_password(_("Choose a password"))


class ChangePasswordForm(OneselfForm, _NewPassword):
    """The present password, and the one to come."""

    current = own_password(_("Your password now"))


class EmailForm(OneselfForm):
    """Another address to sign in with, and the password to show that it is oneself."""

    email = _email(_("New e-mail address"), render_kw={"autocomplete": "email"})
    current = own_password(_("Your password"))

    def validate_email(self, field: Field) -> None:
        """Refuse what is no address."""
        obeys(addresses.email_of)(self, field)


class ThemeForm(FlaskForm):
    """Light, dark, or as the device has it."""

    theme = RadioField(
        _("Light or dark"), choices=[SelectChoice(*theme) for theme in THEMES.items()]
    )
