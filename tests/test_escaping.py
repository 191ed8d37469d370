"""What is written into pages is escaped as Jinja would."""

import pytest
from markupsafe import Markup, escape

from app.escaping import in_html


@pytest.mark.parametrize("value", ["<b>'\"&", "Ana", Markup("<b>"), 7, None])
def test_a_value_is_escaped_as_ever(value):
    assert in_html(value) == str(escape(value))


def test_templates_escape_by_it_and_keep_what_is_marked_as_safe(app):
    source = "{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}{{ m('<') }}{{ '<' }}{{ '<u>' | safe }}"
    env = app.jinja_env.overlay(autoescape=True)

    assert "in_html(" in env.compile(source + "{{ y }}", raw=True)
    assert env.from_string(source).render() == "<i>&lt;</i>&lt;<u>"
