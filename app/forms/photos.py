"""The form in which members choose their picture."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired


class PhotoForm(FlaskForm):
    """One picture."""

    photo = FileField(
        _("Your picture"),
        validators=[FileRequired(_("Choose a picture first."))],
        description=_("A JPEG, PNG or WebP file of up to 8 MB. Your face, close enough to know."),
        render_kw={"accept": "image/jpeg,image/png,image/webp"},
    )
