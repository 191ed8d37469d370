"""Looking for introductions in a space: one look at a time, and no more of them than it takes.

While a look works nobody else can write to SQLite. When many come in at once, the look that
begins after they have come in sees them all: who waits for their turn finds that it is done.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Lock
from weakref import WeakKeyDictionary

import structlog

from app.extensions import db
from app.services.introductions import introductions
from models import Space


class Turns:
    """Those in this process who want the same done: one does it for all who wait."""

    def __init__(self) -> None:
        self._doing, self._counting = Lock(), Lock()
        self._asked = self._done = 0

    def do(self, act: Callable[[], int]) -> int:
        """Do it when it is one's turn, unless somebody has begun to since one asked."""
        mine = self._count()
        with self._doing:
            if self._done >= mine:
                return 0
            done_for = self._asked
            found = act()
            self._done = done_for
            return found

    def _count(self) -> int:
        with self._counting:
            self._asked += 1
            return self._asked


_turns: WeakKeyDictionary[object, defaultdict[int, Turns]] = WeakKeyDictionary()
"""By space, of each database that this process has open."""


def look(space_id: int) -> int:
    """Introduce those in the space whom the matching chooses now; say how many pairs were made.

    In a transaction of its own, for whoever has committed what the look is to see.
    """

    def propose() -> int:
        with db.transaction() as own:
            space = own.get(Space, space_id)
            now = datetime.now(UTC)
            return len(introductions.propose(own, space, now=now)) if space else 0

    return _turns.setdefault(db.engine, defaultdict(Turns))[space_id].do(propose)


def attempt(space_id: int) -> None:
    """Look, for somebody whose coming stands whatever becomes of the look."""
    try:
        look(space_id)
    except Exception:  # noqa: BLE001 - the scheduler looks again within a minute
        structlog.get_logger().exception("introducing failed", space=space_id)
