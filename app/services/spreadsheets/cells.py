"""Cells of spreadsheets: what goes out starts no formula, and comes back in as it was."""

import re

# What makes a spreadsheet program take a cell for a formula; at the end the full-width
# forms of the equals, plus, minus and at signs.
_STARTERS = "[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
_RUNS = re.compile(f"'*{_STARTERS}")
_MARKED = re.compile(f"'+{_STARTERS}")


def safe(text: str) -> str:
    """Mark text that a spreadsheet would run as a formula, so that it is shown instead."""
    return f"'{text}" if _RUNS.match(text) else text


def unmarked(text: str) -> str:
    """Take off the mark of `safe`, or the one that a spreadsheet program has put there."""
    return text[1:] if _MARKED.match(text) else text
