"""Forms about the code from one's phone."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField
from wtforms.validators import DataRequired, Length

from app.forms.account import own_password

LONGEST_CODE = 40


def _code(label: str, **more: object) -> StringField:
    return StringField(
        label,
        validators=[
            DataRequired(_("Please type the code.")),
            Length(max=LONGEST_CODE, message=_("That is longer than any code.")),
        ],
        **more,
    )


class BeginForm(FlaskForm):
    """The password once more, before anything is changed."""

    password = own_password(_("Your password"))


class CodeForm(FlaskForm):
    """What the phone shows now."""

    code = _code(
        _("Code from your phone"),
        render_kw={"inputmode": "numeric", "autocomplete": "one-time-code"},
    )


class RecoveryForm(FlaskForm):
    """What stands on paper."""

    code = _code(
        _("Recovery code"),
        description=_("Twelve letters and figures; each opens once."),
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )


class ProofForm(BeginForm):
    """The password and a code, to change what protects the account."""

    code = _code(
        _("Code from your phone, or a recovery code"),
        render_kw={"autocomplete": "one-time-code", "autocapitalize": "none"},
    )


class RenewForm(ProofForm):
    """The same, for the codes that this very page would give, however often it is sent."""

    draft = HiddenField()
