"""Machine code is kept, and never older than what it was made from."""

import ast
import shutil
import subprocess
import sys
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


def test_whoever_asks_first_waits_for_no_loop_that_python_calls():
    ran = subprocess.run(
        [sys.executable, "-c", _COMPILED_AHEAD],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )

    assert sorted(_called_from_python() - set(ran.stdout.split())) == []


_COMPILED_AHEAD = """
import sys
import matching
from matching.compiled import _Compiled

matching.warm()
for name, module in list(sys.modules.items()):
    for loop in list(vars(module).values()) if name.startswith("matching.") else ():
        if isinstance(loop, _Compiled) and "_machine" in vars(loop) and loop._machine.signatures:
            print(f"{loop.__module__}.{loop.__name__}")
"""


def _called_from_python():
    """Name the loops that functions call which are no loops themselves."""
    home = Path(matching.__file__).parent
    files = {
        ".".join(file.relative_to(home.parent).with_suffix("").parts): ast.parse(file.read_text())
        for file in home.rglob("*.py")
    }
    loops, called = set(), set()
    for module, tree in files.items():
        names = _names(module, tree)
        for one in (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)):
            if any("compiled" in ast.dump(mark) for mark in one.decorator_list):
                loops.add(names[one.name])
            else:
                calls = [call.func for call in ast.walk(one) if isinstance(call, ast.Call)]
                called |= {names.get(it.id) for it in calls if isinstance(it, ast.Name)}
    return loops & called


def _names(module, tree):
    """Say what the functions are in full that a module makes or imports."""
    nodes = list(ast.walk(tree))
    made = {one.name: f"{module}.{one.name}" for one in nodes if isinstance(one, ast.FunctionDef)}
    taken = [one for one in nodes if isinstance(one, ast.ImportFrom)]
    return {a.name: f"{one.module}.{a.name}" for one in taken for a in one.names} | made
