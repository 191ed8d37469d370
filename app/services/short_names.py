"""Names that can be read across a room: the first name, and as much more as tells people apart."""

from collections import Counter
from collections.abc import Mapping


def short_names(names: Mapping[int, str]) -> dict[int, str]:
    """Shorten each name as far as nobody else in the room could be meant.

    >>> short_names({1: "Ana Sousa", 2: "Bo Chen", 3: "Bo Dahl", 4: "Bo Dorn"})
    {1: 'Ana', 2: 'Bo C.', 3: 'Bo Dahl', 4: 'Bo Dorn'}
    >>> short_names({1: "Dr. Ada Wolf"})
    {1: 'Ada'}
    """
    shapes = {key: _shapes(name) for key, name in names.items()}
    taken = [Counter(shape[level].casefold() for shape in shapes.values()) for level in range(3)]
    return {
        key: next(
            (shape[level] for level in range(2) if taken[level][shape[level].casefold()] == 1),
            shape[2],
        )
        for key, shape in shapes.items()
    }


def _shapes(name: str) -> tuple[str, str, str]:
    words = name.split()
    whole = " ".join(words)
    while len(words) > 1 and words[0].endswith("."):  # "Dr." is what many are called
        del words[0]
    if len(words) == 1:
        return words[0], whole, whole
    return words[0], f"{words[0]} {words[-1][0]}.", whole
