"""Where an answer goes."""

import io
import subprocess
import sys

from matching.files.documents import write


def test_an_output_is_in_utf_8_wherever_it_runs(monkeypatch):
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="ascii"))

    write(None, "Fußball")

    assert written.getvalue() == "Fußball".encode()


def test_an_output_that_is_closed_is_one_line(tmp_path):
    (tmp_path / "people.json").write_text("[]")
    command = [sys.executable, "-m", "matching", "introductions", str(tmp_path / "people.json")]

    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$0" "$@" >&-', *command],
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (1, "error: the output: is closed\n")
