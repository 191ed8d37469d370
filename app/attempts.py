"""Where tries are counted when no shared store is named: in the memory of this process."""

import time
from threading import Lock

from limits.storage import MemoryStorage

SWEPT_EVERY = 60.0
"""Seconds. What has run out counts for nothing before it is swept; it only takes room."""


class SweptMemory(MemoryStorage):
    """Counts in memory, swept once a minute by whoever counts.

    The library starts a thread to sweep after nearly every count, which takes longer than
    finding out who is looking.
    """

    STORAGE_SCHEME = ["memory"]  # noqa: RUF012 - the library's registry reads it; this one takes over

    def __init__(self, uri: str | None = None, **options: str) -> None:
        self._counting = Lock()
        self._swept_at = 0.0
        super().__init__(uri, **options)  # type: ignore[arg-type]  # what the registry hands in

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count tries of a key, and give how many there are until they run out."""
        now = time.time()
        with self._counting:
            if now - self._swept_at >= SWEPT_EVERY:
                self._sweep(now)
            if self.get(key) == 0:
                self.expirations[key] = now + expiry
            self.storage[key] += amount
            return self.storage[key]

    def decr(self, key: str, amount: int = 1) -> int:
        """Take tries back."""
        with self._counting:
            self.storage[key] = max(self.get(key) - amount, 0)
            return self.storage[key]

    def _sweep(self, now: float) -> None:
        self._swept_at = now
        for key in list(self.expirations):
            self.get(key)  # lets go of what has run out
