"""What is remembered of a viewer and their list is gone with the first change, whoever makes it.

The session that changes rows here is one of its own connections, as another process has.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, update

from app.services import viewers
from models import Block, Member, Membership, Profile, Role, SignIn, Visit
from tests.conftest import NOON
from tests.factories import a_member_of, a_space, a_visit
from tests.signing_in import PASSWORD, a_sign_in, with_password

HOUR = timedelta(hours=1)
LIVE = "/spaces/harbour/today/people?seen="


@pytest.fixture
def people(session):
    """Ana, who looks, and Bo, whom she sees."""
    space = a_space(slug="harbour")
    ana, bo = (a_member_of(space, name) for name in ("Ana", "Bo"))
    for member in (ana, bo):
        a_visit(member, space, now=datetime.now(UTC))
    return ana, bo


def ask(browser, etag):
    return browser.get(LIVE, headers={"If-None-Match": etag})


def settled(browser):
    """Look until everything is remembered, and give the mark of the list."""
    etag = browser.get(LIVE).headers["ETag"]
    assert [ask(browser, etag).status_code for _again in range(2)] == [304, 304]
    return etag


ENDS = {
    "signed out": lambda: delete(SignIn),
    "expired": lambda: update(SignIn).values(expires_at=datetime.now(UTC)),
    "idle": lambda: update(SignIn).values(seen_at=datetime.now(UTC) - timedelta(days=14)),
    "disabled": lambda: update(Member).values(disabled_at=datetime.now(UTC)),
    "unclaimed": lambda: update(Member).values(claimed_at=None),
    "erased": lambda: delete(Member),
}


@pytest.mark.parametrize("how", ENDS)
def test_who_is_no_longer_signed_in_is_refused_at_the_very_next_look(session, people, sign_in, how):
    browser = sign_in(people[0])
    etag = settled(browser)

    session.execute(ENDS[how]())
    session.commit()

    assert ask(browser, etag).status_code == 302


@pytest.mark.parametrize(
    "change",
    [
        {"ends_on": date(2026, 1, 1)},
        {"joined_at": None},
        {"starts_on": date(2100, 1, 1)},
    ],
    ids=["ended", "not joined", "not begun"],
)
def test_whose_membership_does_not_hold_finds_no_space_at_the_next_look(
    session, people, sign_in, change
):
    browser = sign_in(people[0])
    etag = settled(browser)

    session.execute(update(Membership).filter_by(member_id=people[0].id).values(**change))
    session.commit()

    assert ask(browser, etag).status_code == 404


HIDES = {
    "leaves": lambda bo: (
        update(Visit).where(Visit.member_id == bo.id).values(checked_out_at=datetime.now(UTC))
    ),
    "hides": lambda bo: update(Visit).where(Visit.member_id == bo.id).values(is_listed=False),
    "is disabled": lambda bo: (
        update(Member).where(Member.id == bo.id).values(disabled_at=datetime.now(UTC))
    ),
    "membership ends": lambda bo: (
        update(Membership).where(Membership.member_id == bo.id).values(ends_on=date(2026, 1, 1))
    ),
    "is erased": lambda bo: delete(Member).where(Member.id == bo.id),
}


@pytest.mark.parametrize("how", HIDES)
def test_who_may_no_longer_be_seen_is_gone_at_the_very_next_look(session, people, sign_in, how):
    browser = sign_in(people[0])
    etag = settled(browser)

    session.execute(HIDES[how](people[1]))
    session.commit()

    after = ask(browser, etag)
    assert (after.status_code, "Bo" in after.text) == (200, False)


def test_a_block_and_its_end_show_at_once_to_both(session, people, sign_in):
    ana, bo = people
    browsers = [sign_in(ana), sign_in(bo)]
    etags = [settled(browser) for browser in browsers]

    session.add(Block(member_id=ana.id, other_id=bo.id, at=datetime.now(UTC)))
    session.commit()
    blocked = [ask(*each).status_code for each in zip(browsers, etags, strict=True)]
    session.execute(delete(Block))
    session.commit()
    unblocked = [ask(*each).status_code for each in zip(browsers, etags, strict=True)]

    assert (blocked, unblocked) == ([200, 200], [304, 304])


def test_one_s_own_changes_show_at_once_too(session, people, sign_in):
    ana, bo = people
    looking, leaving = sign_in(ana), sign_in(bo)
    etag = settled(looking)
    leaving.get("/spaces/harbour/today")

    left = leaving.submit("/spaces/harbour/check-out")

    assert (left.status_code, ask(looking, etag).status_code) == (302, 200)


def test_signing_out_and_a_new_password_end_what_was_remembered(session, people, app, sign_in):
    ana = with_password(people[0], "ana@example.org")
    here, there = sign_in(ana), sign_in(ana)
    etag = settled(there)
    settled(here)
    here.get("/account/password")

    changed = here.submit("/account/password", current=PASSWORD, password="slow green boats 7")

    assert (changed.status_code, ask(there, etag).status_code) == (302, 302)
    here.get("/spaces/harbour/today")
    cookie = here.get_cookie("session").value
    here.submit("/sign-out")
    here.set_cookie("session", cookie)
    assert ask(here, etag).status_code == 302


def test_nothing_is_remembered_of_a_change_that_was_undone(session, people, sign_in):
    browser = sign_in(people[0])
    etag = settled(browser)

    session.execute(update(Profile).values(version=Profile.version + 1))
    during = ask(browser, etag).status_code
    session.rollback()

    assert (during, ask(browser, etag).status_code) == (304, 304)


@pytest.mark.parametrize(
    ("role", "given", "until"),
    [
        (Role.MEMBER, {"expires_at": NOON + 2 * HOUR}, NOON + 2 * HOUR),
        (Role.MEMBER, {"seen_at": NOON - timedelta(days=14) + HOUR}, NOON + HOUR),
        (Role.HOST, {"created_at": NOON - 9 * HOUR}, NOON + 3 * HOUR),
        # Its next day: in Lisbon in March the clock shows UTC.
        (Role.MEMBER, {}, NOON + 12 * HOUR),
    ],
    ids=["expires", "is idle", "a host's day", "a new day"],
)
def test_a_viewer_is_remembered_no_longer_than_time_lets_them_be(session, role, given, until):
    ana = a_member_of(a_space(time_zone="Europe/Lisbon"), role=role)
    row = a_sign_in(ana, now=NOON, **given)

    assert viewers.viewer_of(session, row.token_hash, now=NOON).until == until
