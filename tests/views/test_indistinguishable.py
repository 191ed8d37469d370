"""Whole pages of one side, compared: nothing in them may tell what the other side did."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from app.services.presence import presence
from models import Block, Introduction, Membership, Reply, Visit
from tests.factories import (
    a_host_of,
    a_member_of,
    a_space,
    a_visit,
    an_encounter,
    an_introduction,
)

pytestmark = pytest.mark.no_cover  # each page is counted where it is looked at by itself

NO = [Reply.NOT_NOW, Reply.NEVER]
PAGES = ["introductions", "met", "met/add", "today", "today/people"]
TOKEN = re.compile(r'(name="csrf_token"[^>]*value=")[^"]+')


def text_of(browser, address):
    response = browser.get(address)
    return response.status_code, TOKEN.sub(r"\1…", response.text)


def pages_of(browser, other):
    """Everything that the browser's owner can open in the space, and the other's profile."""
    addresses = [*(f"/spaces/harbour/{page}" for page in PAGES), f"/people/{other.id}"]
    return {address: text_of(browser, address) for address in addresses}


@pytest.fixture
def today():
    return datetime.now(UTC)


@pytest.fixture
def two(session, today):
    """Ana and Bo in one space, both in; a third person, so that no page is empty."""
    space = a_space(slug="harbour")
    people = [a_member_of(space, name) for name in ("Ana Silva", "Bo Lind", "Cy Third")]
    for person in people:
        a_visit(person, space, now=today)
    an_encounter(people[0], people[2], space, now=today)
    return space, people[0], people[1]


def with_reply(session, introduction, reply):
    session.execute(
        update(Introduction)
        .where(Introduction.id == introduction.id)
        .values(
            second_reply=reply,
            second_replied_at=None if reply is Reply.PENDING else datetime.now(UTC),
        )
    )
    session.commit()


@pytest.mark.parametrize("days_ago", [0, 1], ids=["today", "yesterday"])
@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (Reply.PENDING, [Reply.PENDING, Reply.YES, *NO]),
        (Reply.YES, [Reply.PENDING, *NO]),
        (Reply.NOT_NOW, list(Reply)),
        (Reply.NEVER, list(Reply)),
    ],
    ids=["unanswered", "yes", "not now", "never"],
)
def test_a_reply_shows_nowhere_on_the_other_side(
    session, sign_in, two, today, days_ago, mine, theirs
):
    space, ana, bo = two
    introduction = an_introduction(
        ana, bo, space, now=today - timedelta(days=days_ago), first_reply=mine
    )
    browser = sign_in(ana)

    seen = []
    for reply in theirs:
        with_reply(session, introduction, reply)
        seen.append(pages_of(browser, bo))

    assert all(pages == seen[0] for pages in seen)
    assert all(status == 200 for status, _text in seen[0].values())


def test_a_yes_from_both_does_show(session, sign_in, two, today):
    space, ana, bo = two
    introduction = an_introduction(ana, bo, space, now=today, first_reply=Reply.YES)
    browser = sign_in(ana)
    before = pages_of(browser, bo)

    with_reply(session, introduction, Reply.YES)

    assert (
        pages_of(browser, bo)["/spaces/harbour/introductions"]
        != (before["/spaces/harbour/introductions"])
    )


@pytest.mark.parametrize("days_ago", [0, 1], ids=["today", "yesterday"])
def test_a_host_cannot_tell_either(session, sign_in, two, today, days_ago):
    space, ana, bo = two
    browser = sign_in(a_host_of(space))
    then = today - timedelta(days=days_ago)
    introduction = an_introduction(ana, bo, space, now=then, first_reply=Reply.YES)

    seen = []
    for reply in (Reply.PENDING, *NO):
        with_reply(session, introduction, reply)
        seen.append(text_of(browser, "/spaces/harbour/desk/introductions"))

    assert seen == [seen[0]] * 3
    assert "Ana Silva" in seen[0][1]


PASTS = {
    "nothing": None,
    "asked": {},
    "said yes": {"first_reply": Reply.YES},
    "both yes": {"first_reply": Reply.YES, "second_reply": Reply.YES},
}


@pytest.mark.parametrize(
    ("past", "have_met", "by_bo"),
    [
        ("nothing", False, True),
        ("nothing", True, True),
        ("asked", False, True),
        ("said yes", False, False),
        ("both yes", True, True),
        ("both yes", True, False),
    ],
)
def test_a_block_looks_as_if_the_other_had_left_the_space(
    session, sign_in, two, today, past, have_met, by_bo
):
    space, ana, bo = two
    for ago in (0, 1) if PASTS[past] is not None else ():
        an_introduction(ana, bo, space, now=today - timedelta(days=ago), **PASTS[past])
    if have_met:
        an_encounter(ana, bo, space, now=today)
    browser = sign_in(ana)
    before = pages_of(browser, bo)

    one, other = (bo, ana) if by_bo else (ana, bo)
    session.add(Block(member_id=one.id, other_id=other.id, at=today))
    session.commit()
    blocked = pages_of(browser, bo)
    session.query(Block).delete()
    leave(session, bo, today)
    left = pages_of(browser, bo)

    assert "Bo Lind" in str(before)
    assert blocked == left
    assert "Bo Lind" not in str(blocked)


def leave(session, member, today):
    """End a membership, and the stay with it, as leaving a space does."""
    session.execute(
        update(Membership)
        .where(Membership.member_id == member.id)
        .values(ends_on=today.date() - timedelta(days=2))
    )
    session.commit()


@pytest.mark.parametrize("past", ["nothing", "asked", "said yes"])
def test_between_strangers_a_block_looks_like_somebody_who_is_in_unlisted(
    session, sign_in, two, today, past
):
    space, ana, bo = two
    if PASTS[past] is not None:
        an_introduction(ana, bo, space, now=today, **PASTS[past])
    browser = sign_in(ana)
    session.add(Block(member_id=bo.id, other_id=ana.id, at=today))
    session.commit()
    blocked = pages_of(browser, bo)

    session.query(Block).delete()
    session.execute(update(Visit).where(Visit.member_id == bo.id).values(is_listed=False))
    session.commit()

    assert blocked == pages_of(browser, bo)


@pytest.mark.parametrize("past", PASTS)
def test_going_unseen_looks_like_going_home(session, sign_in, two, today, past):
    space, ana, bo = two
    if PASTS[past] is not None:
        an_introduction(ana, bo, space, now=today, **PASTS[past])
    browser = sign_in(ana)
    chosen = {"zone_id": None, "is_listed": False, "heads_down_until": None}
    presence.change(session, bo.id, now=today, **chosen)
    session.commit()
    unseen = pages_of(browser, bo)

    session.query(Visit).filter_by(member_id=bo.id, is_listed=False).delete()
    session.commit()

    assert unseen == pages_of(browser, bo)
    assert "Bo Lind" in unseen["/spaces/harbour/met/add"][1]
