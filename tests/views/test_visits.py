"""The front desk: found by a few letters, let in and out with one tap."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from models import Introduction, Membership, Visit
from tests.factories import a_host_of, a_member_of, a_space, a_visit, an_ask, an_offer
from tests.helping import helper


@pytest.fixture
def now():
    """The moment at hand: the pages have a clock of their own."""
    return datetime.now(UTC)


@pytest.fixture
def space(session):
    return a_space(slug="loft")


@pytest.fixture
def host(space, sign_in):
    return sign_in(a_host_of(space, "Hugo"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_desk_costs_the_same_however_many_are_in(
    host, space, session, now, count_queries, rows
):
    for n in range(rows):
        a_visit(a_member_of(space, f"Ana {n}"), space, now=now)
    session.commit()

    with count_queries() as queries:
        page = host.get("/spaces/loft/visits?find=ana")

    assert (page.status_code, len(queries)) == (200, 4)


def test_somebody_is_found_let_in_unseen_and_let_out(host, space, session):
    ana = a_member_of(space, "Ana Silva", is_listed=False)
    session.commit()
    hers = session.scalars(select(Membership).where(Membership.member_id == ana.id)).one()
    session.commit()
    found = host.get("/spaces/loft/visits?find=sil")
    assert f'name="membership_id" value="{hers.id}"' in found.text

    arrived = host.submit("/spaces/loft/visits", membership_id=hers.id)
    host.submit("/spaces/loft/visits", membership_id=hers.id)
    page = host.get(arrived.location)
    visit = session.scalars(select(Visit)).one()
    session.commit()

    assert host.get("/spaces/loft/visits?find=sil").text.count(f"/{visit.id}/check-out") == 2
    assert "Checked in. Members do not see it." in page.text
    assert "Not listed" in page.text
    assert (visit.member_id, visit.is_listed, visit.checked_out_at) == (ana.id, False, None)
    host.submit(f"/spaces/loft/visits/{visit.id}/check-out")
    session.refresh(visit)
    assert visit.checked_out_at is not None
    page = host.get("/spaces/loft/visits").text
    assert ("Left at " in page, "Heads-down" in page) == (True, False)


def test_who_chose_to_be_listed_is(host, space, session):
    ana = a_member_of(space, "Ana")
    session.commit()
    hers = session.scalars(select(Membership).where(Membership.member_id == ana.id)).one()
    session.commit()
    host.get("/spaces/loft/visits?find=ana")

    arrived = host.submit("/spaces/loft/visits", membership_id=hers.id)

    assert "listed for members as this person has chosen" in host.get(arrived.location).text


def test_whoever_is_let_in_is_introduced_at_once(host, space, session, now):
    ana = helper(space, now, "sourdough", wants="tax", industry="C-food")
    bo = a_member_of(space, "Bo", profile={"industry": "N-accounting"})
    an_offer(bo, "Advice on tax", skills=["tax"])
    an_ask(bo, "Advice on sourdough", skills=["sourdough"])
    session.commit()
    his = session.scalars(select(Membership).where(Membership.member_id == bo.id)).one()
    session.commit()
    host.get("/spaces/loft/visits?find=bo")

    host.submit("/spaces/loft/visits", membership_id=his.id)

    pairs = session.execute(select(Introduction.first_id, Introduction.second_id)).all()
    assert pairs == [(ana.id, bo.id)]


def test_a_tap_that_names_nobody_is_refused(host):
    host.get("/spaces/loft/visits")

    assert host.submit("/spaces/loft/visits", membership_id="ana").status_code == 400
    assert host.submit("/spaces/loft/visits", membership_id=999).status_code == 404


def test_whoever_is_not_on_the_list_can_be_added(host):
    assert "Nobody on your list begins like that." in host.get("/spaces/loft/visits?find=zz").text


@pytest.mark.parametrize(
    ("house", "is_found"), [("", False), ("http://[::1]:8000", False), ("https://a.example", True)]
)
def test_a_sign_for_the_door_leads_to_who_is_in_and_says_where_no_phone_gets_there(
    app, settings, host, house, is_found
):
    app.config["SETTINGS"] = replace(settings, public_url=house)
    link = f"{house or 'http://localhost'}/spaces/loft/today"

    sign = host.get("/spaces/loft/visits/sign").text

    assert str(app.jinja_env.filters["qr_code"](link)) in sign
    assert link in sign
    assert ("ALONGSIDE_PUBLIC_URL" not in sign) is is_found


def test_members_print_no_sign(space, session, sign_in):
    member = sign_in(a_member_of(space, "Ana"))
    session.commit()

    assert member.get("/spaces/loft/visits/sign").status_code == 404
