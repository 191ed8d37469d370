"""The desk on a phone: what stands there says what it is, and once; and no list has hundreds."""

import pytest
from sqlalchemy import select

from models import Profile, Skill
from tests import factories as make
from tests.browsing import DESKTOP
from tests.journeys import acts

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def host_email(yard):
    """The address of a host of a space with a member, a guest and two tags."""
    with yard.rows() as session:
        space = acts.a_space()
        host = acts.somebody(space, "Hugo Berg", {}, role=acts.HOST)
        ana = make.a_member_of(space, "Ana Sousa", profile={"company": "Kort & Co"})
        make.an_offer(ana, skills=["ux", "user experience"])
        session.flush()
        return host.email


def _above(cell):
    """Give what stands before the value of a cell, as it is seen."""
    return cell.evaluate("cell => getComputedStyle(cell, '::before').content")


def _starts(phone, words):
    """Give where words begin, in pixels from the edge."""
    return phone.page.get_by_text(words).bounding_box()["x"]


def test_a_phone_reads_hours_and_members_without_the_head_of_a_table(host_email, person):
    phone = person().sign_in(host_email)
    phone.go("/spaces/yard/desk/hours")
    monday = phone.page.locator("tr", has_text="Monday")
    monday.get_by_role("checkbox").check()
    tuesday = phone.page.locator("tr", has_text="Tuesday")
    tuesday.get_by_role("checkbox").uncheck()

    assert [_above(cell) for cell in monday.locator("td").all()[1:]] == [
        '"Opens "',
        '"Closes "',
    ]
    assert [cell.is_visible() for cell in tuesday.locator("td").all()] == [True, False, False]

    phone.go("/spaces/yard/members")
    seen = {
        name: [word for word in ("Host", "Member", "Joined") if word in row.inner_text()]
        for name in ("Hugo", "Ana")
        for row in [phone.page.locator("tr", has_text=name)]
    }
    assert seen == {"Hugo": ["Host"], "Ana": []}
    assert _starts(phone, "Kort & Co") == _starts(phone, "Ana Sousa")


def test_a_very_long_company_takes_the_room_that_others_leave(host_email, person, yard):
    with yard.rows() as session:
        ana = session.scalars(select(Profile).where(Profile.name == "Ana Sousa")).one()
        ana.company = "Internationale Gesellschaft für nachhaltige Verpackungen und Böden mbH"
    desk = person().sign_in(host_email)
    desk.page.set_viewport_size(DESKTOP)

    cell = desk.go("/spaces/yard/members").page.locator("td", has_text="Internationale")

    lines = cell.evaluate(
        "cell => cell.clientHeight / parseFloat(getComputedStyle(cell).lineHeight)"
    )
    assert lines < 5


def test_two_tags_become_one_by_their_names_without_scripts(host_email, person, yard):
    phone = person(java_script_enabled=False).sign_in(host_email)

    phone.go("/spaces/yard/desk/tags").fill(This_tag="UX", means_the_same_as="user experience")
    phone.press("Merge")

    assert phone.sees("“ux” and “user experience” are one now.")
    with yard.rows() as session:
        aliases = session.scalars(select(Skill.key).where(Skill.means_id.is_not(None))).all()
    assert aliases == ["ux"]
