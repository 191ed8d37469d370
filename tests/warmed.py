"""What the process has imported and compiled from which `tests.processes` forks."""

import gunicorn.workers.gthread  # noqa: F401 - for served installations

import matching
from app import create_app
from app.server import settle_memory
from config import Settings
from tests import kept_templates, racing  # noqa: F401 - with the application, for whoever races

kept_templates.keep()
templates = create_app(Settings(secret_key="for templates alone", scheduler=False)).jinja_env
for name in templates.list_templates(extensions=["html", "txt"]):
    templates.get_template(name)
matching.warm()
settle_memory()
