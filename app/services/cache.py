"""What was costly to make, kept while it is true: a small cache of what was used last."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import datetime
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Made = TypeVar("Made")


class Cache(Generic[Key, Made]):
    """Made things by their keys, in one process; never more than it may hold.

    Nothing is ever marked as stale: a key names everything that the made thing
    depends on, so what has changed has another key, and the old one falls out.
    """

    def __init__(self, *, at_most: int) -> None:
        self._at_most = at_most
        self._lock = Lock()
        self.forget()

    def __len__(self) -> int:
        """Count what is kept."""
        return len(self._made)

    def all_of(
        self, keys: Sequence[Key], make: Callable[[list[Key]], Iterable[Made]]
    ) -> list[Made]:
        """Give what belongs to each key; `make` is asked once for all those missing."""
        with self._lock:
            found = {key: self._made[key] for key in keys if key in self._made}
            for key in found:
                self._made.move_to_end(key)
        missing = [key for key in keys if key not in found]
        if missing:
            made = dict(zip(missing, make(missing), strict=True))
            found |= made
            self.keep(made)
        return [found[key] for key in keys]

    def forget(self) -> None:
        """Forget everything."""
        self._made: OrderedDict[Key, Made] = OrderedDict()

    def keep(self, made: dict[Key, Made]) -> None:
        """Keep these, and let go of those that were not asked for longest."""
        with self._lock:
            self._made.update(made)
            while len(self._made) > self._at_most:
                self._made.popitem(last=False)


class Remembered(Generic[Key, Made]):
    """What was read from the rows, for as long as neither they nor the clock can change it.

    Beside each made thing stand the version of all rows from which it was made, and
    the moment from which time alone may make another of it.
    """

    def __init__(self, *, at_most: int) -> None:
        self._at_most = at_most
        self.forget()

    def of(
        self,
        key: Key,
        make: Callable[[], tuple[Made, datetime]],
        *,
        version: Hashable,
        now: datetime,
    ) -> Made:
        """Give what belongs to the key at this version and moment; `make` says until when."""

        def anew(_missing: object = None) -> list[tuple[Hashable, datetime, Made]]:
            made, until = make()
            return [(version, until, made)]

        [(made_of, until, made)] = self._kept.all_of([key], anew)
        if made_of != version or until <= now:
            [remembered] = anew()
            self._kept.keep({key: remembered})
            made = remembered[2]
        return made

    def forget(self) -> None:
        """Forget everything."""
        self._kept: Cache[Key, tuple[Hashable, datetime, Made]] = Cache(at_most=self._at_most)
