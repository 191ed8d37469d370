"""Forms in which a host says that two tags are one."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice

from app.services import texts
from app.services.profiles.skills_desk import Tag
from models import Skill

_UNKNOWN = _("Choose one of the list.")


class MergeForm(FlaskForm):
    """Which tag stands for which, typed by name: a list of hundreds is no list for a thumb."""

    tag = StringField(_("This tag"), filters=[texts.one_line])
    into = StringField(_("means the same as"), filters=[texts.one_line])
    known: dict[str, Tag]
    """The tags to choose from, by what their names are compared by."""

    @staticmethod
    def of(tags: Iterable[Tag]) -> "MergeForm":
        """Offer the tags that are no aliases yet."""
        form = MergeForm()
        form.known = {Skill.key_of(tag.name): tag for tag in tags if tag.means is None}
        return form

    @property
    def chosen(self) -> tuple[Tag, Tag]:
        """Give the two tags that were named."""
        one, other = (self.known[Skill.key_of(field.data)] for field in (self.tag, self.into))
        return one, other

    def validate_tag(self, field: StringField) -> None:
        """Refuse what is no tag of this space."""
        if Skill.key_of(field.data or "") not in self.known:
            raise ValidationError(_UNKNOWN)

    def validate_into(self, field: StringField) -> None:
        """Refuse what is no tag of this space."""
        self.validate_tag(field)


class SplitForm(FlaskForm):
    """Which alias stands for itself again."""

    tag = SelectField(coerce=int)

    @staticmethod
    def of(tags: Iterable[Tag]) -> "SplitForm":
        """Offer the aliases."""
        form = SplitForm()
        form.tag.choices = [SelectChoice(tag.id, tag.name) for tag in tags if tag.means]
        return form
