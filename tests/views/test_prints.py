"""What goes on paper for an evening."""

import re

import pytest

from models import Rsvp
from tests import factories as make

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.mark.parametrize("sheet", ["tags", "cards", "schedules", "list"])
def test_everything_can_be_printed_in_both_sizes(host, night, sheet):
    host.submit(f"{host.at}/plan")

    a4, letter, odd = (
        host.get(f"{host.at}/print/{sheet}?paper={paper}").text for paper in ("a4", "letter", "x")
    )

    assert 'class="paper-a4"' in a4
    assert 'class="paper-letter"' in letter
    assert 'class="paper-a4"' in odd
    on_it = {"tags": ">Person</tspan>", "cards": "<b>1</b>"}.get(sheet, "Person A")
    assert on_it in a4
    assert host.get(f"{host.at}/print").status_code == 200


def test_before_there_is_a_plan_the_sheets_say_so_and_there_is_a_card_for_each_table(host, night):
    index = host.get(f"{host.at}/print").text
    cards = host.get(f"{host.at}/print/cards").text

    assert "No plan yet, so the list knows no tables" in index
    assert "Personal schedules" not in index
    assert re.findall(r"<b>(\d+)</b>", cards) == ["1", "1", "2", "2"]
    host.submit(f"{host.at}/plan")
    planned = host.get(f"{host.at}/print").text
    assert ["No plan yet" in planned, "Personal schedules" in planned] == [False, True]


def test_the_sheets_and_the_plan_go_by_name_as_one_looks_for_it(session, host, night):
    names = ("Zoe Ask", "\u00c5se Friis", "\u0141ukasz Gade")
    for name in names:
        make.an_attendee(night.mixer, name=name, reply=Rsvp.GOING)
    session.commit()

    pages = [host.get(f"{host.at}/{page}").text for page in ("print/list", "plan", "door", "run")]

    for page in pages:
        zoe, ase, lukasz = map(page.index, names)
        assert ase < lukasz < zoe


def test_whoever_has_no_table_in_any_round_gets_no_schedule(session, host, night):
    host.submit(f"{host.at}/plan")
    make.an_attendee(night.mixer, name="Lea Late", reply=Rsvp.GOING)
    session.commit()

    pages = [host.get(f"{host.at}/print/{sheet}").text for sheet in ("schedules", "list")]

    assert ["Lea Late" in page for page in pages] == [False, True]
