"""A JSON file as plain values, or one clear fault."""

import json
from pathlib import Path

from matching.errors import InvalidFile
from matching.values import Json


def read_document(path: Path) -> Json:
    """Read a JSON file.

    Parameters
    ----------
    path : Path
        The file, in UTF-8; a byte order mark before it does not matter.

    Returns
    -------
    given : Json
        Whatever it holds.

    Raises
    ------
    InvalidFile
        If it cannot be read, is not JSON, or has a name twice in one object.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        given: Json = json.loads(text, object_pairs_hook=_object)
    except (OSError, ValueError, RecursionError) as error:
        raise InvalidFile(str(path), _why(error)) from error
    return given


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    """Refuse an object of which a part would be lost."""
    named = dict(pairs)
    if len(named) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        msg = f"an object has {twice!r} twice"
        raise ValueError(msg)
    return named


def _why(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or "cannot be read"
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError | RecursionError):
        return f"is not JSON in UTF-8: {error}"
    return str(error)
