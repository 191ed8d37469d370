"""What the process has imported and compiled from which `tests.processes` forks."""

from typing import ClassVar

import gunicorn.workers.gthread  # noqa: F401 - for served installations
from flask import Flask
from jinja2 import BytecodeCache

import matching
from app import create_app
from app.server import settle_memory
from config import Settings
from tests import racing  # noqa: F401 - with the application, for whoever races


class Compiled(BytecodeCache):
    """Templates, compiled once for all forks: half the work of a journey's server was that."""

    codes: ClassVar = {}

    def get_bucket(self, environment, name, filename, source):
        # Letters are the same files for other eyes: their lines count, and not all is escaped.
        read = environment.trim_blocks, environment.lstrip_blocks, environment.autoescape is True
        return super().get_bucket(environment, f"{name} {read}", filename, source)

    def load_bytecode(self, bucket):
        bucket.code = self.codes.get(bucket.key)

    def dump_bytecode(self, bucket):
        self.codes[bucket.key] = bucket.code


Flask.jinja_options = {"bytecode_cache": Compiled()}
templates = create_app(Settings(secret_key="for templates alone", scheduler=False)).jinja_env
for name in templates.list_templates(extensions=["html", "txt"]):
    templates.get_template(name)
matching.warm()
settle_memory()
