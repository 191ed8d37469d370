"""Who of those in can help the viewer, whom the viewer can help, and who therefore stands first."""

from datetime import timedelta

from app.services import fits
from app.services.fits import Fit, Help, Wants
from app.services.whos_in import Person, Present
from tests.conftest import NOON
from tests.factories import a_member_of, a_skill, a_space, an_ask, an_offer

DAY = timedelta(days=1)


def a_person(name, *, offers=(), seeks=(), until=None):
    tags, sought = ({tag.casefold(): tag for tag in named} for named in (offers, seeks))
    card = type("ACard", (), {"tags": tags, "sought": sought})
    return Person(Present(1, 1, until, "", "", "", NOON), card, (name,))


def test_what_counts_of_a_member_is_what_they_seek_today_and_offer(session, now):
    space = a_space()
    ana, bo = a_member_of(space, "Ana"), a_member_of(space, "Bo")
    a_skill("Loaves", means_id=a_skill("Bread").id)
    an_ask(ana, skills=["Loaves", "Sauna"])
    an_ask(ana, skills=["Singing"], expires_on=now.date() - DAY)
    an_offer(ana, skills=["Loaves", "Law"])
    an_offer(bo, skills=["Vans"])

    wants = fits.wants_of(session, ana.id, today=now.date())

    assert wants == Wants(frozenset({"bread", "sauna"}), frozenset({"bread", "law"}))


def test_help_is_what_the_viewer_looks_for_and_most_offer_first():
    people = [
        a_person("Bo", offers=["Contracts", "Bread"]),
        a_person("Cleo", offers=["Bread", "Vans"]),
    ]

    helps = fits.help_with(Wants(frozenset({"bread", "contracts", "sauna"}), frozenset()), people)

    assert helps == [Help("bread", "Bread", 2), Help("contracts", "Contracts", 1)]


def test_first_comes_with_whom_there_is_most_to_gain_and_nobody_who_wants_to_be_left_alone():
    bread, law = ("Bread", "Law")
    people = [
        a_person("Nothing"),
        a_person("Helped", seeks=[law]),
        a_person("Helps", offers=[bread, law]),
        a_person("Helps, too", offers=[bread]),
        a_person("Both", offers=[bread], seeks=[law, bread]),
        a_person("Busy", offers=[bread], seeks=[law], until=NOON),
    ]

    found = fits.best_first(people, Wants(frozenset({"bread"}), frozenset({"law"})))

    assert [(person.key, fit) for person, fit in found] == [
        (("Both",), Fit((bread,), (law,))),
        (("Helps",), Fit((bread,), ())),
        (("Helps, too",), Fit((bread,), ())),
        (("Helped",), Fit((), (law,))),
        (("Nothing",), Fit((), ())),
        (("Busy",), Fit((bread,), (law,))),
    ]


def test_of_many_tags_only_a_few_are_named():
    tags = ["A", "B", "C", "D"]

    [(_person, fit)] = fits.best_first(
        [a_person("Bo", offers=tags)], Wants(frozenset("abcd"), frozenset())
    )

    assert fit.helps == ("A", "B", "C")
