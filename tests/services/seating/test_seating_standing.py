"""Somebody comes or goes home: the next round stays as it is, and the rest fits who is there."""

from itertools import combinations

from app.services.seating import seatings
from models import Block, Change, Profile
from tests import evenings as nights
from tests.factories import an_attendee


def test_nobody_is_sent_to_another_table_because_one_went_home_and_one_came(session, now):
    night = nights.a_night(now=now, people=29, size=5, count=4)
    nights.plan(session, night, now=now)
    then = nights.play(session, night, 1, now=now)
    before = nights.seats(session, night)
    gone = night.people[0].id
    night.people[0].left_at = then
    late = [an_attendee(night.mixer, name=f"Late {n}", arrived_at=then).id for n in range(2)]
    session.flush()

    nights.plan(session, night, now=then, change=Change.PEOPLE, shown=2)

    found = nights.seats(session, night)
    stayed = {one: at for one, at in before[2].items() if one != gone}
    assert {one: at for one, at in found[2].items() if one not in late} == stayed
    assert [set(found[number]) for number in (2, 3, 4)] == [{*stayed, *late}] * 3
    assert seatings.again(nights.tables(seats) for seats in found.values()) == set()
    assert seatings.told(session, night.mixer.id).moved == []


def test_a_table_that_would_be_left_with_too_few_is_filled_or_given_up(session, now):
    night = nights.a_night(now=now, people=12, size=4, count=2)
    nights.plan(session, night, now=now)
    then = nights.play(session, night, 1, now=now)
    third = [one for one, at in nights.seats(session, night)[2].items() if at == 3]
    for one in night.people:
        if one.id in third[:3]:
            one.left_at = then
    session.flush()

    nights.plan(session, night, now=then, change=Change.PEOPLE, shown=2)

    sizes = map(len, nights.tables(nights.seats(session, night)[2]))
    assert sorted(sizes) == [3, 3, 3]


def a_crowded_night(session, now):
    """Three tables of four, and four colleagues: two of them share a table in each round."""
    night = nights.a_night(now=now, people=12, size=4, count=2)
    for one in night.people[:4]:
        session.get(Profile, one.member_id).company = "Rye & Co"
    nights.plan(session, night, now=now)
    return night


def test_who_has_parted_sits_apart_also_where_some_rule_cannot_be_kept(session, now):
    night = a_crowded_night(session, now)
    seated = nights.seats(session, night)[1]
    one, other = next(
        pair
        for pair in combinations(night.people[4:], 2)
        if seated[pair[0].id] == seated[pair[1].id]
    )
    session.add(Block(member_id=one.member_id, other_id=other.member_id, at=now))
    session.flush()

    nights.plan(session, night, now=now, change=Change.PEOPLE, shown=1)

    seated = nights.seats(session, night)[1]
    assert seated.get(one.id) != seated.get(other.id)
