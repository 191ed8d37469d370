"""What was read once need not be read again: a bounded memory of texts, newest kept."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any, TypeVar

Value = TypeVar("Value")

# Some 60 MB at most: more texts than the people of a large space write in years.
MOST = 30_000
_LOCK = Lock()
_MEMORY: dict[str, OrderedDict[str, Any]] = {}


def remembered(
    kind: str, texts: Sequence[str], read: Callable[[Sequence[str]], Sequence[Value]]
) -> list[Value]:
    """Give what was read from each text, reading only those not yet known.

    Parameters
    ----------
    kind : str
        Which reader it is.
    texts : sequence of str
        Each different text once.
    read : callable
        Reads several texts at once, each on its own account: what it makes of one must
        not depend on the others.

    Returns
    -------
    values : list
        One for each text, in order.

    Examples
    --------
    >>> remembered("lengths", ["tea", "ink"], lambda texts: [len(text) for text in texts])
    [3, 3]
    """
    with _LOCK:
        memory = _MEMORY.setdefault(kind, OrderedDict())
        known = {text: memory[text] for text in texts if text in memory}
    new = [text for text in texts if text not in known]
    known.update(zip(new, read(new), strict=True) if new else ())
    with _LOCK:
        for text in texts:
            memory[text] = known[text]
            memory.move_to_end(text)
        while len(memory) > MOST:
            memory.popitem(last=False)
    return [known[text] for text in texts]
