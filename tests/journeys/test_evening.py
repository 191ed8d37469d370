"""An evening with thirty people: a plan, three rounds, a no-show, a latecomer, and who was met."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from models import Round, RoundState
from tests import factories as make
from tests.journeys import acts

PEOPLE = 30
LATE = "Zoe Late"
SMALL_WALL = {"width": 960, "height": 540}


@pytest.fixture
def people(yard):
    """Thirty members, all but one in the space and open; two and the host have a password."""
    with yard.rows() as session:
        space = acts.a_space()
        host = acts.somebody(space, "Hugo Berg", {}, role=acts.HOST)
        phones = [acts.a_baker(space), acts.a_designer(space)]
        others = [make.a_member_of(space, f"Person{n} Last") for n in range(PEOPLE - 3)]
        for member in (*phones, *others):
            acts.is_in(member, space)
        make.a_member_of(space, LATE)
        session.flush()
        return host.email, [member.email for member in phones]


def _announce(host, yard):
    """Announce a mixer that begins now, and give its address."""
    with yard.rows() as session:
        begins = acts.the_space(session).local(datetime.now(UTC))
    ends = begins + timedelta(hours=2)
    host.go("/spaces/yard/mixers/new").fill(
        What_is_it_called="Soup and strangers",
        Day=f"{begins:%Y-%m-%d}",
        Begins=f"{begins:%H:%M}",
        Ends=f"{ends:%H:%M}",
        Rounds="3",
    )
    host.press("Announce it")
    return host.page.url.removeprefix(yard.address)


def _talk(yard):
    """Let the round that is running have begun some minutes ago."""
    began = datetime.now(UTC) - timedelta(minutes=8)
    with yard.rows() as session:
        session.execute(
            update(Round).where(Round.state == RoundState.RUNNING).values(started_at=began)
        )


def _on_the_wall(wall):
    """Give the table of each name, as the wall shows them."""
    wall.page.reload()
    page = wall.page.locator(":root")
    assert page.evaluate(
        "page => page.scrollHeight <= innerHeight && page.scrollWidth <= innerWidth"
    )
    cards = wall.page.locator(".floor li").evaluate_all(
        "cards => cards.map(card => [card.querySelector('h2').innerText,"
        " [...card.querySelectorAll('bdi')].map(name => name.innerText)])"
    )
    found = {}
    for title, names in cards:
        found |= dict.fromkeys(names, int(re.search(r"\d+", title).group()))
    return found


def _on_the_phone(phone):
    """Give one's table and whoever sits there, by first name."""
    phone.page.reload()
    table = int(re.search(r"[Tt]able (\d+)", phone.page.locator("h1").inner_text()).group(1))
    mates = phone.page.locator(".with b").all_inner_texts()
    return table, {name.split()[0] for name in mates}


def _agree(wall, phones):
    shown = _on_the_wall(wall)
    for name, phone in phones.items():
        table, mates = _on_the_phone(phone)
        assert shown[name] == table
        assert {other for other, at in shown.items() if at == table} == mates | {name}
    return shown


def test_an_evening_with_thirty_people(yard, people, person):
    host_email, emails = people
    host, wall = person().sign_in(host_email), person().sign_in(host_email)
    phones = dict(zip(("Ana", "Bo"), (person().sign_in(email) for email in emails), strict=True))
    evening = _announce(host, yard)
    host.go(f"{evening}/invitations").press("Invite all")
    for phone in phones.values():
        phone.go(evening).press("ll come")
    host.go(f"{evening}/door").press("Take them all along")
    host.go(f"{evening}/plan").press("Plan the evening")
    assert host.sees("of what is possible")
    host.go(f"{evening}/run").press("Start round 1")
    wall.page.set_viewport_size(SMALL_WALL)
    wall.go(f"{evening}/projector")
    for phone in phones.values():
        phone.go(f"{evening}/table")
    first = _agree(wall, phones)
    assert len(first) == PEOPLE - 1

    _talk(yard)
    host.press("Time to move")
    _agree(wall, phones)
    host.press("Has left Person7 Last")
    second = _agree(wall, phones)
    assert "Person7" not in second
    host.press("Start round 2")
    assert _agree(wall, phones) == second

    host.go(f"{evening}/door?find=Zoe").press("Let in")
    _talk(yard)
    host.go(f"{evening}/run").press("Time to move")
    third = _agree(wall, phones)
    assert "Zoe" in third
    host.press("Start round 3").press("Time is up").press("End the evening")

    bo = phones["Bo"]
    met = {name for name, at in second.items() if at == second["Bo"]} - {"Bo"}
    bo.go(f"{evening}/table").press("Glad to meet again")
    bo.go("/spaces/yard/met")
    assert all(bo.sees(name) for name in met)
    assert bo.sees("at a mixer")
    bo.page.get_by_text("Add a note").first.click()
    bo.fill(for_my_eyes_only="Talks well about glue").press("Keep")
    assert bo.sees("Talks well about glue")
