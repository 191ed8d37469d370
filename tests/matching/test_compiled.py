"""Machine code is kept, and never older than what it was made from."""

import shutil
from pathlib import Path

import numpy as np

import matching
from matching import compiled
from matching.choosing.arcs import arcs


def test_machine_code_is_kept_in_the_folder_of_these_very_sources():
    arcs(2, np.array([0]), np.array([1]))

    assert list(compiled.code_folder().rglob("*.nbi"))


def test_a_change_of_any_compiled_loop_makes_another_folder(tmp_path, monkeypatch):
    here = shutil.copytree(Path(matching.__file__).parent, tmp_path / "matching")
    monkeypatch.setattr(compiled, "__file__", str(here / "compiled.py"))
    before = compiled.code_folder.__wrapped__()
    heap = here / "choosing" / "heap.py"

    heap.write_text(heap.read_text() + "\n# Changed.\n")

    assert compiled.code_folder.__wrapped__().name != before.name
