"""Which words mean the same, as introductions would say it."""

import pytest

from matching import History, Want, introductions, meets, other_names
from tests.matching.rooms import person


@pytest.mark.parametrize(
    ("ask", "offer", "is_met"),
    [
        (Want(words="MwSt"), Want(words="VAT"), True),
        (Want(words="MwSt", skills=("MwSt",)), Want(words="VAT", skills=("vat",)), True),
        (
            Want(words="My first return", skills=("MwSt",)),
            Want(words="Books", skills=("vat",)),
            True,
        ),
        (
            Want(words="My first return", skills=("VAT",)),
            Want(words="Books", skills=("vat",)),
            True,
        ),
        (Want(words="Portraits of our team"), Want(words="Portrait photographs"), True),
        (Want(words="MwSt"), Want(words="Tea tasting"), False),
        # Whoever chose other tags means something else, unless the words say it for sure.
        (Want(words="Baking bread"), Want(words="Bread and pastry"), True),
        (
            Want(words="Baking bread", skills=("Packaging",)),
            Want(words="Bread and pastry", skills=("Sauna",)),
            False,
        ),
        # It may be meant, but less likely than not.
        (Want(words="Somebody who draws"), Want(words="Illustration"), False),
    ],
)
def test_an_offer_meets_an_ask_that_means_the_same(ask, offer, is_met):
    assert meets([ask], [offer]).tolist() == [[is_met]]


def test_what_is_said_of_two_wants_is_what_an_introduction_says():
    asks = ["MwSt", "a plumber", "packaging design", "someone for our website"]
    offers = ["VAT", "singing", "boxes and labels that sell", "web development"]

    said = [
        any(
            reason.ask
            for proposal in introductions(
                [person("ana", "", asks=[ask]), person("bo", "", offers=[offer])], History()
            )
            for reason in proposal.reasons
        )
        for ask in asks
        for offer in offers
    ]

    met = meets([Want(words=ask) for ask in asks], [Want(words=offer) for offer in offers])
    assert met.ravel().tolist() == said
    assert 0 < sum(said) < len(said)


def test_another_name_is_one_for_sure_and_nothing_that_is_only_near():
    names = ["VAT", "Tax", "User experience", "Kubernetes", "Translation", "Proofreading"]

    found = other_names(["MwSt", "UX", "k8s", "Übersetzung", "PR", "tax advice", ""], names)

    assert found == [
        {"VAT"},
        {"User experience"},
        {"Kubernetes"},
        {"Translation"},
        set(),
        set(),
        set(),
    ]


def test_of_nothing_nothing_is_said():
    assert meets([], [Want(words="VAT")]).shape == (0, 1)
    assert other_names(["MwSt"], []) == [set()]
