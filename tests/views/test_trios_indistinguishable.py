"""Whole pages of one of three, compared: nothing in them may tell what the others did."""

from datetime import UTC, datetime

import pytest

from models import Block, Reply
from tests.factories import a_member_of, a_space, a_trio, a_visit
from tests.views.test_indistinguishable import NO, leave, pages_of

pytestmark = pytest.mark.no_cover  # each page is counted where it is looked at by itself


@pytest.fixture
def today():
    return datetime.now(UTC)


@pytest.fixture
def three(session, today):
    """Ana, Bo and Di in one space, all in, proposed to each other today; with their rows."""
    space = a_space(slug="harbour")
    people = [a_member_of(space, name) for name in ("Ana Silva", "Bo Lind", "Di Third")]
    for person in people:
        a_visit(person, space, now=today)
    return people, a_trio(people, space, now=today)


@pytest.mark.parametrize("mine", [Reply.PENDING, Reply.YES], ids=lambda reply: reply.value)
def test_of_three_nobody_is_told_what_the_others_have_said(session, sign_in, three, mine):
    (ana, bo, _di), (ab, ad, bd) = three
    ab.first_reply = ad.first_reply = mine
    # While Ana has said nothing, the other two may even have agreed.
    is_open = mine is Reply.PENDING
    ad.second_reply = bd.second_reply = Reply.YES if is_open else Reply.PENDING
    browser = sign_in(ana)

    seen = []
    for reply in (Reply.PENDING, *NO, *([Reply.YES] if is_open else [])):
        ab.second_reply = bd.first_reply = reply
        session.commit()
        seen.append(pages_of(browser, bo))

    assert all(pages == seen[0] for pages in seen)


@pytest.mark.parametrize(("by_di", "mine"), [(True, Reply.YES), (False, Reply.PENDING)])
def test_of_three_a_block_between_two_looks_as_if_one_had_left_and_the_third_sees_nothing(
    session, sign_in, three, today, by_di, mine
):
    (ana, bo, di), (ab, ad, bd) = three
    for row in (ab, ad, bd):
        row.first_reply = mine
    browsers = sign_in(ana), sign_in(bo)
    third_before = pages_of(browsers[1], di)
    assert "Di Third" in str(pages_of(browsers[0], bo))

    one, other = (di, ana) if by_di else (ana, di)
    session.add(Block(member_id=one.id, other_id=other.id, at=today))
    session.commit()
    blocked, third_after = pages_of(browsers[0], di), pages_of(browsers[1], di)
    session.query(Block).delete()
    leave(session, di, today)
    left = pages_of(browsers[0], di)

    assert blocked == left
    assert "Di Third" not in str(blocked)
    assert third_before == third_after


@pytest.mark.parametrize("since", [Reply.PENDING, Reply.YES], ids=["never agreed", "agreed"])
def test_who_agreed_with_both_is_not_told_whether_these_two_did_or_are_kept_apart(
    session, sign_in, three, today, since
):
    (ana, bo, di), (ab, ad, bd) = three
    for row in (ad, bd):
        row.first_reply = row.second_reply = Reply.YES
    browser = sign_in(di)
    seen = []

    for reply, is_blocked in ((Reply.YES, False), (since, True), (Reply.NEVER, False)):
        ab.first_reply = ab.second_reply = reply
        session.query(Block).delete()
        if is_blocked:
            session.add(Block(member_id=ana.id, other_id=bo.id, at=today))
        session.commit()
        seen.append(pages_of(browser, ana))

    assert seen[0] == seen[1] == seen[2]
    assert "Ana Silva" in str(seen[0])
