"""What somebody agreed to is kept with its words, and holds from that moment."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.services import memberships
from app.services.errors import Refused
from app.services.memberships import Answer, PauseOver, TooMany
from models import Consent, ConsentKind, Membership, Visit
from tests.at_once import at_once
from tests.factories import a_member, a_membership, a_space, a_visit

TODAY = date(2026, 3, 3)


def a_newcomer(**given):
    nothing = {"is_listed": False, "wants_introductions": False, "welcomed_at": None}
    return a_membership(a_member(), a_space(), **(nothing | given))


def kept(session):
    return session.execute(
        select(
            Consent.membership_id, Consent.kind, Consent.is_given, Consent.wording, Consent.at
        ).order_by(Consent.id)
    ).all()


def test_the_welcome_keeps_each_answer_with_its_words_and_moment(session, now):
    newcomer = a_newcomer()

    memberships.welcome(
        session,
        newcomer,
        {
            ConsentKind.LISTED: Answer(is_given=True, wording="Be listed?"),
            ConsentKind.INTRODUCTIONS: Answer(is_given=False, wording="Be introduced?"),
            ConsentKind.MAIL: Answer(is_given=True, wording="Letters?"),
        },
        now=now,
    )

    assert kept(session) == [
        (newcomer.id, ConsentKind.LISTED, True, "Be listed?", now),
        (newcomer.id, ConsentKind.INTRODUCTIONS, False, "Be introduced?", now),
        (newcomer.id, ConsentKind.MAIL, True, "Letters?", now),
    ]
    session.expire_all()
    row = session.get(Membership, newcomer.id)
    assert (row.is_listed, row.wants_introductions, row.wants_mail) == (True, False, True)
    assert row.welcomed_at == now


@pytest.mark.parametrize("keep", [memberships.welcome, memberships.change_answers])
def test_many_taps_at_once_are_one_answer_to_each_question(database_url, session, now, keep):
    newcomer = a_newcomer()
    session.commit()
    yes = {kind: Answer(is_given=True, wording=f"{kind.value}?") for kind in ConsentKind}

    def answer(own):
        keep(own, own.get(Membership, newcomer.id), yes, now=now)

    assert at_once(database_url, *[answer] * 5) == ["done"] * 5
    assert [row.kind for row in kept(session)] == list(ConsentKind)


@pytest.mark.parametrize(
    ("kind", "flag"),
    [
        (ConsentKind.LISTED, "is_listed"),
        (ConsentKind.INTRODUCTIONS, "wants_introductions"),
        (ConsentKind.MAIL, "wants_mail"),
    ],
)
@pytest.mark.parametrize("is_given", [True, False])
def test_an_answer_moves_its_own_flag_alone(session, now, kind, flag, is_given):
    before = dict.fromkeys(memberships.FLAGS.values(), not is_given)
    newcomer = a_newcomer(**before)

    memberships.answer_consent(session, newcomer, kind, is_given=is_given, wording="So?", now=now)

    after = {name: getattr(newcomer, name) for name in before}
    assert after == before | {flag: is_given}


def test_taking_back_to_be_listed_hides_all_visits_in_that_space_alone(session, now):
    member = a_member()
    here, elsewhere = a_space(), a_space()
    membership = a_membership(member, here)
    a_membership(member, elsewhere)
    yesterday = now - timedelta(days=1)
    earlier = a_visit(member, here, now=yesterday, checked_out_at=yesterday)
    today = a_visit(member, here, now=now, checked_out_at=now)
    other = a_visit(member, elsewhere, now=now)

    memberships.answer_consent(
        session, membership, ConsentKind.LISTED, is_given=False, wording="Be listed?", now=now
    )

    session.expire_all()
    shown = session.execute(
        select(Visit.id, Visit.is_listed, Visit.version, Visit.changed_at).order_by(Visit.id)
    ).all()
    assert shown == [
        (earlier.id, False, 2, now),
        (today.id, False, 2, now),
        (other.id, True, 1, other.changed_at),
    ]


def test_only_what_differs_is_kept_anew(session, now):
    member = a_newcomer(is_listed=True, wants_mail=True)

    memberships.change_answers(
        session,
        member,
        {
            ConsentKind.LISTED: Answer(is_given=True, wording="Be listed?"),
            ConsentKind.INTRODUCTIONS: Answer(is_given=False, wording="Be introduced?"),
            ConsentKind.MAIL: Answer(is_given=False, wording="Letters?"),
        },
        now=now,
    )

    assert kept(session) == [(member.id, ConsentKind.MAIL, False, "Letters?", now)]


@pytest.mark.parametrize("limit", [None, 0, 1, 3])
@pytest.mark.parametrize("until", [None, TODAY, date(2026, 4, 1)])
def test_the_pace_is_one_s_own(session, limit, until):
    member = a_newcomer(introductions_per_day=2, paused_until=date(2026, 3, 9))

    memberships.set_pace(
        session, member, introductions_per_day=limit, paused_until=until, reach=0.25, today=TODAY
    )

    assert (member.introductions_per_day, member.paused_until) == (limit, until)


@pytest.mark.parametrize("limit", [-1, 4])
def test_a_pace_that_nobody_can_keep_is_refused(session, limit):
    with pytest.raises(TooMany):
        memberships.set_pace(
            session,
            a_newcomer(),
            introductions_per_day=limit,
            paused_until=None,
            reach=0.5,
            today=TODAY,
        )


def test_a_dial_beyond_its_ends_is_refused(session):
    with pytest.raises(Refused):
        memberships.set_pace(
            session,
            a_newcomer(),
            introductions_per_day=None,
            paused_until=None,
            reach=1.5,
            today=TODAY,
        )


def test_a_pause_that_is_over_is_refused(session):
    with pytest.raises(PauseOver):
        memberships.set_pace(
            session,
            a_newcomer(),
            introductions_per_day=None,
            paused_until=date(2026, 3, 2),
            reach=0.5,
            today=TODAY,
        )
