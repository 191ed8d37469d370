"""Plans: rules kept, blocks without a trace, swaps, locks, undo; and nobody is overtaken."""

import pytest
from sqlalchemy import select

from app.services.errors import Conflict, NotFound, Refused
from app.services.mixers import rounds, seating_plans
from app.services.seating import matchmaking_mixers, seating_room, seating_wishes, seatings
from models import Block, Change, Evening, Member, Reply, Seat, WishKind
from tests import evenings as nights
from tests.factories import an_attendee, an_introduction


def _share(session, night, one, other):
    """Tell in which rounds two people share a table."""
    found = nights.seats(session, night)
    return [n for n, seats in sorted(found.items()) if seats[one.id] == seats[other.id]]


def _seating(session, night):
    return session.scalar(select(Evening.seating).where(Evening.mixer_id == night.mixer.id))


def test_everybody_has_one_seat_in_each_round_and_nobody_meets_twice(session, now):
    night = nights.a_night(now=now, people=9, size=3, count=3)

    nights.plan(session, night, now=now)

    found = nights.seats(session, night)
    assert {number: set(seats) for number, seats in found.items()} == {
        number: {one.id for one in night.people} for number in (1, 2, 3)
    }
    assert seatings.again(nights.tables(seats) for seats in found.values()) == set()


def test_the_host_reads_why_some_meet_again_where_tables_are_too_large(session, now):
    night = nights.a_night(now=now, people=8, size=4, count=2)
    nights.plan(session, night, now=now)
    room = seating_room.room(session, night.mixer, now=now)

    draft = seating_plans.draft(room, None)

    assert len(draft.again) == 4
    assert [(doubt.name, doubt.facts["fitting"]) for doubt in draft.why_again] == [("tables", 3)]


def test_who_has_blocked_or_refused_somebody_never_shares_a_table_with_them(session, now):
    night = nights.a_night(now=now, people=6, size=3, count=2)
    ana, bo, cy, di = (one.member_id for one in night.people[:4])
    session.add(Block(member_id=bo, other_id=ana, at=now))
    introduction = an_introduction(*_members(session, cy, di), night.space, now=now)
    introduction.second_reply = Reply.NEVER
    session.flush()

    nights.plan(session, night, now=now)

    assert _share(session, night, night.people[0], night.people[1]) == []
    assert _share(session, night, night.people[2], night.people[3]) == []
    told = seatings.told(session, night.mixer.id)
    room = seating_room.room(session, night.mixer, now=now)
    draft = seating_plans.draft(room, told)
    assert (draft.colleagues, draft.moved, draft.without_seat) == ((), (), ())


def _members(session, *ids):
    return [session.get(Member, one) for one in ids]


def test_where_nothing_else_parts_two_who_are_blocked_both_sit_out(session, now):
    night = nights.a_night(now=now, people=2, size=2, count=1)
    session.add(Block(member_id=night.member(0), other_id=night.member(1), at=now))
    session.flush()

    nights.plan(session, night, now=now)

    assert nights.seats(session, night) == {}


def test_the_host_s_wishes_go_into_the_plan(session, now):
    night = nights.a_night(now=now, people=8, size=4, count=1)
    ana, bo, cy, di = night.people[:4]
    seating_wishes.wish(session, night.mixer, bo.id, ana.id, kind=WishKind.TOGETHER)
    seating_wishes.wish(session, night.mixer, ana.id, bo.id, kind=WishKind.APART)
    seating_wishes.wish(session, night.mixer, cy.id, ana.id, kind=WishKind.TOGETHER)
    seating_wishes.keep_table(session, night.mixer, di.id, table=2)

    room = seating_room.room(session, night.mixer, now=now)
    asked = matchmaking_mixers.question(session, room, night.space, shown=None).evening

    assert asked.keep_apart == {(str(ana.id), str(bo.id))}
    assert asked.keep_together == (frozenset({str(ana.id), str(cy.id)}),)
    assert asked.fixed == {str(di.id): 1}
    assert [wish.kind for wish in seating_wishes.wishes(session, night.mixer, now=now)] == [
        WishKind.APART,
        WishKind.TOGETHER,
    ]
    assert [keeper.table for keeper in seating_wishes.keepers(session, night.mixer, now=now)] == [2]
    seating_wishes.let_go(session, night.mixer, di.id)
    seating_wishes.take_back(session, night.mixer, ana.id, cy.id)
    assert len(seating_wishes.wishes(session, night.mixer, now=now)) == 1


def test_a_wish_about_somebody_of_another_evening_is_refused(session, now):
    night, other = nights.a_night(now=now, people=2), nights.a_night(now=now, people=2)
    ana, stranger = night.people[0].id, other.people[0].id

    with pytest.raises(NotFound):
        seating_wishes.wish(session, night.mixer, ana, stranger, kind=WishKind.APART)
    with pytest.raises(Refused):
        seating_wishes.wish(session, night.mixer, ana, ana, kind=WishKind.APART)
    with pytest.raises(Refused):
        seating_wishes.keep_table(session, night.mixer, ana, table=0)


def test_wishes_that_contradict_each_other_are_told_kindly(session, now):
    night = nights.a_night(now=now, people=4, size=2, count=1)
    ana, bo = night.people[:2]
    for one in (ana, bo, night.people[2]):
        seating_wishes.keep_table(session, night.mixer, one.id, table=1)

    with pytest.raises(Refused, match="Take off a lock or a wish"):
        nights.plan(session, night, now=now)


@pytest.mark.parametrize("people", [0, 1])
def test_one_alone_cannot_be_planned(session, now, people):
    night = nights.a_night(now=now, people=people)
    room = seating_room.room(session, night.mixer, now=now)

    with pytest.raises(seating_room.TooFew):
        seating_room.require_plannable(room)


def test_what_was_played_stays_and_the_rest_fits_who_is_there(session, now):
    night = nights.a_night(now=now, people=8, size=4, count=3)
    nights.plan(session, night, now=now)
    then = nights.play(session, night, 1, now=now)
    played = nights.seats(session, night)[1]
    gone = night.people[0]
    gone.left_at = then
    late = an_attendee(night.mixer, name="Gerda", arrived_at=then)
    session.flush()

    nights.plan(session, night, now=then, change=Change.PEOPLE, shown=2)

    found = nights.seats(session, night)
    there = {one.id for one in night.people[1:]} | {late.id}
    assert found[1] == played
    assert set(found[2]) == set(found[3]) == there


def _lock(session, night, people, *, now, number=1, is_locked=True):
    seatings.lock(
        session,
        night.mixer,
        number=number,
        attendees=people,
        is_locked=is_locked,
        seen=_seating(session, night),
        now=now,
    )


def test_a_locked_table_stays_when_the_rest_is_planned_again(session, now):
    night = nights.a_night(now=now, people=8, size=4, count=2)
    nights.plan(session, night, now=now)
    first = nights.tables(nights.seats(session, night)[1])[0]
    _lock(session, night, first, now=now)

    for _ in range(3):
        nights.plan(session, night, now=now)

    assert nights.tables(nights.seats(session, night)[1])[0] == first
    held = session.scalars(select(Seat.attendee_id).where(Seat.is_locked)).all()
    assert set(held) == first
    _lock(session, night, first, now=now, is_locked=False)
    assert session.scalars(select(Seat.id).where(Seat.is_locked)).all() == []


def test_a_change_is_undone_until_people_change_or_a_round_begins(session, now):
    night = nights.a_night(now=now, people=8, size=4, count=3)
    nights.plan(session, night, now=now)
    first = nights.seats(session, night)
    nights.plan(session, night, now=now)
    assert seatings.can_undo(session, night.mixer.id)

    seatings.undo(session, night.mixer, seen=_seating(session, night))

    assert nights.seats(session, night) == first
    with pytest.raises(seatings.NothingToUndo):
        seatings.undo(session, night.mixer, seen=_seating(session, night))
    nights.plan(session, night, now=now)
    nights.play(session, night, 1, now=now)
    with pytest.raises(seatings.NothingToUndo):
        seatings.undo(session, night.mixer, seen=_seating(session, night))


def test_a_change_of_a_plan_that_is_not_the_newest_is_refused(session, now):
    night = nights.a_night(now=now, people=8, size=4, count=2)
    nights.plan(session, night, now=now)
    room = seating_room.room(session, night.mixer, now=now)
    question = matchmaking_mixers.question(session, room, night.space, shown=None)
    late = matchmaking_mixers.planned(question, seconds=nights.SECONDS, seed=1)
    seen = _seating(session, night)
    nights.plan(session, night, now=now)
    stands = nights.seats(session, night)

    told = seatings.told_of(late, room)
    with pytest.raises(Conflict):
        seatings.store(session, room, late, change=Change.PLANNED, told=told, now=now)
    with pytest.raises(Conflict):
        seatings.undo(session, night.mixer, seen=seen)
    with pytest.raises(Conflict):
        seatings.require_seen(seating_room.room(session, night.mixer, now=now), seen)

    assert nights.seats(session, night) == stands


def test_a_plan_that_was_worked_out_while_a_round_began_does_not_touch_it(session, now):
    night = nights.a_night(now=now, people=8, size=4, count=2)
    nights.plan(session, night, now=now)
    room = seating_room.room(session, night.mixer, now=now)
    question = matchmaking_mixers.question(session, room, night.space, shown=None)
    late = matchmaking_mixers.planned(question, seconds=nights.SECONDS, seed=1)
    rounds.begin(session, night.mixer, night.space, number=1, now=now)
    stands = nights.seats(session, night)

    told = seatings.told_of(late, room)
    with pytest.raises(Conflict):
        seatings.store(session, room, late, change=Change.PLANNED, told=told, now=now)

    assert nights.seats(session, night) == stands
