"""A second step: turned on by a code, asked for at every door, taken once."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.services.accounts import second_factors, sign_ins
from app.services.accounts.second_factors import Draft, Unreadable, UsedCode, WrongCode
from app.services.errors import Conflict, NotFound
from models import Letter, LetterKind, RecoveryCode, SecondFactor, SignIn
from tests.factories import a_member
from tests.second_steps import KEY, PAPER, SECRET, shown, with_phone
from tests.signing_in import a_sign_in

DRAFT = Draft(SECRET, PAPER)


@pytest.fixture
def ana(session):
    return a_member(email="ana@example.org", password_hash="kept")


def turn_on(session, member, code, now, keep=0, draft=DRAFT):
    second_factors.turn_on(session, draft, code, by=member.id, keep=keep, key=KEY, now=now)


def prove(session, member, code, now):
    return second_factors.prove(session, member.id, code, key=KEY, now=now)


def letters(session):
    return session.scalars(select(Letter.kind).order_by(Letter.id)).all()


def test_a_code_turns_it_on_signs_other_devices_out_and_is_told_by_letter(session, ana, now):
    here, elsewhere = a_sign_in(ana, now=now), a_sign_in(ana, now=now)

    turn_on(session, ana, shown(now), now, keep=here.id)

    assert second_factors.standing(session, ana.id) == second_factors.Standing(now, 3)
    assert session.scalars(select(SignIn.id)).all() == [here.id] != [elsewhere.id]
    assert letters(session) == [LetterKind.SECOND_FACTOR_ON]


def test_a_wrong_code_turns_nothing_on(session, ana, now):
    with pytest.raises(WrongCode):
        turn_on(session, ana, shown(now, later=3), now)

    assert second_factors.standing(session, ana.id) is None
    assert session.scalar(select(func.count()).select_from(RecoveryCode)) == 0


def test_a_second_click_changes_nothing_and_a_second_phone_is_refused(session, ana, now):
    for _ in range(2):
        turn_on(session, ana, shown(now), now)
    other = second_factors.draw()

    with pytest.raises(Conflict):
        turn_on(session, ana, shown(now, secret=other.secret), now, draft=other)

    assert second_factors.standing(session, ana.id).codes_left == 3
    assert letters(session) == [LetterKind.SECOND_FACTOR_ON]


def test_the_code_that_turned_it_on_is_used(session, ana, now):
    turn_on(session, ana, shown(now), now)

    with pytest.raises(UsedCode):
        prove(session, ana, shown(now), now)


def test_the_database_holds_the_secret_of_the_phone_only_under_the_key(session, ana, now):
    turn_on(session, ana, shown(now), now)

    kept = session.scalars(select(SecondFactor.sealed_secret)).one()

    assert SECRET not in kept
    with pytest.raises(Unreadable):
        second_factors.prove(session, ana.id, PAPER[0], key="another", now=now)


def test_each_code_counts_once_and_none_that_is_older(session, ana, now):
    with_phone(session, ana)
    assert prove(session, ana, shown(now), now) is False

    for later in (0, -1):
        with pytest.raises(UsedCode):
            prove(session, ana, shown(now, later=later), now)

    assert (
        prove(session, ana, f" {shown(now, later=1)[:3]} {shown(now, later=1)[3:]} ", now) is False
    )


def test_a_recovery_code_stands_for_the_phone_once(session, ana, now):
    with_phone(session, ana)

    assert prove(session, ana, PAPER[0], now) is True
    with pytest.raises(WrongCode):
        prove(session, ana, PAPER[0], now)


def test_nobody_proves_anything_without_a_phone_or_with_somebody_else_s(session, ana, now):
    with_phone(session, a_member())

    for code in (shown(now), PAPER[0], ""):
        with pytest.raises(WrongCode):
            prove(session, ana, code, now)


def test_new_recovery_codes_end_the_old_ones_and_cost_a_code(session, ana, now):
    with_phone(session, ana)
    new = second_factors.draw()

    with pytest.raises(WrongCode):
        second_factors.renew(session, new, "000000", by=ana.id, key=KEY, now=now)
    for _ in range(2):  # clicked twice
        second_factors.renew(session, new, shown(now), by=ana.id, key=KEY, now=now)

    assert second_factors.standing(session, ana.id).codes_left == 10
    with pytest.raises(WrongCode):
        prove(session, ana, PAPER[0], now)
    assert prove(session, ana, new.codes[9], now) is True


def test_turned_off_nothing_is_left_of_it_but_the_letter(session, ana, now):
    with_phone(session, ana)

    assert [second_factors.turn_off(session, ana.id, now=now) for _ in range(2)] == [True, False]

    assert session.scalar(select(func.count()).select_from(SecondFactor)) == 0
    assert session.scalar(select(func.count()).select_from(RecoveryCode)) == 0
    assert letters(session) == [LetterKind.SECOND_FACTOR_OFF]


def test_on_and_off_and_on_again_is_told_each_time(session, ana, now):
    for hour in range(2):
        then = now + timedelta(hours=hour)
        turn_on(session, ana, shown(then), then)
        second_factors.turn_off(session, ana.id, now=then)

    assert letters(session) == [LetterKind.SECOND_FACTOR_ON, LetterKind.SECOND_FACTOR_OFF] * 2


def test_an_operator_takes_it_off_and_signs_the_lost_phone_out(session, ana, now):
    with_phone(session, ana)
    a_sign_in(ana, now=now)

    assert second_factors.take_off(session, " ANA@example.org", now=now) == ana.id

    assert session.scalars(select(SignIn)).all() == []
    for email in ("ana@example.org", "nobody@example.org"):
        with pytest.raises(NotFound):
            second_factors.take_off(session, email, now=now)


def test_under_a_new_key_the_phone_and_the_paper_go_on_working(session, ana, now):
    with_phone(session, ana)
    with_phone(session, a_member())
    lost = with_phone(session, a_member())
    lost.sealed_secret = "sealed elsewhere"

    told = [second_factors.reseal(session, old=KEY, new="the new key", now=now) for _ in range(2)]
    session.flush()

    assert told == [(2, 1)] * 2
    with pytest.raises(Unreadable):
        prove(session, ana, shown(now), now)
    for code in (shown(now), PAPER[0]):
        second_factors.prove(session, ana.id, code, key="the new key", now=now)


def test_the_password_alone_begins_no_sign_in(session, ana, now):
    with_phone(session, ana)
    told = {"password_hash": "kept", "agent": "", "now": now}

    with pytest.raises(sign_ins.CodeNeeded):
        sign_ins.begin(session, ana.id, **told)
    assert session.scalars(select(SignIn)).all() == []

    assert sign_ins.begin(session, ana.id, has_proved=True, **told)


def test_a_draft_is_read_by_its_owner_for_half_an_hour(session, ana, now):
    seal = second_factors.sealed(DRAFT, of=ana.id, key=KEY, now=now)

    def read(by=ana.id, minutes=0):
        then = now + timedelta(minutes=minutes)
        return second_factors.opened(seal, by=by, key=KEY, now=then)

    assert (read(), read(minutes=30)) == (DRAFT, DRAFT)
    assert (read(by=ana.id + 1), read(minutes=31)) == (None, None)
    assert second_factors.opened("", by=ana.id, key=KEY, now=now) is None
