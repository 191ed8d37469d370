"""Garbage is searched for again as soon as nobody needs it to wait."""

import gc

import pytest

from matching.garbage_collection import collection_paused


def test_the_search_waits_until_the_last_is_done():
    with collection_paused():
        with collection_paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_a_failure():
    with pytest.raises(KeyError), collection_paused():
        raise KeyError
    assert gc.isenabled()


def test_whoever_searches_for_nothing_is_left_alone():
    gc.disable()
    try:
        with collection_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
