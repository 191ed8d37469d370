"""However many come in at once, a space is looked at no more often than it takes."""

import threading
import time

from app.introducing import Turns
from tests.processes import PATIENCE_SECONDS


def until(is_so):
    """Wait until something is so; a busy machine is slow, not wrong."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_who_asks_while_somebody_looks_shares_the_next_look():
    turns, looks, may_end = Turns(), [], threading.Event()

    def look():
        looks.append("look")
        may_end.wait(PATIENCE_SECONDS)
        return 1

    first = threading.Thread(target=turns.do, args=(look,))
    first.start()
    until(lambda: looks)
    found = []
    others = [threading.Thread(target=lambda: found.append(turns.do(look))) for _ in range(5)]
    for other in others:
        other.start()
    until(lambda: turns._asked == 6)
    may_end.set()
    for thread in (first, *others):
        thread.join()

    assert (looks, sorted(found)) == (["look"] * 2, [0, 0, 0, 0, 1])


def test_a_look_that_breaks_is_nobody_s_look():
    turns = Turns()

    def broken():
        raise OSError

    for _ in range(2):
        try:
            turns.do(broken)
        except OSError:
            continue
        raise AssertionError

    assert [turns.do(lambda: 3), turns.do(lambda: 2)] == [3, 2]
