"""The list of a space as its hosts see it."""

from datetime import date, timedelta

import pytest

from app.services.members.members_queries import State, chosen, page_of, people_of
from app.services.spreadsheets import members_export
from models import Role
from tests.factories import (
    LONG_AGO,
    a_host_of,
    a_member,
    a_member_of,
    a_membership,
    a_space,
    an_invitation,
)


@pytest.fixture
def space(session):
    return a_space()


def test_everybody_has_the_state_they_have_come_to(session, space, now):
    def on_the_list(name, *, member=None, **membership):
        given = {"claimed_at": None} | (member or {})
        return a_membership(a_member(name, **given), space, joined_at=None, **membership)

    on_the_list("A, not invited")
    an_invitation(on_the_list("B, invited"), now=now)
    an_invitation(on_the_list("C, too late"), now=now - timedelta(days=20))
    an_invitation(on_the_list("D, revoked"), now=now, revoked_at=now)
    a_member_of(space, "E, joined")
    a_membership(a_member("F, off", disabled_at=now), space)
    a_member_of(space, "G, gone", ends_on=date(2026, 3, 2))
    a_member_of(space, "H, last day", ends_on=date(2026, 3, 3))
    a_member_of(a_space(), "elsewhere")
    shut = a_member("Somebody else", email="i@example.org", disabled_at=now)
    a_membership(shut, space, joined_at=None)

    assert [(one.name, one.state) for one in people_of(session, space, now=now)] == [
        ("A, not invited", State.NOT_INVITED),
        ("B, invited", State.INVITED),
        ("C, too late", State.EXPIRED),
        ("D, revoked", State.NOT_INVITED),
        ("E, joined", State.JOINED),
        ("F, off", State.DISABLED),
        ("G, gone", State.LEFT),
        ("H, last day", State.JOINED),
        ("i@example.org", State.NOT_INVITED),
    ]


def test_what_hosts_next_door_have_typed_shows_to_them_alone(session, space, now):
    profile = {"company": "Secret Ltd"}
    zoe = a_member("Zoe", email="zoe@example.org", claimed_at=None, profile=profile)
    first, gone = a_space(), a_space()
    a_membership(zoe, gone, joined_at=None, ends_on=date(2026, 3, 2))
    a_membership(zoe, first, joined_at=None)
    a_membership(zoe, space, joined_at=None)

    seen = [people_of(session, one, now=now)[0] for one in (first, space)]

    assert [(one.name, one.company, one.face.name) for one in seen] == [
        ("Zoe", "Secret Ltd", "Zoe"),
        ("zoe@example.org", "", "zoe@example.org"),
    ]


def test_somebody_from_elsewhere_shows_nothing_before_they_have_accepted(session, space, now):
    profile = {"company": "Secret Ltd", "photo": "stem"}
    stranger = a_member("Zoe", email="zoe@example.org", profile=profile)
    a_membership(stranger, space, joined_at=None)

    (seen,) = people_of(session, space, now=now)

    assert (seen.name, seen.company, seen.face.name, seen.face.photo_url) == (
        "zoe@example.org",
        "",
        "zoe@example.org",
        None,
    )


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("elo", ["Élodie Brun"]),
        ("ÉLO bru", ["Élodie Brun"]),
        ("brot", ["Élodie Brun", "Jo"]),
        ("odie", []),
        ("jo@exam", ["Jo"]),
        ("  ", ["Élodie Brun", "Jo"]),
    ],
)
def test_letters_find_whoever_has_a_word_that_begins_so(session, space, now, words, found):
    a_member_of(space, "Élodie Brun", profile={"company": "Brot & Brötchen"})
    a_membership(a_member("Jo", email="jo@example.net", profile={"company": "Brot"}), space)

    people = people_of(session, space, now=now)

    assert [one.name for one in chosen(people, words=words)] == found


def test_who_has_left_is_found_only_when_looked_for(session, space, now):
    a_member_of(space, "Here")
    a_member_of(space, "Gone", ends_on=date(2026, 1, 1))
    people = people_of(session, space, now=now)

    assert [one.name for one in chosen(people)] == ["Here"]
    assert [one.name for one in chosen(people, state=State.LEFT)] == ["Gone"]


@pytest.mark.parametrize(
    ("number", "items", "shown"),
    [(1, "ab", 1), (2, "cd", 2), (3, "e", 3), (9, "e", 3), (-1, "ab", 1)],
)
def test_pages_are_cut_and_bounded(number, items, shown):
    page = page_of("abcde", number=number, size=2)

    assert (page.items, page.number, page.pages, page.total) == (items, shown, 3, 5)


def test_the_exported_list_starts_no_formula(session, space, now):
    a_host_of(space, "Hugo")
    a_membership(
        a_member('=HYPERLINK("x")', email="f@example.org", profile={"company": "@SUM"}),
        space,
        role=Role.GUEST,
        joined_at=LONG_AGO,
    )

    assert members_export.as_csv(people_of(session, space, now=now)) == (
        "\ufeffName,E-mail,Company,Role,State,Since\r\n"
        '"\'=HYPERLINK(""x"")",f@example.org,\'@SUM,guest,joined,2025-01-01\r\n'
        "Hugo,person2@example.org,,host,joined,2025-01-01\r\n"
    )
