"""The codes on paper: ten, each of which opens once."""

import pytest
from sqlalchemy import select

from app.services.accounts import recovery_codes
from models import RecoveryCode
from tests.factories import a_member
from tests.second_steps import PAPER, SECRET


@pytest.fixture
def ana(session):
    ana = a_member()
    recovery_codes.replace(session, ana.id, PAPER, secret=SECRET)
    return ana


def use(session, member, code, now, secret=SECRET):
    return recovery_codes.use(session, member.id, code, secret=secret, now=now)


def test_ten_codes_are_drawn_that_nobody_guesses_or_misreads():
    codes = recovery_codes.new() + recovery_codes.new()

    assert len(set(codes)) == 20
    assert {len(code) for code in codes} == {14}
    assert not set("".join(codes)) & set("01ilo")


def test_each_opens_once(session, ana, now):
    first = session.scalar(select(RecoveryCode.id).order_by(RecoveryCode.id))

    assert [use(session, ana, PAPER[0], now) for _ in range(2)] == [first, None]
    assert use(session, ana, PAPER[1], now)
    assert recovery_codes.left(session, ana.id) == 1


@pytest.mark.parametrize("typed", ["K7QM 4X9W T2HD", "k7qm4x9wt2hd", " k7qm-4x9w-t2hd\n"])
def test_it_may_be_typed_as_one_likes(session, ana, now, typed):
    assert use(session, ana, typed, now)


@pytest.mark.parametrize("typed", ["", "k7qm", "k7qm-4x9w-t2h", "k7qm-4x9w-t2hd-2", "000000"])
def test_what_is_no_code_opens_nothing(session, ana, now, typed):
    assert not use(session, ana, typed, now)
    assert recovery_codes.left(session, ana.id) == 3


def test_somebody_else_s_code_opens_nothing(session, ana, now):
    assert not use(session, a_member(), PAPER[0], now)


def test_new_ones_end_the_old_ones(session, ana, now):
    recovery_codes.replace(session, ana.id, ["aaaa-bbbb-cccc"], secret=SECRET)

    assert not use(session, ana, PAPER[0], now)
    assert use(session, ana, "aaaa-bbbb-cccc", now)


def test_the_table_tells_no_code_and_has_another_hash_for_every_phone(session, ana):
    bo = a_member()
    recovery_codes.replace(session, bo.id, PAPER, secret=SECRET[::-1])

    kept = session.scalars(select(RecoveryCode.code_hash)).all()

    assert len(set(kept)) == 6
    assert not [code for code in PAPER for one in kept if code.replace("-", "") in one.lower()]
