"""Forms about one's own data."""

from flask_babel import lazy_gettext as _

from app.forms.oneself import OneselfForm, own_password


class EraseForm(OneselfForm):
    """The password once more, so that nobody else at the same desk can do it."""

    password = own_password(_("Your password"))
