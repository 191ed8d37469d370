"""What was read once need not be read again: a bounded memory of texts, newest kept."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
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
    found = known(kind, texts)
    new = [text for text in texts if text not in found]
    found.update(zip(new, read(new), strict=True) if new else ())
    learn(kind, {text: found[text] for text in texts})
    return [found[text] for text in texts]


def known(kind: str, texts: Iterable[str]) -> dict[str, Any]:
    """Give what was read before.

    Parameters
    ----------
    kind : str
        Which reader it is.
    texts : iterable of str
        Any texts.

    Returns
    -------
    known : dict
        By text; those that were never read, or are forgotten, are missing.
    """
    with _LOCK:
        memory: Mapping[str, Any] = _MEMORY.get(kind, {})
        return {text: memory[text] for text in texts if text in memory}


def learn(kind: str, values: Mapping[str, Any]) -> None:
    """Remember what was read, here or elsewhere.

    Parameters
    ----------
    kind : str
        Which reader it is.
    values : mapping
        By text; they stay longer than what was remembered before.
    """
    with _LOCK:
        memory = _MEMORY.setdefault(kind, OrderedDict())
        for text, value in values.items():
            memory[text] = value
            memory.move_to_end(text)
        while len(memory) > MOST:
            memory.popitem(last=False)
