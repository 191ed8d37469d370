"""What the forms share: a rule of a service as a validator, and choices with their words."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask_babel import gettext
from wtforms import Field, Form, ValidationError

from app.services.errors import Refused

HIGHEST_NUMBER = 2**31 - 1
"""The highest that a row can have; the databases cannot even look for a higher one."""


def obeys(rule: Callable[[str], object]) -> Callable[[Form, Field], None]:
    """Turn a rule that refuses by raising into a validator that says why at the field."""

    def check(_form: Form, field: Field) -> None:
        try:
            rule(field.data or "")
        except Refused as refusal:
            raise ValidationError(gettext(refusal.message)) from refusal

    return check


@contextmanager
def said_at(field: Field) -> Iterator[None]:
    """Show at this field what a service refuses, so that everything typed is kept."""
    try:
        yield
    except Refused as refusal:
        field.errors = [*field.errors, gettext(refusal.message)]
