"""What one can look for among those who are in, and whom one finds."""

import pytest

from app.services import whos_in
from app.services.whos_in import Person, Present, Wish
from tests.conftest import NOON


def a_person(name="Bo", *, until=None, zone="", tags=(), industry=("", ""), words=""):
    card = type(
        "ACard",
        (),
        {
            "tags": {tag.casefold(): tag for tag in tags},
            "industry_code": industry[0],
            "industry": industry[1],
            "words": f"{name}\n{words}",
        },
    )
    return Person(Present(1, 1, until, zone, "", "", NOON), card, (name,))


@pytest.fixture
def people(now):
    law = ("N-law", "Law")
    return [
        a_person("José Ibáñez", zone="Attic", tags=["Contracts"], industry=law),
        a_person("Bo", zone="Attic", tags=["Contracts", "Bread"], until=now),
        a_person("Cleo", tags=["Bread"], industry=law, words="Looks for a VAN"),
    ]


@pytest.mark.parametrize(
    ("wish", "names"),
    [
        (Wish(), ["José Ibáñez", "Bo", "Cleo"]),
        (Wish(is_open=True), ["José Ibáñez", "Cleo"]),
        (Wish(tag="contracts"), ["José Ibáñez", "Bo"]),
        (Wish(industry="N-law"), ["José Ibáñez", "Cleo"]),
        (Wish(zone="Attic"), ["José Ibáñez", "Bo"]),
        (Wish(words="jose"), ["José Ibáñez"]),
        (Wish(words="van cleo"), ["Cleo"]),
        (Wish(words="%"), []),
        (Wish(tag="bread", is_open=True), ["Cleo"]),
        (
            Wish(tag="contracts", zone="Attic", is_open=True, industry="N-law", words="ib"),
            ["José Ibáñez"],
        ),
        (Wish(tag="harpsichord"), []),
    ],
)
def test_wishes_combine(people, wish, names):
    assert ["".join(person.key) for person in whos_in.fitting(people, wish)] == names


def test_of_a_long_wish_only_the_beginning_is_read(people):
    long_wish = Wish(words="bo " * whos_in.MOST_WORDS + "nobody")

    assert [person.key for person in whos_in.fitting(people, long_wish)] == [("Bo",)]


def test_only_what_somebody_has_can_be_wished_for(people):
    choices = whos_in.choices(people, Wish())

    assert (choices.tags, choices.industries, choices.zones) == (
        [("bread", "Bread"), ("contracts", "Contracts")],
        [("N-law", "Law")],
        [("Attic", "Attic")],
    )


def test_a_wish_stays_a_choice_when_the_last_who_had_it_has_left(people):
    choices = whos_in.choices(people, Wish(tag="sauna", zone="Cellar"))

    assert [name for _key, name in choices.tags] == ["Bread", "Contracts", "sauna"]
    assert [name for _key, name in choices.zones] == ["Attic", "Cellar"]
