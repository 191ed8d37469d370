"""What one could get from another: single asks against single offers."""

import numpy as np
import pytest

from matching import Person, Want
from matching.features import room_of
from matching.gains import gains
from matching.text import n_grams
from tests.matching.rooms import person


def gain(asker, offerer, *more):
    room = room_of([asker, offerer, *more], n_grams)
    theirs, _ = gains(room, np.array([room.row[asker.id]]))
    return float(theirs[0, room.row[offerer.id]])


def test_the_best_of_many_asks_and_offers_counts():
    ana = person("ana", "", asks=["a plumber", "packaging design"])
    bo = person("bo", "", offers=["singing", "packaging design", "tax advice"])

    assert gain(ana, bo) == 1


def test_what_one_gains_the_other_does_not():
    ana = person("ana", "", asks=["packaging design"])
    bo = person("bo", "", offers=["packaging design"])

    assert (gain(ana, bo), gain(bo, ana)) == (1, 0)


def test_both_directions_agree_from_either_side():
    ana = person("ana", "", asks=["logo design"], offers=["tea"])
    bo = person("bo", "", asks=["film"], offers=["a logo design"])
    room = room_of([ana, bo, person("cy", "", asks=["tea"])], n_grams)

    theirs, others = gains(room, np.arange(3))

    np.testing.assert_allclose(theirs, others.T, atol=1e-6)


@pytest.mark.parametrize(("crowd", "weakest"), [(0, 1.0), (30, 0.4)])
def test_a_tag_asked_for_and_offered_is_a_fit_and_a_rare_one_more_so(crowd, weakest):
    ana = Person(id="ana", asks=(Want(words="who can help?", skills=("UX",)),))
    bo = Person(id="bo", offers=(Want(words="happy to review screens", skills=("ux", "ui")),))
    others = [
        Person(id=f"p{i}", offers=(Want(words=f"p{i}", skills=("ux",)),)) for i in range(crowd)
    ]

    assert gain(ana, bo, *others) == pytest.approx(weakest, abs=0.02)


def test_half_of_the_tags_is_half_a_fit():
    ana = Person(id="ana", asks=(Want(words="who can help?", skills=("ux", "tax")),))
    bo = Person(id="bo", offers=(Want(words="all about money and the law", skills=("tax",)),))

    assert gain(ana, bo) == 0.5
