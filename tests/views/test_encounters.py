import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from models import Encounter, Note, Via
from tests.factories import a_member_of, a_space, a_visit, an_encounter


@pytest.fixture
def today():
    """Pages take the clock as it is."""
    return datetime.now(UTC)


@pytest.fixture
def two(session, today):
    """Ana and Bo, both in and listed."""
    space = a_space(slug="harbour", name="Harbour")
    people = a_member_of(space, "Ana"), a_member_of(space, "Bo", profile={"company": "Acme"})
    for person in people:
        a_visit(person, space, now=today)
    return space, *people


def test_a_meeting_is_added_by_hand_and_taken_off(session, sign_in, two, today):
    _space, ana, bo = two
    browser = sign_in(ana)
    offered = browser.get("/spaces/harbour/met/add").text

    added = browser.submit("/spaces/harbour/met/add", member_id=bo.id, day=today.date())
    [encounter] = session.scalars(select(Encounter)).all()
    session.commit()
    page = browser.get("/spaces/harbour/met").text
    browser.submit(f"/spaces/harbour/met/{encounter.id}/remove")

    assert "Bo, Acme" in offered
    assert added.headers["Location"] == "/spaces/harbour/met#main"
    assert (encounter.via, encounter.noted_by_id) == (Via.BY_HAND, ana.id)
    assert "noted by you" in page
    session.expire_all()
    assert session.scalars(select(Encounter)).all() == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"member_id": "0", "day": "2026-03-03"}, "Choose somebody."),
        ({"member_id": "987654", "day": "2026-03-03"}, "Not a valid choice."),
        ({"member_id": "x", "day": "2026-03-03"}, "Invalid Choice: could not coerce."),
        ({"member_id": "", "day": "2026-03-03"}, "Invalid Choice: could not coerce."),
        ({"day": "yesterday"}, "Write the day like this: 2026-12-31."),
        ({"day": ""}, "Choose a day."),
        ({"day": "2999-01-01"}, "Choose a day that is not ahead"),
    ],
)
def test_what_cannot_be_added_is_said_and_changes_nothing(session, sign_in, two, fields, words):
    _space, ana, bo = two
    browser = sign_in(ana)
    browser.get("/spaces/harbour/met/add")

    page = browser.submit("/spaces/harbour/met/add", **({"member_id": bo.id} | fields))

    assert page.status_code == 400
    assert words in page.text
    assert 'name="day"' in page.text  # the form again, with what was typed
    assert session.scalars(select(Encounter)).all() == []


def test_the_place_of_a_meeting_is_told_where_it_was_elsewhere(session, sign_in, two, today):
    space, ana, bo = two
    an_encounter(ana, bo, space, now=today)
    an_encounter(ana, bo, a_space(name="Quay"), now=today, via=Via.MIXER)
    session.commit()

    page = sign_in(ana).get("/spaces/harbour/met").text

    [told] = re.findall(r'aria-label="When and where you met">(.+?)</ul>', page, re.DOTALL)
    lines = [" ".join(line.split()) for line in re.findall(r"<span>(.+?)</span>", told, re.DOTALL)]
    assert sorted(lines) == ["today&nbsp;· Quay&nbsp;· at a mixer", "today&nbsp;· introduced"]


def test_a_note_is_changed_in_place(session, sign_in, two, today):
    space, ana, bo = two
    an_encounter(ana, bo, space, now=today)
    browser = sign_in(ana)
    browser.get("/spaces/harbour/met?q=bo")

    kept = browser.submit(
        f"/spaces/harbour/met/with/{bo.id}/note?q=bo&page=1", words="Likes <b>tea</b>"
    )

    assert kept.headers["Location"] == f"/spaces/harbour/met?q=bo&page=1#person-{bo.id}"
    assert "Likes &lt;b&gt;tea&lt;/b&gt;" in browser.get("/spaces/harbour/met").text
    assert "Likes" not in sign_in(bo).get("/spaces/harbour/met").text


def test_a_note_that_is_too_long_is_shown_again_to_be_mended(session, sign_in, two, today):
    space, ana, bo = two
    an_encounter(ana, bo, space, now=today)
    browser = sign_in(ana)
    browser.get("/spaces/harbour/met")

    page = browser.submit(f"/spaces/harbour/met/with/{bo.id}/note", words="é" * 2001)

    assert page.status_code == 400
    assert "é" * 2001 in page.text
    assert "Up to 2000 characters, please." in page.text
    assert session.scalars(select(Note)).all() == []


def test_nobody_writes_about_somebody_they_cannot_see(session, sign_in, two):
    _space, ana, _bo = two
    stranger = a_member_of(a_space())
    browser = sign_in(ana)
    browser.get("/profile")

    answered = browser.submit(f"/spaces/harbour/met/with/{stranger.id}/note", words="x")

    assert answered.status_code == 404


@pytest.mark.parametrize(
    "address", ["/spaces/harbour/met?page=x&q=%00%ff", "/spaces/harbour/met?page=-9&q=%25"]
)
def test_odd_addresses_still_show_a_page(session, sign_in, two, address):
    _space, ana, _bo = two

    assert sign_in(ana).get(address).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(session, sign_in, count_queries, two, today, count):
    space, ana, _bo = two
    names = []
    for n in range(count):
        person = a_member_of(space, f"Person {n}")
        names.append(person.profile.name)
        a_visit(person, space, now=today)
        for ago in range(3):
            an_encounter(ana, person, space, now=today - timedelta(days=ago))
        session.add(Note(member_id=ana.id, about_id=person.id, words=f"Note {n}", changed_at=today))
    browser = sign_in(ana)

    with count_queries() as queries:
        page = browser.get("/spaces/harbour/met").text

    assert len(queries) == 3
    assert [words for words in (*names, "Note 0") if words not in page] == []


@pytest.mark.parametrize("count", [1, 3])
def test_those_to_choose_from_cost_the_same_however_many(
    session, sign_in, count_queries, two, today, count
):
    space, ana, _bo = two
    for n in range(count):
        a_visit(a_member_of(space, f"Person {n}"), space, now=today)
    browser = sign_in(ana)

    with count_queries() as queries:
        page = browser.get("/spaces/harbour/met/add").text

    assert len(queries) == 3
    assert page.count("Person ") == count


def test_from_the_page_of_somebody_who_is_in_one_notes_having_met_them(
    session, sign_in, two, today
):
    space, ana, bo = two
    browser = sign_in(ana)
    link = f"/spaces/harbour/met/add?person={bo.id}"

    page, form = browser.get(f"/people/{bo.id}").text, browser.get(link).text

    assert link in page
    assert re.search(rf'<option selected value="{bo.id}">Bo, Acme', form)
    an_encounter(ana, bo, space, now=today)
    session.commit()
    assert link not in browser.get(f"/people/{bo.id}").text
