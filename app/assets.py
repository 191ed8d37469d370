"""Styles and scripts of the pages, each at an address that changes with it, so that it is kept."""

from functools import cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent / "static"


@cache
def version(filename: str) -> str:
    """Give a few letters that stand for what is in a file of the folder."""
    return sha256((FOLDER / filename).read_bytes()).hexdigest()[:12]
