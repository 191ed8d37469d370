"""The forms with which a host changes a plan; all name the plan that they were made from."""

from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional

from app.forms.rules import HIGHEST_NUMBER
from models import WishKind

LONGEST_LIST, MOST_DIGITS = 11_000, 10
_A_NUMBER = (InputRequired(), NumberRange(min=0, max=HIGHEST_NUMBER))


def _numbers(text: str | None) -> list[int]:
    """Read the numbers of a whole room at most; what can be no number is left out."""
    words = (text or "")[:LONGEST_LIST].split()
    told = (int(word) for word in words if word.isdecimal() and len(word) <= MOST_DIGITS)
    return [number for number in told if number <= HIGHEST_NUMBER]


class PlanForm(FlaskForm):
    """Which plan the page showed."""

    seen = IntegerField(validators=_A_NUMBER)


class LockForm(PlanForm):
    """Seats of a round to be held, or to be let go."""

    number = IntegerField(validators=_A_NUMBER)
    hold = StringField()
    release = StringField()

    @property
    def held(self) -> list[int]:
        """The attendees whose seats are to be held."""
        return _numbers(self.hold.data)

    @property
    def let_go(self) -> list[int]:
        """The attendees whose seats are to be let go."""
        return _numbers(self.release.data)


class SwapForm(PlanForm):
    """Two people who change tables in a round."""

    number = IntegerField(validators=_A_NUMBER)
    one = IntegerField(validators=_A_NUMBER)
    other = IntegerField(validators=_A_NUMBER)


class ChairForm(FlaskForm):
    """A table of the round that the page showed as running, and who sits down there as well."""

    number = IntegerField(validators=_A_NUMBER)
    table = IntegerField(validators=_A_NUMBER)
    partner = IntegerField(validators=[Optional(), NumberRange(min=1, max=HIGHEST_NUMBER)])


class WishForm(FlaskForm):
    """Two people who should sit apart or together."""

    one = IntegerField(validators=_A_NUMBER)
    other = IntegerField(validators=_A_NUMBER)
    kind = SelectField(choices=[SelectChoice(kind.value, kind.value) for kind in WishKind])


class KeeperForm(FlaskForm):
    """Somebody who stays at a table."""

    attendee = IntegerField(validators=_A_NUMBER)
    table = IntegerField(validators=_A_NUMBER)


class RoundForm(FlaskForm):
    """Which round the page showed, and how often it had been made longer."""

    number = IntegerField(validators=_A_NUMBER)
    seen = IntegerField(default=0, validators=[Optional(), NumberRange(min=0, max=HIGHEST_NUMBER)])
