"""What is forgotten, and what is kept as a count."""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from app.services import retention
from models import Attendance, Letter, LetterKind, SignIn, Space, Visit
from tests.factories import a_member_of, a_space, a_visit


def _stay(member, space, day, *, now, **given):
    start = datetime.combine(day, now.timetz())
    return a_visit(
        member,
        space,
        now=now,
        **{"checked_in_at": start, "checked_out_at": start + timedelta(hours=4)} | given,
    )


def forget_visits(session, *, now):
    return sum(retention.forget_visits(session, one, now=now) for one in _spaces(session))


def count_weeks(session, *, now):
    return sum(retention.count_weeks(session, one, now=now) for one in _spaces(session))


def _spaces(session):
    return [session.get(Space, number) for number in retention.spaces(session)]


def test_visits_older_than_the_space_keeps_them_are_deleted(session, now):
    space = a_space(retention_days=30)
    member = a_member_of(space)
    for ago in (29, 30, 31, 200):
        _stay(member, space, now.date() - timedelta(days=ago), now=now)

    forgotten = forget_visits(session, now=now)

    kept = session.scalars(select(Visit.day).order_by(Visit.day)).all()
    assert forgotten == 2
    assert kept == [now.date() - timedelta(days=30), now.date() - timedelta(days=29)]


def test_each_space_keeps_visits_as_long_as_its_own_rules_say(session, now):
    short, long = a_space(retention_days=7), a_space(retention_days=90)
    for space in (short, long):
        _stay(a_member_of(space), space, now.date() - timedelta(days=40), now=now)

    forget_visits(session, now=now)

    assert session.scalars(select(Visit.space_id)).all() == [long.id]


def test_a_finished_week_is_counted_once_before_it_is_forgotten(session, now):
    space = a_space(retention_days=7)
    monday = date(2026, 2, 9)
    for _ in range(5):
        member = a_member_of(space)
        _stay(member, space, monday, now=now)
        _stay(member, space, monday + timedelta(days=3), now=now)

    for _ in range(2):
        count_weeks(session, now=now)
        forget_visits(session, now=now)

    counted = session.execute(select(Attendance.week, Attendance.visits, Attendance.people)).all()
    assert counted == [(monday, 10, 5)]
    assert session.scalars(select(Visit)).all() == []


def test_a_week_with_so_few_people_that_they_could_be_recognised_is_not_counted(session, now):
    space = a_space()
    for _ in range(4):
        _stay(a_member_of(space), space, date(2026, 2, 10), now=now)

    count_weeks(session, now=now)

    assert session.scalars(select(Attendance)).all() == []


def test_this_week_is_not_counted_before_it_is_over(session, now):
    space = a_space()
    for _ in range(6):
        _stay(a_member_of(space), space, now.date() - timedelta(days=1), now=now)

    assert count_weeks(session, now=now) == 0


def test_no_week_is_counted_where_its_first_days_are_forgotten_before_it_is_over(session, now):
    space = a_space(retention_days=6)
    for _ in range(5):
        _stay(a_member_of(space), space, date(2026, 2, 14), now=now)

    assert count_weeks(session, now=now) == 0


def test_ended_sign_ins_and_old_letters_go_and_those_too_that_were_never_sent(session, now):
    member = a_member_of(a_space())
    yesterday, long_ago = now - timedelta(days=1), now - timedelta(days=31)
    told = [(long_ago, now, "a"), (long_ago, None, "b"), (yesterday, now, "c"), (now, None, "d")]
    for number, (created, sent, token) in enumerate(told):
        session.add(
            Letter(
                kind=LetterKind.PROPOSED,
                member_id=member.id,
                about_id=number,
                message_id=token,
                created_at=created,
                sent_at=sent,
            )
        )
        session.add(
            SignIn(
                token_hash=token,
                member_id=member.id,
                created_at=now - timedelta(days=2),
                seen_at=now,
                expires_at=now + timedelta(days=number or -1),
            )
        )
    session.flush()

    retention.forget_leftovers(session, now=now)

    assert session.scalars(select(Letter.message_id)).all() == ["c", "d"]
    assert session.scalars(select(SignIn.token_hash)).all() == ["b", "c", "d"]
