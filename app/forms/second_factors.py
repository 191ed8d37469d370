"""Forms about the code from one's phone."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField

from app.forms.oneself import code_field, either_code, own_password


class BeginForm(FlaskForm):
    """The password once more, before anything is changed."""

    password = own_password(_("Your password"))


class CodeForm(FlaskForm):
    """What the phone shows now."""

    code = code_field(
        _("Code from your phone"),
        render_kw={"inputmode": "numeric", "autocomplete": "one-time-code"},
    )


class RecoveryForm(FlaskForm):
    """What stands on paper."""

    code = code_field(
        _("Recovery code"),
        description=_("Twelve letters and figures; each opens once."),
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )


class ProofForm(BeginForm):
    """The password and a code, to change what protects the account."""

    code = either_code()


class RenewForm(ProofForm):
    """The same, for the codes that this very page would give, however often it is sent."""

    draft = HiddenField()
