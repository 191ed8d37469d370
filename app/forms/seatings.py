"""The forms with which a host changes a plan; all name the plan that they were made from."""

from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange

from app.forms.rules import HIGHEST_NUMBER
from models import WishKind

_A_NUMBER = (InputRequired(), NumberRange(min=0, max=HIGHEST_NUMBER))


class PlanForm(FlaskForm):
    """Which plan the page showed."""

    seen = IntegerField(validators=_A_NUMBER)


class SwapForm(PlanForm):
    """Two people who change tables in a round."""

    number = IntegerField(validators=_A_NUMBER)
    one = IntegerField(validators=_A_NUMBER)
    other = IntegerField(validators=_A_NUMBER)


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
    seen = IntegerField(default=0)
