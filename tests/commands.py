"""Commands of the installation, in processes of their own."""

import os
import sys
import uuid
from pathlib import Path

from flask.cli import main

from tests import processes


def environment(data, database_url, smtp_url=""):
    """Give what an installation for a test is told."""
    return os.environ | {
        "ALONGSIDE_DATA": str(data),
        "ALONGSIDE_DATABASE_URL": database_url,
        "ALONGSIDE_SMTP_URL": smtp_url,
        "ALONGSIDE_PASSWORD_MEMORY_KIB": "64",
        "ALONGSIDE_LOG_LEVEL": "WARNING",
    }


class Command:
    """A command that runs, and what it has printed; `first` is called before it begins."""

    def __init__(self, *words, told, first=None):
        self._said = Path(told["ALONGSIDE_DATA"]) / f"said-{uuid.uuid4().hex}.txt"
        self._said.touch()
        self.process = processes.started(_run, words, told, str(self._said), first)

    @property
    def said(self):
        return self._said.read_text()

    def finished(self):
        """Wait until it is done and give what it printed; it must have gone well."""
        assert processes.ended(self.process) == 0, self.said
        return self.said


def _run(words, told, said, first):
    file = os.open(said, os.O_WRONLY | os.O_APPEND)
    os.dup2(file, 1)
    os.dup2(file, 2)
    os.environ.clear()
    os.environ.update(told)
    if first is not None:
        first()
    sys.argv = ["flask", "--app", "app", *words]
    main()
