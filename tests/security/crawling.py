"""How the crawls walk: over every address that the app knows, also over those added later."""

import re
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pkgutil import iter_modules

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    IntegerField,
    PasswordField,
    SelectFieldBase,
    TimeField,
    URLField,
)
from wtforms.fields.core import UnboundField

import models
from app import forms

NO_PAGES = {"static"}
MISSING = 987_654_321
ENDINGS = re.compile(r'(name="csrf_token"[^>]*value=")[^"]+')


def rules_of(app, method):
    """All rules that answer to a method, by name."""
    found = [
        rule
        for rule in app.url_map.iter_rules()
        if method in rule.methods and rule.endpoint not in NO_PAGES
    ]
    return sorted(found, key=lambda rule: (rule.endpoint, rule.rule))


def access_of(app, rule):
    """The guard of a rule: "signed in", "in space", "host", or None."""
    return getattr(app.view_functions[rule.endpoint], "access", None)


def address(app, rule, values):
    """The path of a rule; a part that the world lacks fails with its name."""
    parts = {}
    for name in rule.arguments:
        assert name in values, f"{rule.rule}: teach tests/security/world.py what {name!r} is"
        parts[name] = values[name]
    with app.test_request_context():
        return app.url_map.bind("localhost").build(rule.endpoint, parts)


def told(response):
    """What an answer tells: status, way on and page, without the token of its forms."""
    return (
        response.status_code,
        response.headers.get("Location", ""),
        ENDINGS.sub(r"\1", response.text),
    )


def forms_of_the_app():
    """Every form class that the app has."""
    for module in iter_modules(forms.__path__):
        for found in vars(import_module(f"app.forms.{module.name}")).values():
            is_form = isinstance(found, type) and issubclass(found, FlaskForm)
            if is_form and found is not FlaskForm:
                yield found


def plausible_fields():
    """A value for every field name of every form, so that posts get past the first check."""
    fields = {"reply": "yes", "words": "Hello"}
    for form_class in forms_of_the_app():
        for name in dir(form_class):
            field = getattr(form_class, name)
            if isinstance(field, UnboundField):
                fields.setdefault(name, _plausible(field))
    return fields


def _plausible(field):
    soon = datetime.now(UTC) + timedelta(days=3)
    by_kind = {
        BooleanField: "y",
        IntegerField: "1",
        DateField: soon.date().isoformat(),
        TimeField: "14:00",
        EmailField: "somebody@example.org",
        PasswordField: "purple lamp walks",
        URLField: "https://example.org/",
    }
    if issubclass(field.field_class, SelectFieldBase):
        choices = field.kwargs.get("choices") or ["1"]
        last = list(choices() if callable(choices) else choices)[-1]
        return str(getattr(last, "value", last[0] if isinstance(last, tuple) else last))
    found = (value for kind, value in by_kind.items() if issubclass(field.field_class, kind))
    return next(found, "Plausible words")


def everything(session):
    """All rows of all tables, to be compared."""
    session.rollback()
    found = {}
    for table in models.Base.metadata.sorted_tables:
        rows = session.execute(table.select()).mappings()
        found[table.name] = sorted((dict(row) for row in rows), key=repr)
    session.rollback()
    return found


def changed(before, after, *, but=None):
    """The tables in which anything differs, with what went and what came.

    Sign-ins are left out, which the walk itself begins, and so is the own
    profile of the one who walks: removing what is not there marks it as new.
    """
    found = {}
    for name, rows in before.items():
        went = [row for row in rows if row not in after[name]]
        came = [row for row in after[name] if row not in rows]
        if name == "profile":
            went, came = ([row for row in r if row["member_id"] != but] for r in (went, came))
        if (went or came) and name != "sign_in":
            found[name] = (went, came)
    return found
