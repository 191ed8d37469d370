"""Forms in which a host says that two tags are one."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NoneOf

from app.services.skills_desk import Tag

_CHOSEN = (NoneOf([0], _("Choose one of the list.")),)


class MergeForm(FlaskForm):
    """Which tag stands for which."""

    tag = SelectField(_("This tag"), coerce=int, validators=_CHOSEN)
    into = SelectField(_("means the same as"), coerce=int, validators=_CHOSEN)

    @staticmethod
    def of(tags: Iterable[Tag]) -> "MergeForm":
        """Offer the tags that are no aliases yet."""
        form = MergeForm()
        named = [SelectChoice(tag.id, tag.name) for tag in tags if tag.means is None]
        form.tag.choices = form.into.choices = [SelectChoice(0, _("Choose one")), *named]
        return form


class SplitForm(FlaskForm):
    """Which alias stands for itself again."""

    tag = SelectField(coerce=int)

    @staticmethod
    def of(tags: Iterable[Tag]) -> "SplitForm":
        """Offer the aliases."""
        form = SplitForm()
        form.tag.choices = [SelectChoice(tag.id, tag.name) for tag in tags if tag.means]
        return form
