"""From an empty installation to the first introduction, with JavaScript and without."""

import re

import pytest

from tests.journeys import acts

ONLY_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def _a_host_arrives(yard, person, **options):
    """Set up a space from the command line; its host joins with the link that it prints."""
    yard.flask("space", "create", "Harbour Yard", "--slug", "yard", "--time-zone", "UTC")
    told = ("host@example.org", "--name", "Hanne Holm", "--space", "yard")
    said = yard.flask("space", "invite-host", *told)
    host = person(**options).join(yard.link_in(said)).welcome(listed="No", introductions="No")
    _never_close(yard)
    return host


def _never_close(yard):
    """Take the opening hours away, so that the journey does not depend on the hour."""
    with yard.rows() as session:
        session.execute(acts.no_hours())


def _a_newcomer_is_introduced(yard, person, **options):
    host = _a_host_arrives(yard, person, **options)
    with yard.rows() as session:
        space = acts.the_space(session)
        acts.is_in(acts.a_designer(space), space)

    host.go("/spaces/yard/members/add").fill(name="Ana Sousa", e_mail="ana@example.org")
    host.press("Add").press("Invite")
    letter = yard.letter_to("ana@example.org", about="Harbour Yard")
    ana = person(**options).join(yard.link_in(letter)).welcome()
    ana.go("/profile/work").fill(what_you_do="Bakes bread for cafés", company="Rye & Co")
    ana.page.get_by_label(re.compile("industry", re.IGNORECASE)).select_option("C-food")
    ana.press("Save")
    ana.tell("/profile/offers/new", "Sourdough bread baked fresh for offices", "bread")
    ana.tell("/profile/asks/new", "Packaging design for our new bread bags", "packaging")
    acts.check_in(ana)

    assert ana.sees("in since")
    assert ana.sees("Worth meeting")
    card = ana.card_of("Bo Chen").inner_text()
    assert "You would like help: “Packaging design for our new bread bags”" in card
    assert "Bo offers: “Packaging design for food, from bags to boxes”" in card
    ana.press("Introduce us")
    assert ana.sees("You said yes")


def test_a_newcomer_is_invited_joins_checks_in_and_is_introduced(yard, person):
    _a_newcomer_is_introduced(yard, person)


@ONLY_SQLITE
def test_the_same_works_without_javascript(yard, person):
    _a_newcomer_is_introduced(yard, person, java_script_enabled=False)


@ONLY_SQLITE
def test_nothing_is_shown_of_a_person_before_they_say_so(yard, person):
    host = _a_host_arrives(yard, person)
    with yard.rows() as session:
        space = acts.the_space(session)
        bo = acts.a_designer(space)
        acts.is_in(bo, space)
    host.go("/spaces/yard/members/add").fill(name="Ana Sousa", e_mail="ana@example.org")
    host.press("Add").press("Invite")
    letter = yard.letter_to("ana@example.org", about="Harbour Yard")
    ana = person().join(yard.link_in(letter)).welcome(listed="No", introductions="No", mail="No")
    acts.check_in(ana)

    looking = person().sign_in(bo.email).go("/spaces/yard/today")

    assert ana.sees("Not shown to others")
    assert not looking.sees("Ana")
