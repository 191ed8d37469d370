"""Templates by themselves, read as the app reads them."""

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined


@pytest.fixture(scope="module")
def environment():
    """Give templates without an app, in English."""
    env = Environment(
        loader=FileSystemLoader("templates"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.install_null_translations(newstyle=True)
    return env
