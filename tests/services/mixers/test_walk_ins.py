"""Who comes without a word: let in, taken along, and taken back where it was a mistake."""

from datetime import timedelta

import pytest

from app.services.errors import NotFound, Refused
from app.services.mixers import doors, walk_ins
from app.services.mixers.doors import Mark
from models import Attendee, Membership, Rsvp
from tests import evenings as nights
from tests.factories import (
    a_member,
    a_member_of,
    a_membership,
    a_mixer,
    a_space,
    a_visit,
    an_attendee,
)

SOON = timedelta(minutes=1)


@pytest.fixture
def space(session):
    return a_space()


@pytest.fixture
def mixer(space, now):
    return a_mixer(space, now=now)


def there(session, mixer, now):
    session.expire_all()
    listed = doors.list_of(session, mixer, now=now)
    return [(one.name, one.reply.value, one.is_there) for one in listed]


def test_a_walk_in_must_have_joined_this_space(session, space, mixer, now):
    joined = a_membership(a_member("Ana"), space)
    invited = a_membership(a_member("Bo", claimed_at=None), space, joined_at=None)
    elsewhere = a_membership(a_member("Cy"), a_space())

    for _ in range(2):
        walk_ins.walk_in(session, mixer, space, joined.id, now=now)
    with pytest.raises(Refused):
        walk_ins.walk_in(session, mixer, space, invited.id, now=now)
    with pytest.raises(NotFound):
        walk_ins.walk_in(session, mixer, space, elsewhere.id, now=now)

    assert there(session, mixer, now) == [("Ana", "going", True)]


def test_whoever_is_in_open_listed_and_willing_is_taken_along(session, space, mixer, now):
    ana, bo, cy, di = (a_member_of(space, name) for name in ("Ana", "Bo", "Cy", "Di"))
    for one in (ana, bo, cy):
        a_visit(one, space, now=now)
    a_visit(di, space, now=now, is_listed=False)
    busy = a_member_of(space, "Eve")
    a_visit(busy, space, now=now, heads_down_until=now + timedelta(hours=1))
    a_visit(a_member_of(space, "Fay", wants_introductions=False), space, now=now)
    an_attendee(mixer, bo, reply=Rsvp.WAITING, replied_at=now)
    an_attendee(mixer, cy, reply=Rsvp.NOT_GOING, replied_at=now)

    assert [walk_ins.take_present(session, mixer, space, now=now) for _ in range(2)] == [2, 0]

    assert there(session, mixer, now) == [("Ana", "going", True), ("Bo", "going", True)]


def test_whoever_was_let_in_by_mistake_is_off_the_list_again(session, space, mixer, now):
    asked, unasked = (a_membership(a_member(name), space) for name in ("Ana", "Bo"))
    an_attendee(mixer, asked.member, reply=Rsvp.INVITED, created_at=now - SOON)
    coming = an_attendee(mixer, a_member_of(space, "Cy"), reply=Rsvp.GOING, replied_at=now - SOON)
    ids = [walk_ins.walk_in(session, mixer, space, one.id, now=now) for one in (asked, unasked)]

    doors.mark(session, mixer, coming.id, Mark.CAME, now=now)
    for one in (*ids, coming.id):
        doors.mark(session, mixer, one, Mark.UNDO, now=now + SOON)

    assert there(session, mixer, now) == [("Cy", "going", False)]
    replies = {one.id: (one.reply, one.replied_at) for one in session.query(Attendee)}
    assert replies == {ids[0]: (Rsvp.INVITED, None), coming.id: (Rsvp.GOING, now - SOON)}


def test_a_seat_that_was_taken_by_mistake_is_free_again(session, now):
    night = nights.a_running_night(session, now, people=7)
    late = a_member_of(night.space, "Zoe")
    membership = session.query(Membership).filter_by(member_id=late.id).one()
    new = walk_ins.walk_in(session, night.mixer, night.space, membership.id, now=now + SOON)
    (table,) = nights.offered(session, night, now + SOON).values()
    nights.sit(session, night, session.get(Attendee, new), table, now=now + SOON)

    doors.mark(session, night.mixer, new, Mark.UNDO, now=now + 2 * SOON)

    assert len(nights.seats(session, night)[1]) == 7
    assert len(there(session, night.mixer, now)) == 7


def test_all_who_were_taken_along_are_taken_back_at_once(session, space, mixer, now):
    visitors = [a_member_of(space, name) for name in ("Ana", "Bo", "Cy")]
    for one in visitors:
        a_visit(one, space, now=now)
    an_attendee(mixer, visitors[0], reply=Rsvp.GOING, replied_at=now - SOON)
    di = an_attendee(mixer, a_member_of(space, "Di"), reply=Rsvp.GOING, replied_at=now - SOON)
    doors.mark(session, mixer, di.id, Mark.CAME, now=now)

    before = walk_ins.taken(session, mixer, now=now)
    walk_ins.take_present(session, mixer, space, now=now + SOON)
    taken = walk_ins.taken(session, mixer, now=now + SOON)
    back = [
        walk_ins.take_back(session, mixer, first_id=taken.first_id, now=now + 2 * SOON)
        for _ in range(2)
    ]

    assert (before, taken.people, back) == (None, 3, [3, 0])
    assert there(session, mixer, now) == [("Ana", "going", False), ("Di", "going", True)]


def test_whoever_was_taken_along_stays_once_a_round_has_begun_or_some_time_has_gone_by(
    session, now
):
    night = nights.a_night(now=now - timedelta(hours=1), people=4, size=2, count=2)
    for name in ("Ana", "Bo"):
        a_visit(a_member_of(night.space, name), night.space, now=now)
    walk_ins.take_present(session, night.mixer, night.space, now=now)
    nights.plan(session, night, now=now)

    late = walk_ins.taken(session, night.mixer, now=now + timedelta(minutes=3))
    taken = walk_ins.taken(session, night.mixer, now=now + SOON)
    nights.play(session, night, 1, now=now + SOON)
    begun = walk_ins.take_back(
        session, night.mixer, first_id=taken.first_id, now=now + SOON + SOON / 2
    )

    assert (late, taken.people, begun) == (None, 2, 0)


@pytest.mark.parametrize(("capacity", "come"), [(None, None), (3, 4)])
def test_how_many_would_come_is_counted_where_places_are(session, space, now, capacity, come):
    mixer = a_mixer(space, now=now, capacity=capacity)
    ids = [a_member_of(space, name).id for name in ("Ana", "Bo", "Cy")]
    for name, reply in (("Di", Rsvp.GOING), ("Eve", Rsvp.INVITED)):
        an_attendee(mixer, a_member_of(space, name), reply=reply)
    for member_id, reply in zip(ids, (Rsvp.GOING, Rsvp.WAITING), strict=False):
        session.add(Attendee(mixer_id=mixer.id, member_id=member_id, reply=reply, created_at=now))
    session.flush()

    assert walk_ins.would_come(session, mixer, ids, now=now) == come
