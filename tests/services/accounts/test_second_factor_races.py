"""A code opens one door, also for those who type it at the same moment."""

import pytest
from sqlalchemy import func, select

from app.services.accounts import recovery_codes
from models import Letter, RecoveryCode, SecondFactor, SignIn
from tests.factories import a_member
from tests.second_steps import PAPER, SECRET, shown, with_phone
from tests.using_codes import begin, prove, renew, turn_on


@pytest.fixture
def ana(session):
    ana = a_member(password_hash="kept")
    session.commit()
    return ana


def count(session, kind):
    session.rollback()
    return session.scalar(select(func.count()).select_from(kind))


@pytest.mark.parametrize(("on_paper", "refused"), [(False, "UsedCode"), (True, "WrongCode")])
def test_of_three_who_type_one_code_at_once_one_passes(session, race, ana, now, on_paper, refused):
    with_phone(session, ana)
    session.commit()
    code = PAPER[0] if on_paper else shown(now)

    outcomes = race(*([(prove, ana.id, code)] for _ in range(3)))

    assert sorted(outcomes) == sorted([refused, refused, "done"])


def test_clicked_three_times_at_once_it_is_turned_on_once(session, race, ana, now):
    outcomes = race(*([(turn_on, ana.id, shown(now), PAPER)] for _ in range(3)))

    assert outcomes == ["done"] * 3
    assert [count(session, kind) for kind in (SecondFactor, RecoveryCode, Letter)] == [1, 3, 1]


def test_clicked_three_times_at_once_the_new_codes_are_those_that_are_shown(
    session, race, ana, now
):
    with_phone(session, ana)
    session.commit()
    new = recovery_codes.new()

    outcomes = race(*([(renew, ana.id, shown(now), new)] for _ in range(3)))

    assert outcomes == ["done"] * 3
    session.rollback()
    assert recovery_codes.are(session, ana.id, new, secret=SECRET)


@pytest.mark.parametrize("turn", range(3))
def test_whoever_signs_in_while_it_is_turned_on_is_out_or_is_asked(session, race, ana, now, turn):
    signing_in = [[(begin, ana.id)] for _ in range(2)]
    signing_in.insert(turn, [(turn_on, ana.id, shown(now), PAPER)])

    outcomes = race(*signing_in)

    assert set(outcomes) <= {"done", "CodeNeeded"}
    assert count(session, SecondFactor) == 1
    assert count(session, SignIn) == 0
