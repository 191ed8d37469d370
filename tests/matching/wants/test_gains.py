"""What one could get from another: single asks against single offers."""

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest

from matching import History, Person, Want, introductions, preparation
from matching.people.features import room_of
from matching.texts.encoders import Blend
from matching.wants import comparison
from matching.wants import gains as module
from matching.wants.gains import gains
from matching.worth.pair_features import WHOLE
from tests.matching.rooms import a_studio, person


def gains_of(*people):
    room = room_of(people, Blend)
    return room.row, gains(room).level / WHOLE


def gain(asker, offerer, *more):
    row, level = gains_of(asker, offerer, *more)
    return float(level[row[asker.id], row[offerer.id]])


def test_the_best_of_many_asks_and_offers_counts():
    ana = person("ana", "", asks=["a plumber", "packaging design"])
    bo = person("bo", "", offers=["singing", "packaging design", "tax advice"])

    assert gain(ana, bo) > 0.95


def test_what_one_gains_the_other_does_not():
    ana = person("ana", "", asks=["packaging design"])
    bo = person("bo", "", offers=["packaging design"])

    assert gain(ana, bo) > 0.95
    assert gain(bo, ana) == 0


def test_natural_fits_stand_out_and_the_rest_does_not():
    row, level = gains_of(*a_studio())

    fits = [("ana", "bo"), ("bo", "ana"), ("cy", "dee"), ("dee", "cy"), ("fay", "eli")]
    assert all(level[row[a], row[b]] > 0.5 for a, b in fits)
    assert np.median(level[level > 0]) < 0.2


def test_an_offer_that_many_make_is_worth_less_from_each():
    ana = person("ana", "", asks=["help with tax returns"])
    bo = person("bo", "", offers=["tax returns"])
    others = [person(f"p{i}", "", offers=["tax returns"]) for i in range(30)]

    assert gain(ana, bo) > gain(ana, bo, *others) + 0.2


def test_a_fit_can_be_said_however_many_others_offer_the_same():
    ana = person("ana", "", asks=["help with tax returns"])
    others = [person(f"p{i}", "", offers=["tax returns"]) for i in range(200)]
    room = room_of([ana, *others, person("zed", "", offers=["pottery"])], Blend)

    met = gains(room).met

    assert met[0].tolist() == [False, *[True] * 200, False]
    assert not met[1:].any()


@pytest.mark.parametrize(("crowd", "least"), [(0, 1.0), (30, 0.4)])
def test_a_tag_asked_for_and_offered_is_a_fit_and_a_rare_one_more_so(crowd, least):
    ana = Person(id="ana", asks=(Want(words="who can help?", skills=("UX",)),))
    bo = Person(id="bo", offers=(Want(words="happy to review screens", skills=("ux", "ui")),))
    others = [
        Person(id=f"p{i}", offers=(Want(words="all kinds of things", skills=("ux",)),))
        for i in range(crowd)
    ]

    assert gain(ana, bo, *others) == pytest.approx(least, abs=0.02)


def test_half_of_the_tags_is_half_a_fit():
    buttons = "buttons and menus that people find on a small screen"
    roses = "growing roses and old kinds of apples in cold gardens"
    ana = Person(id="ana", asks=(Want(words=buttons, skills=("ux", "tax")),))
    bo = Person(id="bo", offers=(Want(words=roses, skills=("tax",)),))

    assert gain(ana, bo) == 0.5


def test_it_makes_no_difference_how_much_is_compared_at_a_time(monkeypatch):
    _, at_once = gains_of(*a_studio())

    monkeypatch.setattr(module, "_CELLS", 50)
    monkeypatch.setattr(comparison, "_MOST_CELLS", 50)

    assert gains_of(*a_studio())[1].tolist() == at_once.tolist()


def test_reasons_are_the_same_whether_what_was_compared_is_kept_or_not(monkeypatch):
    kept = introductions(a_studio(), History())

    monkeypatch.setattr(module, "_CELLS", 50)
    monkeypatch.setattr(comparison, "_MOST_CELLS", 50)
    preparation._KEPT.clear()

    anew = introductions(a_studio(), History())
    assert [said(proposal) for proposal in anew] == [said(proposal) for proposal in kept]


def said(proposal):
    return [(reason.kind, reason.who, reason.ask, reason.offer) for reason in proposal.reasons]


def test_other_tags_on_both_sides_make_words_that_agree_doubtful():
    def fit(asked, offered):
        room = room_of(
            [
                Person(id="ana", asks=(Want(words="A page to book a workshop", skills=asked),)),
                Person(id="bo", offers=(Want(words="Books for workshops", skills=offered),)),
            ],
            Blend,
        )
        return gains(room).level[0, 1] / WHOLE

    doubtful = fit(("web development",), ("bookkeeping",))

    assert doubtful < fit((), ("bookkeeping",)) - 0.1
    assert doubtful < fit(("workshops",), ("workshops",)) - 0.1


def test_what_two_could_get_who_both_had_somebody_is_not_looked_at():
    row, everything = gains_of(*a_studio())
    had = [replace(one, had_today=one.id in "anabofaylu") for one in a_studio()]

    some, found = gains_of(*had)

    alone = {one.id for one in had if not one.had_today}
    for one, other in permutations(row, 2):
        before = everything[row[one], row[other]] if {one, other} & alone else 0
        assert found[some[one], some[other]] == before
