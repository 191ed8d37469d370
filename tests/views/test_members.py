"""The list of a space: found, invited, changed."""

import re
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from app.services.hosting import LAST_HOST
from app.services.members.members import NOT_ONESELF
from models import Invitation, Letter, Member, Membership, Role
from tests.factories import a_host_of, a_member, a_member_of, a_membership, a_space, an_invitation


@pytest.fixture
def space(session):
    return a_space(slug="loft")


@pytest.fixture
def host(space, sign_in):
    return sign_in(a_host_of(space, "Hugo"))


def on_the_list(space, name="Ana Silva", **given):
    return a_membership(a_member(name, claimed_at=None, **given), space, joined_at=None)


def names_on(page):
    return re.findall(r"<bdi>(.*?)</bdi></a>", page.text)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_long(host, space, session, count_queries, rows):
    for n in range(rows):
        on_the_list(space, f"Ana {n}")
    session.commit()

    with count_queries() as queries:
        page = host.get("/spaces/loft/members")

    assert len(queries) == 3
    assert names_on(page) == [*(f"Ana {n}" for n in range(rows)), "Hugo"]


def test_the_list_is_searched_and_filtered(host, space, session):
    on_the_list(space, "Élodie")
    a_member_of(space, "Elsa")
    session.commit()

    assert names_on(host.get("/spaces/loft/members?find=EL")) == ["Élodie", "Elsa"]
    assert names_on(host.get("/spaces/loft/members?find=el&state=joined")) == ["Elsa"]
    assert "Nobody like that" in host.get("/spaces/loft/members?find=%25&state=left").text


def test_a_long_list_has_pages_that_keep_the_filter(host, space, session):
    for n in range(51):
        on_the_list(space, f"Ana {n:02}")
    session.commit()

    first = host.get("/spaces/loft/members?find=ana")
    onward = re.search(r'rel="next" href="([^"]+)"', first.text)[1].replace("&amp;", "&")

    assert len(names_on(first)) == 50
    assert names_on(host.get(onward)) == ["Ana 50"]


def test_somebody_is_added_and_then_invited_by_a_link_to_copy(host, session, client):
    added = host.submit(
        "/spaces/loft/members/add",
        _from="/spaces/loft/members/add",
        name="Ana Silva",
        email="Ana@example.org",
        role="guest",
    )
    invited = host.submit(f"{added.location}/invite", _from=added.location)
    page = host.get(invited.location)
    link = re.search(r'value="http://localhost(/join/\d+/[^"]+)"', page.text)[1]

    assert (added.status_code, invited.location) == (302, added.location)
    assert "The invitation is ready. Copy its link and pass it on." in page.text
    assert client.get(link).status_code == 200
    assert session.scalars(select(Membership.role).where(Membership.joined_at.is_(None))).all() == [
        Role.GUEST
    ]


def test_what_was_typed_stays_with_what_to_mend(host, session):
    page = host.submit(
        "/spaces/loft/members/add",
        _from="/spaces/loft/members/add",
        name="Ana <Silva>",
        email="ana@example,org",
        role="member",
    )

    assert page.status_code == 400
    assert 'value="Ana &lt;Silva&gt;"' in page.text
    assert "“ana@example,org” has a comma where a dot may be meant." in page.text
    assert len(session.scalars(select(Member)).all()) == 1


def test_a_mistyped_address_is_mended(host, space, session):
    hers = on_the_list(space, "Ana")
    session.commit()
    address = f"/spaces/loft/members/{hers.id}/correct"
    assert address in host.get(f"/spaces/loft/members/{hers.id}").text

    wrong = host.submit(address, _from=address, name="Ana", email="ana@example")
    right = host.submit(address, name="Ana Silva", email="ana@example.org")
    session.refresh(hers.member)

    assert (wrong.status_code, 'value="ana@example"' in wrong.text) == (400, True)
    assert (right.status_code, hers.member.email) == (302, "ana@example.org")


def test_an_address_of_somebody_elsewhere_is_put_on_the_list_and_no_name_told(host, space, session):
    hers = on_the_list(space, "Zo")
    a_membership(a_member("Zoe Lund", email="zoe@example.org"), a_space())
    session.commit()
    address = f"/spaces/loft/members/{hers.id}/correct"
    host.get(f"/spaces/loft/members/{hers.id}")

    page = host.get(host.submit(address, name="Zo", email="zoe@example.org").location).text

    assert ("zoe@example.org" in page, "Zoe Lund" in page) == (True, False)


def test_all_who_are_not_invited_yet_are_invited_once(host, space, session):
    for _ in range(3):
        on_the_list(space)
    session.commit()
    host.get("/spaces/loft/members")

    first = host.submit("/spaces/loft/members/invite")
    page = host.get(first.location)
    host.submit("/spaces/loft/members/invite")

    assert "3 invitations are ready" in page.text
    assert page.text.count("/join/") == 3
    assert len(session.scalars(select(Letter)).all()) == 3


def test_a_role_is_changed_and_the_last_host_stays(host, space, session):
    ana = a_member_of(space, "Ana")
    session.commit()
    theirs = session.scalars(select(Membership).where(Membership.member_id == ana.id)).one()
    session.commit()
    address = f"/spaces/loft/members/{theirs.id}"

    assert host.submit(f"{address}/role", _from=address, role="host").status_code == 302
    assert host.submit(f"{address}/role", role="owner").status_code == 400
    session.refresh(theirs)

    assert theirs.role is Role.HOST


def test_a_host_finds_no_way_to_lock_themselves_out(host, space, session):
    own = session.scalars(select(Membership)).one()
    session.commit()
    address = f"/spaces/loft/members/{own.id}"

    page = host.get(address)
    refused = host.submit(f"{address}/end", _from=address)

    assert "This is you." in page.text
    assert (refused.status_code, NOT_ONESELF in refused.text) == (400, True)
    assert LAST_HOST not in page.text


def test_a_membership_is_ended_taken_back_and_switched_off(host, space, session):
    ana = a_member_of(space, "Ana")
    session.commit()
    theirs = session.scalars(select(Membership).where(Membership.member_id == ana.id)).one()
    session.commit()
    address = f"/spaces/loft/members/{theirs.id}"

    def do(what, **fields):
        answer = host.submit(f"{address}/{what}", _from=address, **fields)
        session.refresh(theirs)
        session.refresh(ana)
        session.commit()
        return answer.status_code, theirs.ends_on is None, ana.is_active

    assert do("last-day", last_day="2020-01-01") == (400, True, True)
    assert do("last-day", last_day="2999-12-31") == (302, False, True)
    assert do("take-back") == (302, True, True)
    assert do("disable") == (302, True, False)
    assert do("enable") == (302, True, True)
    assert do("end") == (302, False, True)
    page = host.get(address).text
    assert ("The membership has ended." in page, "Coming back" in page) == (True, True)
    assert ("Invite back" in page, "Leaving" in page) == (True, False)


def test_who_has_left_is_a_name_and_a_day_and_is_invited_back(host, space, session):
    ana = a_member("Ana", email="ana@example.org", claimed_at=None, profile={"company": "Cork"})
    hers = a_membership(ana, space, role=Role.HOST, ends_on=date(2026, 3, 2))
    session.commit()
    address, adding = f"/spaces/loft/members/{hers.id}", "/spaces/loft/members/add"

    told = {"name": "Ana", "email": "ana@example.org", "role": "member"}
    added = host.submit(adding, _from=adding, **told)
    page = host.get(added.location).text
    file = host.get("/spaces/loft/members.csv").text
    refused = host.get(f"{address}/correct")

    assert (added.location, "This person has left. You can invite them back." in page) == (
        address,
        True,
    )
    assert ("Over since" in page, "3 March" in page) == (True, True)
    assert not any(
        word in page
        for word in ("ana@example.org", "Cork", f"{address}/correct", f"{address}/role")
    )
    assert '<option selected value="member">' in page
    assert "Ana,,,host,left,2025-01-01" in file
    assert refused.status_code == 400

    host.submit(f"{address}/invite", _from=address, role="guest")
    page = host.get(address).text
    session.refresh(hers)
    assert ("/join/" in page, "ana@example.org" in page) == (True, False)
    assert hers.role is Role.GUEST


def test_an_open_link_is_shown_to_hosts_of_the_space_alone(host, space, session, sign_in):
    other = a_space(slug="other")
    invitation = an_invitation(on_the_list(other), now=datetime.now(UTC))
    session.commit()

    assert host.get(f"/spaces/loft/members/{invitation.membership_id}").status_code == 404
    assert session.scalars(select(Invitation.used_at)).all() == [None]


def test_the_list_is_taken_away_as_a_spreadsheet(host, space, session):
    on_the_list(space, "=1+1", email="f@example.org")
    session.commit()

    file = host.get("/spaces/loft/members.csv")

    assert file.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert file.headers["Content-Disposition"] == "attachment; filename=members.csv"
    assert file.text.splitlines()[1].startswith("'=1+1,f@example.org,,member,not_invited,")
