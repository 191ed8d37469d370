"""Cells of spreadsheets: what goes out starts no formula, and comes back in as it was."""

import re

# What makes a spreadsheet program take a cell for a formula; at the end the full-width
# forms of the equals, plus, minus and at signs.
_STARTER = "[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
# In half of Europe such programs part cells at semicolons and no commas, whatever quotation
# marks stand around: there a cell begins in the middle of ours.
_BEGINS = "(?<=[;\t\r\n])"
_RUNS = re.compile(f"^(?='*{_STARTER})|{_BEGINS}(?=[\"' ]*{_STARTER})")
_MARKED = re.compile(f"^'(?='*{_STARTER})|{_BEGINS}'(?=[\"' ]*{_STARTER})")


def safe(text: str) -> str:
    """Mark text that a spreadsheet would run as a formula, so that it is shown instead."""
    return _RUNS.sub("'", text)


def unmarked(text: str) -> str:
    """Take off the marks of `safe`, or the one that a spreadsheet program has put there."""
    return _MARKED.sub("", text)
