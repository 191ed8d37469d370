"""The form with which a host lets somebody in."""

from flask_wtf import FlaskForm
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from app.forms.rules import HIGHEST_NUMBER


class ArrivalForm(FlaskForm):
    """Who has come in, by the number of their membership."""

    membership_id = IntegerField(validators=[InputRequired(), NumberRange(1, HIGHEST_NUMBER)])
