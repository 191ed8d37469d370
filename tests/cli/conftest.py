"""The command line, within this process."""

import pytest


@pytest.fixture
def run(app):
    """Run a command and give its exit code with what it said."""

    def run(*words):
        result = app.test_cli_runner().invoke(args=list(words))
        return result.exit_code, result.output

    return run
