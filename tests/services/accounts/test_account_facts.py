"""What letters about one's own account tell at the moment they are sent."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.services import correspondence
from app.services.accounts import recovery_codes, second_factors
from app.services.accounts.second_factors import WrongCode
from app.services.letters import Errand
from models import Letter, LetterKind
from tests.factories import a_member, a_membership, a_space
from tests.second_steps import KEY, PAPER, SECRET, shown, with_phone


@pytest.fixture
def ana(session):
    ana = a_member(email="ana@example.org")
    with_phone(session, ana)
    return ana


def prove(session, member, code, now):
    second_factors.prove(session, member.id, code, key=KEY, now=now)


def told(session, now):
    """What each letter about a used code tells, oldest first; None of one that tells nothing."""
    session.flush()
    used = select(Letter).where(Letter.kind == LetterKind.RECOVERY_CODE_USED).order_by(Letter.id)
    return [
        correspondence.facts_for(
            session,
            Errand(one.id, one.kind, one.member_id, one.about_id, one.message_id, 1),
            key=KEY,
            now=now,
        )
        for one in session.scalars(used).all()
    ]


def test_each_use_of_a_recovery_code_is_told_with_its_time_and_how_many_are_left(session, ana, now):
    a_membership(ana, a_space(time_zone="Asia/Tokyo"), joined_at=now - timedelta(days=1))
    a_membership(ana, a_space(time_zone="Europe/Berlin"), joined_at=None)
    later = now + timedelta(hours=1)

    prove(session, ana, PAPER[0], now)
    prove(session, ana, PAPER[2], later)

    letters = told(session, later)
    assert [(one["at"], f"{one['at']:%H:%M}", one["zone"]) for one in letters] == [
        (now, "21:00", "Asia/Tokyo"),
        (later, "22:00", "Asia/Tokyo"),
    ]
    assert [(one["left"], one["path"]) for one in letters] == [(1, "/account")] * 2


def test_who_is_in_no_space_reads_the_time_by_utc(session, ana, now):
    prove(session, ana, PAPER[0], now)

    assert [(one["at"], one["zone"]) for one in told(session, now)] == [(now, "UTC")]


def test_a_code_from_the_phone_and_a_wrong_one_are_told_to_nobody(session, ana, now):
    prove(session, ana, shown(now), now)
    for code in ("000000", "zzzz-zzzz-zzzz"):
        with pytest.raises(WrongCode):
            prove(session, ana, code, now)

    assert told(session, now) == []


def test_whoever_takes_new_codes_at_once_hides_nothing_by_it(session, ana, now):
    for code, paper in ((PAPER[2], ["aaaa-bbbb-cccc"]), ("aaaa-bbbb-cccc", PAPER)):
        prove(session, ana, code, now)
        recovery_codes.replace(session, ana.id, paper, secret=SECRET)
    prove(session, ana, PAPER[2], now)

    assert [one["left"] for one in told(session, now)] == [2, 2, 2]


def test_where_it_was_turned_off_since_its_own_letter_is_enough(session, ana, now):
    prove(session, ana, PAPER[0], now)
    second_factors.turn_off(session, ana.id, now=now)

    assert told(session, now) == [None]
    kinds = session.scalars(select(Letter.kind).order_by(Letter.id)).all()
    assert kinds == [LetterKind.RECOVERY_CODE_USED, LetterKind.SECOND_FACTOR_OFF]
