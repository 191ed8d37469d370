"""Where an answer goes."""

import subprocess
import sys


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
