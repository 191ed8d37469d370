"""What one can look for among those who are in, and whom one finds."""

import pytest

from app.services.presence import wishes
from app.services.presence.fits import NOTHING, Fitted
from app.services.presence.whos_in import Person, Present
from app.services.presence.wishes import Wish
from tests.conftest import NOON


def a_person(name="Bo", *, until=None, zone="", tags=(), seeks=(), industry="", words=""):
    card = type(
        "ACard",
        (),
        {
            "key": (name,),
            "tags": {tag.casefold(): tag for tag in tags},
            "sought": {tag.casefold(): tag for tag in seeks},
            "industry_code": industry,
            "words": f"{name}\n{words}",
        },
    )
    return Fitted(Person(Present(1, 1, until, zone, "", "", NOON), card), *NOTHING)


def names(people):
    return ["".join(one.person.card.key) for one in people]


@pytest.fixture
def people(now):
    return [
        a_person("José Ibáñez", zone="Attic", tags=["Contracts"], industry="N-law"),
        a_person("Bo", zone="Attic", tags=["Contracts", "Bread"], until=now),
        a_person("Cleo", tags=["Bread"], industry="N-law", words="Looks for a VAN"),
    ]


@pytest.mark.parametrize(
    ("wish", "found"),
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
def test_wishes_combine(people, wish, found):
    assert names(wishes.fitting(people, wish)) == found


def test_of_a_long_wish_only_the_beginning_is_read(people):
    long_wish = Wish(words="bo " * wishes.MOST_WORDS + "nobody")

    assert names(wishes.fitting(people, long_wish)) == ["Bo"]


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        (Wish(words="MwSt"), ["Ana", "Bo"]),
        (Wish(words="value added tax"), ["Ana", "Bo"]),
        (Wish(words="mwst bo"), ["Bo"]),
        (Wish(words="tax"), ["Cleo"]),
        (Wish(tag="mwst"), ["Ana"]),
        (Wish(tag="user experience"), ["Dau"]),
    ],
)
def test_what_is_sought_is_found_by_its_other_names(wish, found):
    people = [
        a_person("Ana", tags=["VAT"]),
        a_person("Bo", seeks=["VAT"]),
        a_person("Cleo", tags=["Tax"], words="Tax"),
        a_person("Dau", tags=["UX"]),
    ]

    assert names(wishes.fitting(people, wish)) == found


def test_whoever_can_help_with_what_the_viewer_looks_for_fits_by_any_words():
    helping = a_person("Ana", tags=["Leases"])._replace(answers=frozenset({"a fair landlord"}))

    found = wishes.fitting([helping, a_person("Bo")], Wish(tag="a fair landlord"))

    assert names(found) == ["Ana"]


def test_only_what_somebody_has_can_be_wished_for(people):
    choices = wishes.choices(people, Wish(), sought={})

    assert (choices.tags, choices.industries, choices.zones) == (
        [("bread", "Bread"), ("contracts", "Contracts")],
        [("N-law", "Law")],
        [("Attic", "Attic")],
    )


def test_a_wish_stays_a_choice_when_the_last_who_had_it_has_left(people):
    wish = Wish(tag="sauna", zone="Cellar")

    choices = wishes.choices(people, wish, sought={"sauna": "A sauna"})

    assert [name for _key, name in choices.tags] == ["A sauna", "Bread", "Contracts"]
    assert [name for _key, name in choices.zones] == ["Attic", "Cellar"]
