"""What the process has imported and compiled from which `tests.processes` forks."""

import matching
from tests import racing  # noqa: F401 - with the application, for whoever races

matching.warm()
