from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from models import Block
from tests.factories import a_member_of, a_space, a_visit


@pytest.fixture
def two(session):
    """Ana and Bo, both in and listed."""
    space = a_space(slug="harbour")
    people = a_member_of(space, "Ana Silva"), a_member_of(space, "Bo Lind")
    for person in people:
        a_visit(person, space, now=datetime.now(UTC))
    return people


def blocks(session):
    found = session.execute(select(Block.member_id, Block.other_id)).all()
    session.commit()
    return found


def test_somebody_is_blocked_from_the_profile_and_unblocked_from_the_list(session, sign_in, two):
    ana, bo = two
    browser = sign_in(ana)
    browser.get("/blocks")

    browser.submit(f"/people/{bo.id}/block")
    made = blocks(session)
    listed = browser.get("/blocks").text
    gone = browser.get(f"/people/{bo.id}").status_code
    browser.submit(f"/people/{bo.id}/unblock")

    assert made == [(ana.id, bo.id)]
    assert "Bo Lind" in listed
    assert "Ana Silva" not in sign_in(bo).get("/blocks").text
    assert (gone, blocks(session)) == (404, [])


def test_a_double_tap_is_no_error(session, sign_in, two):
    ana, bo = two
    browser = sign_in(ana)
    browser.get("/blocks")

    answered = [browser.submit(f"/people/{bo.id}/block").status_code for _twice in range(2)]
    answered += [browser.submit(f"/people/{bo.id}/unblock").status_code for _twice in range(2)]

    assert answered == [302] * 4


def test_a_stranger_cannot_be_blocked_and_so_not_be_found_out(session, sign_in, two):
    ana, _bo = two
    stranger = a_member_of(a_space(), "Zoe")
    browser = sign_in(ana)
    browser.get("/blocks")

    for nobody in (stranger.id, 10_000):
        assert browser.submit(f"/people/{nobody}/block").status_code == 404

    assert blocks(session) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(session, sign_in, count_queries, two, count):
    ana, _bo = two
    for n in range(count):
        other = a_member_of(a_space(), f"Person {n}")
        session.add(Block(member_id=ana.id, other_id=other.id, at=datetime.now(UTC)))
    browser = sign_in(ana)

    with count_queries() as queries:
        page = browser.get("/blocks").text

    assert len(queries) == 3
    assert page.count("<strong>Person ") == count
