"""Forms about introductions: the answer, the hello, and whether the two met."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, Length

from app.services.introductions.hellos import LONGEST
from models import Reply


class AnswerForm(FlaskForm):
    """One of three answers; each is a button of its own."""

    reply = StringField(
        validators=[AnyOf([reply.value for reply in Reply if reply is not Reply.PENDING])]
    )


class HelloForm(FlaskForm):
    """A short message."""

    words = TextAreaField(
        _("Say hello"),
        validators=[
            DataRequired(_("Write a word or two.")),
            Length(max=LONGEST, message=_("Up to %(max)d characters, please.")),
        ],
        filters=[lambda words: words.replace("\r\n", "\n") if words else words],
    )


class MetForm(FlaskForm):
    """Whether the two met; the button says which."""

    did_meet = BooleanField(false_values=("no", ""))
