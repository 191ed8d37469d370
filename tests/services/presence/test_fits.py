"""Who of those in can help the viewer, whom the viewer can help, and who therefore stands first."""

from datetime import timedelta

import pytest

import matching
from app.services.matchmaking import matchmaking_fits
from app.services.presence import fits
from app.services.presence.fits import NOTHING, Fit, Help, Wants
from app.services.presence.whos_in import Person, Present
from tests.conftest import NOON
from tests.factories import a_member_of, a_skill, a_space, an_ask, an_offer
from tests.unread import forget_all

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def unread(monkeypatch):
    """Nothing was read or compared before."""
    forget_all(monkeypatch)


def said(*wants):
    return tuple((words, tuple(tags)) for words, *tags in wants)


def a_person(name, number, *, offers=(), seeks=(), until=None):
    """Somebody who offers and seeks: each the words, and then the tags."""
    tags, sought = (
        {tag.casefold(): tag for _, *named in wants for tag in named} for wants in (offers, seeks)
    )
    told = {"tags": tags, "sought": sought, "offered": said(*offers), "asked": said(*seeks)}
    stay = Present(number, 1, until, "", "", "", NOON)
    return Person(stay, type("ACard", (), {"key": (name,), **told}))


def some_wants(*, asks=(), offers=()):
    keys = {
        one: frozenset(map(str.casefold, one[1])) or frozenset({one[0].casefold()})
        for one in said(*asks)
    }
    names = {key: key.capitalize() for named in keys.values() for key in named}
    offered = frozenset(tag.casefold() for _, *tags in offers for tag in tags)
    return Wants(keys, names, frozenset(names), [*said(*offers)], offered)


def fitted(session, people, wants):
    found, _is_whole = fits.fitted(session, people, wants, by=0)
    return found


def test_what_counts_of_a_member_is_what_they_seek_today_and_offer(session, now):
    space = a_space()
    ana, bo = a_member_of(space, "Ana"), a_member_of(space, "Bo")
    a_skill("Loaves", means_id=a_skill("Bread").id)
    an_ask(ana, "A warm place", skills=["Loaves", "Sauna"])
    an_ask(ana, "A choir", skills=["Singing"], expires_on=now.date() - DAY)
    an_ask(ana, "Some Rest")
    an_offer(ana, "Crusts", skills=["Loaves", "Law"])
    an_offer(bo, skills=["Vans"])

    wants = fits.wants_of(session, ana.id, today=now.date())

    names = {"bread": "Bread", "sauna": "Sauna", "some rest": "Some Rest"}
    assert wants == Wants(
        asks={
            ("A warm place", ("Bread", "Sauna")): frozenset({"bread", "sauna"}),
            ("Some Rest", ()): frozenset({"some rest"}),
        },
        names=names,
        sought=frozenset(names),
        offers=[("Crusts", ("Bread", "Law"))],
        offered=frozenset({"bread", "law"}),
    )


def test_help_is_what_the_viewer_looks_for_and_most_offer_first(session):
    people = [
        a_person("Bo", 1, offers=[("Both", "Contracts", "Bread")]),
        a_person("Cleo", 2, offers=[("Ovens", "Bread", "Vans")]),
    ]
    wants = some_wants(asks=[("All of it", "Bread", "Contracts", "Sauna")])

    helps = fits.help_with(wants, fitted(session, people, wants))

    assert helps == [Help("bread", "Bread", 2), Help("contracts", "Contracts", 1)]


def test_first_comes_with_whom_there_is_most_to_gain_and_nobody_who_wants_to_be_left_alone(session):
    bread, law = ("Loaves", "Bread"), ("Contracts", "Law")
    people = [
        a_person("Nothing", 1),
        a_person("Helped", 2, seeks=[law]),
        a_person("Helps", 3, offers=[bread, law]),
        a_person("Helps, too", 4, offers=[bread]),
        a_person("Both", 5, offers=[bread], seeks=[law, bread]),
        a_person("Busy", 6, offers=[bread], seeks=[law], until=NOON),
    ]

    wants = some_wants(asks=[bread], offers=[law])

    assert [
        (one.person.card.key, one.fit) for one in fits.best_first(fitted(session, people, wants))
    ] == [
        (("Both",), Fit(("Bread",), ("Law",), "", "")),
        (("Helps",), Fit(("Bread",), (), "", "")),
        (("Helps, too",), Fit(("Bread",), (), "", "")),
        (("Helped",), Fit((), ("Law",), "", "")),
        (("Nothing",), Fit((), (), "", "")),
        (("Busy",), Fit(("Bread",), ("Law",), "", "")),
    ]


def test_of_many_tags_only_a_few_are_named(session):
    people = [a_person("Bo", 1, offers=[("All", "A", "B", "C", "D")])]

    [one] = fitted(session, people, some_wants(asks=[("Some", "A", "B", "C", "D")]))

    assert one.fit.helps == ("A", "B", "C")


def test_words_are_understood_as_the_matching_understands_them(session):
    people = [
        a_person("Bo", 1, offers=[("VAT", "VAT")], seeks=[("Somebody to fix bikes",)]),
        a_person("Cleo", 2, offers=[("Tea tasting",)], seeks=[("A choir", "Singing")]),
    ]
    wants = some_wants(
        asks=[("MwSt", "MwSt")], offers=[("I repair bicycles", "Repairs"), ("A tent",)]
    )

    bo, cleo = fitted(session, people, wants)

    assert (bo.fit, bo.answers) == (
        Fit((), (), "VAT", "Somebody to fix bikes"),
        frozenset({"mwst"}),
    )
    assert (cleo.fit, cleo.answers) == NOTHING
    assert fits.help_with(wants, [bo, cleo]) == [Help("mwst", "Mwst", 1)]


def test_what_was_never_read_is_read_little_by_little(session, monkeypatch):
    monkeypatch.setattr(matchmaking_fits, "MOST_READ", 2)
    told = [f"Kneading {what}" for what in ("rye", "wheat", "spelt", "oats")]
    people = [a_person(words, number, offers=[(words,)]) for number, words in enumerate(told, 1)]
    wants = some_wants(asks=[("Kneading dough by hand",)])

    first = fits.fitted(session, people, wants, by=0)
    looks = [fits.fitted(session, people, wants, by=0)[1] for _ in range(2)]

    assert (sum(bool(one.answers) for one in first[0]), first[1], looks) == (
        1,
        False,
        [False, True],
    )


def test_what_fits_stays_however_much_was_compared(session, monkeypatch):
    monkeypatch.setattr(matchmaking_fits, "MOST_COMPARED", 2)
    wants = some_wants(asks=[("MwSt",)])
    people = [a_person("Bo", 1, offers=[("VAT",)])]

    for number, words in enumerate(("Tea", "Vans", "Sauna", "Ink"), 2):
        people.append(a_person(words, number, offers=[(words,)]))
        found = fitted(session, people, wants)

    assert [bool(one.answers) for one in found] == [True, False, False, False, False]


def test_what_was_compared_is_not_compared_again(session, monkeypatch):
    people = [a_person("Bo", 1, offers=[("Salt for winter roads",)])]
    wants = some_wants(asks=[("Grit for icy streets",)])
    compared = []
    meets = matching.meets
    monkeypatch.setattr(matching, "meets", lambda *told: compared.append(told) or meets(*told))

    for _ in range(2):
        fitted(session, people, wants)

    assert len(compared) == 1
