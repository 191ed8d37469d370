"""Commands in a Python that has imported nothing before; all other tests fork one that has."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_command_starts_by_itself():
    command = [sys.executable, "-m", "flask", "--app", "app", "--help"]

    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert {"serve", "work", "migrate", "demo", "space"} <= set(said.split())
