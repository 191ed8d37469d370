"""A room is the same by however many processors."""

import os
from contextlib import contextmanager
from threading import Event, current_thread

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from matching.introductions import choose
from matching.processors import one_thread, processors, shared_out, shares
from matching.types import History, Person, Want

TRADES = ("Bread", "Tax advice", "Film cutting", "Timber frames", "Old maps", "Contracts")


@contextmanager
def one_processor():
    mine = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(mine)})
    processors.cache_clear()
    try:
        yield
    finally:
        os.sched_setaffinity(0, mine)
        processors.cache_clear()


def test_a_large_room_is_introduced_alike_by_one_processor_and_by_all():
    chance = np.random.default_rng(1)
    people = [a_person(k, chance.integers(0, len(TRADES), 2)) for k in range(2_100)]
    by_all = choose(people, History())
    with one_processor():
        by_one = choose(people, History())
    assert by_one == by_all
    assert len(by_all.proposals) > 1_000


def a_person(k, trades):
    offer, ask = (Want(words=TRADES[trade]) for trade in trades)
    return Person(id=str(k), industry=str(k % 7), offers=(offer,), asks=(ask,))


@pytest.mark.skipif(processors() < 2, reason="there is one processor")
def test_parts_are_done_beside_each_other():
    begun = Event(), Event()

    def meet(part):
        begun[part].set()
        assert begun[1 - part].wait(30)
        return current_thread().name

    assert len(set(shared_out(meet, [0, 1]))) == 2


def test_what_fails_in_a_part_is_told():
    with pytest.raises(ZeroDivisionError):
        shared_out(lambda part: 1 // part, [1, 0])


def test_shares_are_all_rows_once():
    for count in (0, 1, 7, 5_000):
        rows = [row for share in shares(count, 1_000_000) for row in range(count)[share]]
        assert rows == list(range(count))


def test_two_at_once_put_back_the_threads_that_there_were():
    with threadpool_limits(2, user_api="blas"):
        first, second = one_thread(), one_thread()
        first.__enter__()
        second.__enter__()
        assert threads() == {1}
        first.__exit__(None, None, None)
        assert threads() == {1}
        second.__exit__(None, None, None)
        assert threads() == {2}


def threads():
    """Count those of numpy, which multiplies for us; scipy may bring others of its own later."""
    blas = [one for one in threadpool_info() if one["user_api"] == "blas"]
    ours = [one for one in blas if "numpy" in one["filepath"]] or blas
    return {one["num_threads"] for one in ours}
