"""Forms for the door of a mixer: who came, and guests by name."""

import re
from collections.abc import Collection

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, NumberRange, ValidationError

from app.forms.profiles import at_most, industry_choices
from app.forms.rules import HIGHEST_NUMBER
from app.services import texts
from app.services.members.members_queries import Person
from app.services.mixers.doors import Mark
from app.services.mixers.mixer_guests import Guest
from app.services.profiles import profiles
from app.services.profiles.offers import LONGEST
from app.services.profiles.profiles import LONGEST_COMPANY

_ADDRESS = re.compile(r"<?([^\s<>\",;]+@[^\s<>\",;]+)>?")


class MarkForm(FlaskForm):
    """What is noted of somebody on the list."""

    mark = SelectField(_("What happened?"), choices=[SelectChoice(m.value, m.value) for m in Mark])


class WalkInForm(FlaskForm):
    """The number of the membership whose button was pressed."""

    membership_id = IntegerField(validators=[InputRequired(), NumberRange(1, HIGHEST_NUMBER)])


class TakenForm(FlaskForm):
    """The number of one of those who were let in together."""

    first_id = IntegerField(validators=[InputRequired(), NumberRange(1, HIGHEST_NUMBER)])


class GuestForm(FlaskForm):
    """A guest, in as few words as there is time for at a door."""

    guest_name = StringField(
        _("Name"),
        validators=[DataRequired(_("Please type a name.")), at_most(profiles.LONGEST_NAME)],
        filters=[texts.one_line],
    )
    company = StringField(
        _("Company"), validators=[at_most(LONGEST_COMPANY)], filters=[texts.one_line]
    )
    industry = SelectField(_("Industry"), choices=industry_choices)
    offers = StringField(
        _("Can help with"), validators=[at_most(LONGEST)], filters=[texts.one_line]
    )
    asks = StringField(_("Is looking for"), validators=[at_most(LONGEST)], filters=[texts.one_line])
    as_guest = BooleanField(_("This is somebody else, who is only called alike"))
    asks_who = False
    """Whether it is asked if this is the member who is called alike."""

    def ask_about(self, member: Person) -> None:
        """Ask whether the guest is this member, who would sit at two tables."""
        self.asks_who = True
        who = ", ".join(filter(None, (member.name, member.company)))
        words = _("%(who)s: a member is called so. Is it them? Then let them in from the list.")
        self.guest_name.errors = [*self.guest_name.errors, words % {"who": who}]

    @property
    def guest(self) -> Guest:
        """The guest as filled in."""
        return Guest(
            name=self.guest_name.data,
            company=self.company.data,
            industry=self.industry.data,
            offers=self.offers.data,
            asks=self.asks.data,
        )


class GuestListForm(FlaskForm):
    """Guests out of another list: on each line a name and, behind a comma, a company."""

    names = TextAreaField(
        _("Names"),
        description=_("On each line a name and, behind a comma, the company."),
        validators=[DataRequired(_("Please type a name.")), at_most(texts.LONGEST)],
    )
    as_guests = BooleanField(_("They are other people, who are only called alike"))

    @property
    def guests(self) -> list[Guest]:
        """The guests on those lines that hold a name."""
        return [
            guest
            for guest in map(_guest, (self.names.data or "").splitlines())
            if guest.name and guest.name.casefold() != "name"  # the head of a table
        ]

    def keep(self, guests: Collection[Guest]) -> None:
        """Leave in the field only the lines of these guests."""
        lines = (self.names.data or "").splitlines()
        self.names.data = "\n".join(line for line in lines if _guest(line) in guests)

    def validate_names(self, field: TextAreaField) -> None:
        """Refuse what would be cut off or lacks a name, and say where it stands."""
        for number, line in enumerate((field.data or "").splitlines(), start=1):
            guest = _guest(line)
            if len(guest.name) > profiles.LONGEST_NAME or len(guest.company) > LONGEST_COMPANY:
                raise ValidationError(_("Line %(number)s is too long.", number=number))
            if guest.email and not guest.name:
                raise ValidationError(
                    _("Line %(number)s has an address and no name.", number=number)
                )
        if not self.guests:
            raise ValidationError(_("Please type a name."))


def _guest(line: str) -> Guest:
    address = _ADDRESS.search(line)
    rest = _ADDRESS.sub("", line)
    cells = [texts.one_line(cell.strip(' "\t')) for cell in re.split(r"[,;\t]", rest)]
    if address:
        # Wherever it stood among the columns, it is no company.
        cells = [cell for cell in cells if cell]
    name, company = (*cells, "", "")[:2]
    return Guest(name=name, company=company, email=address[1] if address else "")
