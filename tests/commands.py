"""Commands of the installation, in processes of their own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def environment(data, database_url, smtp_url=""):
    """Give what an installation for a test is told."""
    return os.environ | {
        "ALONGSIDE_DATA": str(data),
        "ALONGSIDE_DATABASE_URL": database_url,
        "ALONGSIDE_SMTP_URL": smtp_url,
        "ALONGSIDE_PASSWORD_MEMORY_KIB": "64",
        "ALONGSIDE_LOG_LEVEL": "WARNING",
    }


def started(*command, told):
    """Start a command and give its process."""
    return subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "app", *command],
        cwd=ROOT,
        env=told,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def finished(process):
    """Wait for a command and give what it printed; it must have gone well."""
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0, said
    return said
