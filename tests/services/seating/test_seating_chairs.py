"""A latecomer gets a free chair in the round that is being played, or a plain no."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.services.errors import Conflict
from app.services.mixers import doors, rounds
from app.services.mixers.doors import Mark
from app.services.seating.seating_chairs import NoChair
from models import Block, Member, Profile, Seat, SeatingWish, TableHost, WishKind
from tests import evenings as nights
from tests import factories as make

SOON = timedelta(minutes=2)


def profile_of(session, attendee):
    return session.get_one(Profile, attendee.member_id)


def member_of(session, attendee):
    return session.get_one(Member, attendee.member_id)


def wish(session, one, other, kind):
    first, second = sorted((one.id, other.id))
    session.add(SeatingWish(first_id=first, second_id=second, kind=kind))
    session.flush()


def test_the_smaller_table_takes_a_latecomer_and_from_then_on_that_is_history(session, now):
    night = nights.a_running_night(session, now)
    late = nights.a_latecomer(night, now)
    table = nights.smaller_table(session, night)
    mates = nights.at(session, night, table)
    seen = nights.offered(session, night, now + SOON)

    nights.sit(session, night, late, table, now=now + SOON)

    nights.play(session, night, 2, now=now + timedelta(minutes=10))
    assert seen == {late.id: table}
    assert nights.seats(session, night)[1][late.id] == table
    with_late = {pair for pair in nights.met(session) if late.member_id in pair}
    assert with_late == {tuple(sorted((late.member_id, one.member_id))) for one in mates}


def test_the_chair_of_somebody_who_has_left_is_free(session, now):
    night = nights.a_running_night(session, now, people=8)
    late = nights.a_latecomer(night, now)
    before = nights.offered(session, night, now + SOON)
    gone = night.people[3]
    doors.mark(session, night.mixer, gone.id, Mark.LEFT, now=now)

    after = nights.offered(session, night, now + SOON)

    assert before == {late.id: None}
    assert after == {late.id: nights.seats(session, night)[1][gone.id]}


@pytest.mark.parametrize("why", ["colleague", "blocked", "apart", "industry"])
def test_nobody_is_offered_a_table_that_breaks_a_rule(session, now, why):
    night = nights.a_running_night(session, now, max_same_industry=1)
    table = nights.smaller_table(session, night)
    mate = nights.at(session, night, table)[0]
    profile_of(session, mate).industry = "K-software"
    shared = {"colleague": "company", "industry": "industry"}.get(why)
    late = nights.a_latecomer(
        night, now, **({shared: getattr(profile_of(session, mate), shared)} if shared else {})
    )
    if why == "blocked":
        session.add(Block(member_id=mate.member_id, other_id=late.member_id, at=now))
    if why == "apart":
        wish(session, mate, late, WishKind.APART)
    session.flush()

    seen = nights.offered(session, night, now + SOON)

    assert seen == {late.id: None}
    with pytest.raises(NoChair):
        nights.sit(session, night, late, table, now=now + SOON)


def test_whom_one_has_met_tonight_one_is_not_seated_with_again(session, now):
    night = nights.a_running_night(session, now, people=6, count=3)
    late = nights.a_latecomer(night, now)
    nights.sit(session, night, late, 1, now=now + SOON)
    doors.mark(session, night.mixer, late.id, Mark.LEFT, now=now + SOON)
    later = now + timedelta(minutes=10)
    rounds.begin(session, night.mixer, night.space, number=2, now=later)
    met = {one.id for one in nights.at(session, night, 1)}
    second = nights.tables(nights.seats(session, night)[2])
    doors.mark(session, night.mixer, late.id, Mark.CAME, now=later)

    seen = nights.offered(session, night, later)

    assert all(met & table for table in second)
    assert seen == {late.id: None}


def test_of_two_tables_the_one_of_strangers_is_offered_and_then_the_more_useful_one(session, now):
    night = nights.a_running_night(session, now, people=6)
    one, other = nights.at(session, night, 1), nights.at(session, night, 2)
    make.an_ask(member_of(session, one[0]), "Somebody who keeps the books of a small firm")
    late = nights.a_latecomer(night, now)
    make.an_offer(member_of(session, late), "Bookkeeping for small firms")
    session.flush()

    useful = nights.offered(session, night, now + SOON)
    make.an_encounter(member_of(session, late), member_of(session, one[1]), night.space, now=now)
    session.flush()
    strangers = nights.offered(session, night, now + SOON)

    assert (len(one), len(other)) == (3, 3)
    assert (useful, strangers) == ({late.id: 1}, {late.id: 2})


def test_a_table_host_and_whoever_stays_with_somebody_sit_there_or_nowhere(session, now):
    night = nights.a_running_night(session, now, people=6)
    late = nights.a_latecomer(night, now)
    session.add(TableHost(attendee_id=late.id, table_number=2))
    session.flush()
    as_host = nights.offered(session, night, now + SOON)
    mate = nights.at(session, night, 1)[0]
    wish(session, mate, late, WishKind.TOGETHER)

    torn = nights.offered(session, night, now + SOON)

    assert (as_host, torn) == ({late.id: 2}, {late.id: None})


def test_a_second_press_changes_nothing_and_another_table_is_refused(session, now):
    night = nights.a_running_night(session, now, people=6)
    late = nights.a_latecomer(night, now)
    for _press in range(2):
        nights.sit(session, night, late, 1, now=now + SOON)

    with pytest.raises(Conflict):
        nights.sit(session, night, late, 2, now=now + SOON)

    rows = session.scalars(select(Seat.table_number).where(Seat.attendee_id == late.id)).all()
    assert rows == [1]


def test_the_last_chair_is_given_once(session, now):
    night = nights.a_running_night(session, now)
    zoe, yan = (
        nights.a_latecomer(night, now),
        nights.a_latecomer(night, now, "Yan Late", company="Other & Co"),
    )
    table = nights.smaller_table(session, night)
    both = nights.offered(session, night, now + SOON)
    nights.sit(session, night, zoe, table, now=now + SOON)

    with pytest.raises(NoChair):
        nights.sit(session, night, yan, table, now=now + SOON)

    assert both == {zoe.id: table, yan.id: table}
    assert nights.offered(session, night, now + SOON) == {yan.id: None}


def test_nobody_sits_down_for_the_last_minutes_or_between_rounds(session, now):
    night = nights.a_running_night(session, now)
    late = nights.a_latecomer(night, now)
    table = nights.smaller_table(session, night)
    near, over = now + timedelta(minutes=8), now + timedelta(minutes=10)

    assert nights.offered(session, night, now + timedelta(minutes=7)) == {late.id: table}
    for moment in (near, over):
        assert nights.offered(session, night, moment) == {}
        with pytest.raises(Conflict):
            nights.sit(session, night, late, table, now=moment)


def test_whoever_meant_to_come_later_is_there_from_now_on(session, now):
    night = nights.a_night(now=now, people=7, size=4, count=3)
    nights.plan(session, night, now=now)
    nights.play(session, night, 1, now=now)
    late = nights.a_latecomer(night, now)
    late.first_round = 3
    session.flush()

    nights.sit(session, night, late, nights.smaller_table(session, night), now=now + SOON)
    nights.plan(session, night, now=now + SOON)

    assert late.first_round is None
    assert nights.rounds_of(nights.seats(session, night), late) == [1, 2, 3]


def test_who_was_noted_by_mistake_gives_the_chair_back(session, now):
    night = nights.a_running_night(session, now)
    late = nights.a_latecomer(night, now)
    table = nights.smaller_table(session, night)
    nights.sit(session, night, late, table, now=now + SOON)

    doors.mark(session, night.mixer, late.id, Mark.UNDO, now=now + SOON)
    doors.mark(session, night.mixer, night.people[0].id, Mark.UNDO, now=now + SOON)

    seated = nights.seats(session, night)[1]
    assert (late.id in seated, night.people[0].id in seated) == (False, True)


def test_half_of_a_pair_who_was_left_alone_gets_company(session, now):
    night = nights.a_night(now=now, people=4, size=2, count=2)
    nights.plan(session, night, now=now)
    nights.play(session, night, 1, now=now)
    late = nights.a_latecomer(night, now)
    full = nights.offered(session, night, now + SOON)
    doors.mark(session, night.mixer, night.people[0].id, Mark.LEFT, now=now)

    free = nights.offered(session, night, now + SOON)

    assert (full, free) == (
        {late.id: None},
        {late.id: nights.seats(session, night)[1][night.people[0].id]},
    )


def test_an_evening_whose_rounds_have_not_begun_offers_nothing(session, now):
    night = nights.a_night(now=now, people=7)
    nights.plan(session, night, now=now)
    nights.a_latecomer(night, now)

    assert nights.offered(session, night, now) == {}
