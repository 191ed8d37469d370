from datetime import timedelta

from app.services.matchmaking import left_out
from models import Consent, ConsentKind, Membership, Reply
from tests.factories import a_member_of, a_space, a_visit, an_introduction


def days_left_out(session, space, person, now):
    membership = session.query(Membership).filter_by(member_id=person.id).one()
    found = left_out.left_out_days(
        session, {person.id: membership.id}, space=space, today=now.date()
    )
    return found.get(person.id, 0)


def test_days_without_a_proposal_are_counted_back_to_the_last_one(session, now):
    space = a_space()
    ana, bo = a_member_of(space), a_member_of(space)
    for ago in (1, 2, 4, 6):
        then = now - timedelta(days=ago)
        a_visit(ana, space, now=then, checked_out_at=then)
    a_visit(ana, space, now=now)  # today may still bring one
    an_introduction(ana, bo, space, now=now - timedelta(days=4), first_reply=Reply.NEVER)

    assert days_left_out(session, space, ana, now) == 2


def test_days_unlisted_or_heads_down_throughout_are_not_days_left_out(session, now):
    space = a_space()
    ana = a_member_of(space)
    for ago, hours, is_listed in ((1, 0, False), (2, 9, True), (3, -1, True)):
        then = now - timedelta(days=ago)
        until = then + timedelta(hours=hours)
        a_visit(
            *(ana, space),
            now=then,
            checked_out_at=then,
            is_listed=is_listed,
            heads_down_until=until if hours else None,
        )

    assert days_left_out(session, space, ana, now) == 1


def test_days_before_somebody_asked_for_introductions_do_not_count(session, now):
    space = a_space()
    ana = a_member_of(space)
    membership = session.query(Membership).filter_by(member_id=ana.id).one()
    for ago in (1, 2, 3):
        then = now - timedelta(days=ago)
        a_visit(ana, space, now=then, checked_out_at=then)
    session.add(
        Consent(
            membership_id=membership.id,
            kind=ConsentKind.INTRODUCTIONS,
            is_given=True,
            wording="Yes",
            at=now - timedelta(days=2),
        )
    )
    session.flush()

    assert days_left_out(session, space, ana, now) == 2
