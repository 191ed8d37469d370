"""The numbers of a model, as they lie in its file."""

import json
from pathlib import Path

import numpy as np

from matching.texts.text import Floats


def numbers_in(path: Path) -> dict[str, Floats]:
    """Map the arrays of a safetensors file: the length of a table, the table, the numbers.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    numbers : dict of str to ndarray, dtype=float32
        By name; what is no array of such numbers is left out. They stay in the file, from which
        all processes of a machine read the same pages.

    Raises
    ------
    OSError
        If the file is missing.
    ValueError, KeyError
        If it is not what it should be.
    """
    with path.open("rb") as file:
        size = int.from_bytes(file.read(8), "little")
        table = json.loads(file.read(size))
    mapped = np.memmap(path, dtype=np.uint8, mode="r", offset=8 + size)
    return {
        name: np.asarray(mapped[slice(*entry["data_offsets"])])
        .view(np.float32)
        .reshape(entry["shape"])
        for name, entry in table.items()
        if entry.get("dtype") == "F32"
    }
