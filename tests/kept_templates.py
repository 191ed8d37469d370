"""Templates, compiled once for all processes of the tests: each would take two seconds for it."""

import os

from flask import Flask
from jinja2 import FileSystemBytecodeCache

_FOLDER = "TESTS_KEEP_TEMPLATES_IN"


class _Kept(FileSystemBytecodeCache):
    def get_bucket(self, environment, name, filename, source):
        # Letters are the same files for other eyes: their lines count, and not all is escaped.
        read = environment.trim_blocks, environment.lstrip_blocks, environment.autoescape is True
        return super().get_bucket(environment, f"{name} {read}", filename, source)


def keep_in(folder):
    """Let every application keep them there, also in processes that begin later."""
    folder.mkdir(exist_ok=True)
    os.environ[_FOLDER] = str(folder)
    keep()


def keep():
    """Let every application of this process keep them where the tests do."""
    Flask.jinja_options = {"bytecode_cache": _Kept(os.environ[_FOLDER])}
