"""Forms with which a host brings a list of people."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField


class FileForm(FlaskForm):
    """A file to look at."""

    file = FileField(
        _("File"),
        validators=[FileRequired(_("Please choose a file."))],
        render_kw={"accept": ".csv,.tsv,.txt,text/csv,text/tab-separated-values"},
    )


class ApplyForm(FlaskForm):
    """The word that the list may be written as it was looked at."""

    leave_industries = BooleanField()
