"""The front desk: who is in, and letting people in and out."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.services.errors import NotFound, Refused
from app.services.members import visits
from models import Consent, Membership, Visit, VisitSource
from tests.factories import a_member, a_member_of, a_membership, a_space, a_visit, a_zone


@pytest.fixture
def space(session):
    return a_space()


def membership_of(session, member):
    return session.scalars(select(Membership).where(Membership.member_id == member.id)).one()


def test_the_desk_sees_everybody_of_today_and_says_who_is_not_listed(session, space, now):
    left_at = now - timedelta(minutes=5)
    loft = a_zone(space, name="Loft")
    a_visit(a_member_of(space, "Bo"), space, now=now, is_listed=False)
    a_visit(a_member_of(space, "Ana"), space, now=now, zone_id=loft.id)
    a_visit(a_member_of(space, "Cy"), space, now=now, checked_out_at=left_at)
    # Closing time has passed and no job has said so yet.
    a_visit(a_member_of(space, "Di"), space, now=now, closes_at=left_at)
    a_visit(a_member_of(space, "Yesterday"), space, now=now - timedelta(days=1))
    other = a_space()
    a_visit(a_member_of(other, "Elsewhere"), other, now=now)

    seen = visits.today_in(session, space, now=now)

    assert [(one.name, one.zone, one.is_in, one.is_listed, one.left_at) for one in seen] == [
        ("Ana", "Loft", True, True, None),
        ("Bo", "", True, False, None),
        ("Cy", "", False, True, left_at),
        ("Di", "", False, True, left_at),
    ]


def test_who_came_before_midnight_and_is_still_in_is_on_the_desk(session, space, now):
    evening = now - timedelta(hours=13)
    a_visit(a_member_of(space, "Ana"), space, now=evening, closes_at=now + timedelta(hours=1))
    a_visit(a_member_of(space, "Bo"), space, now=evening, closes_at=now)

    assert [one.name for one in visits.today_in(session, space, now=now)] == ["Ana"]


def test_heads_down_is_shown_while_it_lasts(session, space, now):
    later = now + timedelta(hours=1)
    a_visit(a_member_of(space, "Ana"), space, now=now, heads_down_until=later)
    a_visit(a_member_of(space, "Bo"), space, now=now, heads_down_until=now)

    seen = visits.today_in(session, space, now=now)

    assert [one.heads_down_until for one in seen] == [later, None]


@pytest.mark.parametrize("chosen", [True, False])
def test_who_is_let_in_is_listed_only_by_their_own_standing_choice(session, space, now, chosen):
    ana = a_member_of(space, is_listed=chosen)

    visit = visits.check_in(session, space, membership_of(session, ana).id, now=now)
    session.flush()

    assert (visit.is_listed, visit.source, visit.checked_in_at) == (chosen, VisitSource.HOST, now)
    assert session.scalars(select(Consent)).all() == []


def test_letting_in_twice_is_one_visit(session, space, now):
    hers = membership_of(session, a_member_of(space))

    first = visits.check_in(session, space, hers.id, now=now)

    assert visits.check_in(session, space, hers.id, now=now) is first


def test_strangers_and_people_whose_sign_in_is_off_are_not_let_in(session, space, now):
    stranger = a_member_of(a_space())
    off = a_membership(a_member(disabled_at=now), space)

    with pytest.raises(NotFound):
        visits.check_in(session, space, membership_of(session, stranger).id, now=now)
    with pytest.raises(Refused):
        visits.check_in(session, space, off.id, now=now)
    assert session.scalars(select(Visit)).all() == []


def test_a_host_ends_no_stay_of_somebody_who_has_not_accepted_the_invitation(session, space, now):
    other = a_space()
    ana = a_member_of(other, "Ana")
    stay = a_visit(ana, other, now=now)
    hers = a_membership(ana, space, joined_at=None)

    with pytest.raises(Refused) as refused:
        visits.check_in(session, space, hers.id, now=now)

    assert refused.value.message == visits.NOT_JOINED
    assert session.scalars(select(Visit)).all() == [stay]
    assert stay.checked_out_at is None


def test_who_is_let_out_has_left_and_a_second_tap_changes_nothing(session, space, now):
    ana = a_member_of(space)
    visit = a_visit(ana, space, now=now)
    other = a_space()
    session.commit()

    visits.check_out(session, space, visit.id, now=now)
    session.refresh(visit)
    assert visit.checked_out_at == now
    again = a_visit(ana, other, now=now)
    visits.check_out(session, space, visit.id, now=now + timedelta(hours=1))
    session.refresh(again)

    assert (visit.checked_out_at, again.checked_out_at) == (now, None)


def test_a_visit_of_another_space_is_not_there(session, space, now):
    other = a_space()
    visit = a_visit(a_member_of(other), other, now=now)

    with pytest.raises(NotFound):
        visits.check_out(session, space, visit.id, now=now)


def test_who_has_gone_on_to_another_space_meanwhile_stays_in_there(session, space, now):
    ana, elsewhere = a_member_of(space, "Ana"), a_space()
    here = a_visit(ana, space, now=now)
    session.commit()
    left = update(Visit).values(checked_out_at=now)
    session.execute(left.execution_options(synchronize_session=False))
    there = a_visit(ana, elsewhere, now=now)

    visits.check_out(session, space, here.id, now=now + timedelta(hours=1))

    session.expire_all()
    assert (here.checked_out_at, there.checked_out_at) == (now, None)
