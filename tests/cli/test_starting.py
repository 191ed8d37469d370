"""Commands in a Python that has imported nothing before; all other tests fork one that has."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = {"numba", "networkx", "ortools", "scipy", "sklearn", "wordllama"}


def test_a_command_starts_by_itself_and_without_what_only_matching_needs():
    command = [sys.executable, "-X", "importtime", "-m", "flask", "--app", "app", "--help"]

    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    assert {"serve", "work", "migrate", "demo", "space"} <= set(ran.stdout.split())
    imported = {line.rpartition("|")[2].strip() for line in ran.stderr.splitlines()}
    assert "matching" in imported
    assert not HEAVY & imported
