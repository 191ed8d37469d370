"""A demo that is started on a later day has people in it again, and forgets nothing."""

from datetime import timedelta
from itertools import combinations

import pytest
from sqlalchemy import func, select, update

from app.seed import reasons
from app.seed.members import PLAYED_MEMBER
from app.seed.refresh import refresh
from app.seed.story import PAIRS_TODAY, SEED, cast
from app.services.presence import presence
from models import (
    Ask,
    Encounter,
    Introduction,
    Member,
    Membership,
    Mixer,
    Profile,
    Space,
    Visit,
    Zone,
)
from tests import factories

DAYS = [1, 2, 5, 40, 200]


def later(now, days):
    return now + timedelta(days=days)


def inside(session, moment):
    return session.scalars(
        select(Visit).where(Visit.checked_out_at.is_(None), Visit.closes_at > moment)
    ).all()


@pytest.fixture
def visitor(demo):
    """The membership of the person whom a visitor plays."""
    return demo.scalars(
        select(Membership).join(Profile, Profile.member_id == Membership.member_id)
        .where(Profile.name == PLAYED_MEMBER)
    ).one()  # fmt: skip


@pytest.mark.parametrize("days", DAYS)
def test_on_a_later_day_some_forty_five_people_are_in_once(demo, now, days):
    came = refresh(demo, now=later(now, days))
    again = refresh(demo, now=later(now, days) + timedelta(hours=2))
    present = inside(demo, later(now, days))

    assert 43 <= len(present) <= 47
    assert (came, again) == (len(present) + 5, 0)
    assert {visit.day for visit in present} == {later(now, days).date()}
    assert {visit.checked_in_at <= later(now, days) for visit in present} == {True}


@pytest.mark.parametrize("days", [1, 3])
def test_those_who_come_can_help_somebody_whom_they_do_not_know_yet(demo, now, days):
    refresh(demo, now=later(now, days))
    day = later(now, days).date()
    people, _usual = cast(SEED, today=day)
    rows = demo.execute(select(Member.email, Member.id)).all()
    number_of = {row.id: [one.email for one in people].index(row.email) for row in rows}
    known = {
        frozenset(number_of[one] for one in pair)
        for kind in (Introduction, Encounter)
        for pair in demo.execute(select(kind.first_id, kind.second_id)).all()
    }
    fits = reasons.may_meet(people) & (reasons.fit(people) >= 1)
    there = select(Visit.member_id).where(
        Visit.day == day, Visit.is_listed, Visit.heads_down_until.is_(None)
    )
    pairs = combinations(sorted(number_of[one] for one in demo.scalars(there)), 2)

    helped = {one for pair in pairs if fits[pair] and frozenset(pair) not in known for one in pair}

    assert len(helped) >= 2 * PAIRS_TODAY


def test_on_the_day_of_loading_nothing_changes(demo, now):
    assert refresh(demo, now=now) == 0


def test_yesterday_s_visits_end_at_closing_time(demo, now):
    refresh(demo, now=later(now, 1))
    left = demo.execute(
        select(Visit.checked_out_at, Visit.closes_at).where(Visit.day == now.date())
    ).all()

    assert {out is not None and out <= closes for out, closes in left} == {True}


def test_what_a_person_did_stays_as_it_is(demo, now, visitor):
    tomorrow = later(now, 1)
    mine = presence.check_in(demo, visitor, is_listed=False, now=tomorrow)
    before = (mine.id, mine.is_listed, mine.zone_id, mine.version)

    refresh(demo, now=tomorrow + timedelta(minutes=5))
    demo.refresh(mine)

    assert (mine.id, mine.is_listed, mine.zone_id, mine.version) == before
    assert (
        demo.scalar(
            select(func.count()).where(Visit.member_id == visitor.member_id, Visit.day == mine.day)
        )
        == 1
    )


def test_nobody_whom_a_person_plays_comes_in_by_themselves(demo, now):
    somebody = demo.scalars(select(Member).join(Visit).order_by(Visit.id.desc()).limit(1)).one()
    somebody.password_hash = "chosen by a person"

    for days in range(1, 15):
        refresh(demo, now=later(now, days))

    assert (
        demo.scalar(
            select(func.count()).where(Visit.member_id == somebody.id, Visit.day > now.date())
        )
        == 0
    )


def test_nobody_who_is_disabled_or_has_left_comes_in(demo, now):
    gone = demo.scalars(select(Membership).limit(60)).all()
    for membership in gone[:30]:
        membership.ends_on = now.date()
    for membership in gone[30:]:
        demo.get_one(Member, membership.member_id).disabled_at = now
    demo.flush()

    refresh(demo, now=later(now, 1))

    came = {visit.member_id for visit in inside(demo, later(now, 1))}
    assert came & {membership.member_id for membership in gone} == set()
    assert len(came) > 30


def test_who_took_back_to_be_listed_is_not_shown(demo, now):
    for membership in demo.scalars(select(Membership)):
        membership.is_listed = False
    demo.flush()

    refresh(demo, now=later(now, 1))

    assert {visit.is_listed for visit in inside(demo, later(now, 1))} == {False}


def test_a_closed_zone_takes_nobody(demo, now):
    closed = demo.scalars(select(Zone).where(Zone.name == "Quiet room")).one()
    closed.closed_at = now
    demo.flush()

    refresh(demo, now=later(now, 1))

    assert closed.id not in {visit.zone_id for visit in inside(demo, later(now, 1))}


def test_asks_that_ran_out_are_renewed_but_not_those_of_the_visitor(demo, now, visitor):
    far = later(now, 100)
    refresh(demo, now=far)
    expired = demo.scalars(select(Ask.member_id).where(Ask.expires_on < far.date())).all()
    free = set(
        demo.scalars(
            select(Member.id).where(Member.claimed_at.is_not(None), Member.password_hash.is_(None))
        )
    )

    assert visitor.member_id in expired
    assert set(expired) & free == set()


def test_another_evening_is_announced_when_the_last_is_over(demo, now):
    refresh(demo, now=later(now, 1))
    before = demo.scalar(select(func.count()).select_from(Mixer))
    refresh(demo, now=later(now, 30))
    to_come = demo.scalar(select(func.count()).where(Mixer.starts_at > later(now, 30)))

    assert (before, to_come) == (3, 1)


def test_a_real_space_is_left_alone(session, now):
    space = factories.a_space()
    factories.a_membership(factories.a_member(), space)

    assert refresh(session, now=now) == 0
    assert session.scalar(select(func.count()).select_from(Visit)) == 0
    assert session.scalars(select(Space.id)).all() == [space.id]


def test_a_space_in_which_everybody_is_played_stays_as_people_leave_it(demo, now):
    demo.execute(update(Member).values(password_hash="chosen by a person"))

    assert refresh(demo, now=later(now, 1)) == 0
    assert inside(demo, later(now, 1)) == []
