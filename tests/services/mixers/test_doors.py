"""At the door: who came, and who has left."""

from datetime import timedelta

import pytest

from app.services.errors import NotFound, Refused
from app.services.mixers import doors, mixer_guests
from app.services.mixers.doors import Mark
from app.services.mixers.mixer_guests import Guest
from app.services.seating import rsvps
from models import Attendee, Rsvp
from tests import evenings as nights
from tests.factories import a_member_of, a_mixer, a_space, an_attendee


@pytest.fixture
def space(session):
    return a_space()


@pytest.fixture
def mixer(space, now):
    return a_mixer(space, now=now)


def there(session, mixer, space, now):
    session.expire_all()
    listed = doors.list_of(session, mixer, now=now)
    return [(one.name, one.reply.value, one.is_there) for one in listed]


def test_marks_are_noted_taken_back_and_come_to_the_same_twice(session, space, mixer, now):
    ana = an_attendee(mixer, a_member_of(space, "Ana"), reply=Rsvp.GOING, replied_at=now)
    said = {"reply": Rsvp.WAITING, "replied_at": now - timedelta(minutes=5)}
    bo = an_attendee(mixer, a_member_of(space, "Bo"), **said)
    an_attendee(mixer, a_member_of(space, "Cy"), reply=Rsvp.NOT_GOING)
    later = now + timedelta(minutes=5)

    for _ in range(2):
        doors.mark(session, mixer, bo.id, Mark.CAME, now=now)
        doors.mark(session, mixer, bo.id, Mark.CAME, now=later)
    assert there(session, mixer, space, now) == [("Ana", "going", False), ("Bo", "going", True)]
    assert bo.arrived_at == now

    doors.mark(session, mixer, ana.id, Mark.LEFT, now=now)  # who has not come cannot leave
    for mark, is_there in ((Mark.LEFT, False), (Mark.CAME, True), (Mark.UNDO, False)):
        doors.mark(session, mixer, bo.id, mark, now=later)
        session.refresh(bo)
        assert bo.is_there is is_there
    assert (ana.arrived_at, ana.left_at, bo.arrived_at) == (None, None, None)


@pytest.mark.parametrize("reply", [Rsvp.WAITING, Rsvp.NOT_GOING, Rsvp.GOING])
def test_whoever_was_let_in_by_a_slip_is_what_they_were(session, space, mixer, now, reply):
    ana = an_attendee(mixer, a_member_of(space, "Ana"), reply=reply, replied_at=now)
    later = now + timedelta(minutes=5)
    for mark in (Mark.CAME, Mark.LEFT, Mark.CAME, Mark.UNDO):
        doors.mark(session, mixer, ana.id, mark, now=later)

    session.refresh(ana)
    assert (ana.reply, ana.replied_at, ana.arrived_at, ana.left_at) == (reply, now, None, None)


@pytest.mark.parametrize("says", ["come", "decline"])
def test_what_somebody_says_who_was_let_in_by_a_slip_holds(session, space, mixer, now, says):
    ana = an_attendee(mixer, a_member_of(space, "Ana"), reply=Rsvp.WAITING, replied_at=now)
    came, later = now + timedelta(minutes=5), now + timedelta(minutes=6)
    doors.mark(session, mixer, ana.id, Mark.CAME, now=came)
    if says == "come":
        choice = rsvps.Choice(is_listed=True, wants_letters=True)
        rsvps.come(session, mixer, choice, by=ana.member_id, now=later)
    else:
        rsvps.decline(session, mixer, by=ana.member_id, now=later)

    doors.mark(session, mixer, ana.id, Mark.UNDO, now=later)

    session.refresh(ana)
    assert ana.reply is (Rsvp.GOING if says == "come" else Rsvp.NOT_GOING)


def test_a_guest_is_written_down_by_name_once(session, space, mixer, now):
    low = Guest(name="Kit Low", company="Low & Co")
    for seconds in (0, 2):  # a second tap
        mixer_guests.add(session, mixer, low, now=now + timedelta(seconds=seconds))
    mixer_guests.add(session, mixer, Guest(name="Kit Low"), now=now)

    with pytest.raises(Refused, match="name"):
        mixer_guests.add(session, mixer, Guest(name=""), now=now)
    assert there(session, mixer, space, now) == [("Kit Low", "going", True)] * 2


def test_a_guest_written_down_by_mistake_goes_unless_they_have_sat_at_a_table(session, now):
    night = nights.a_night(now=now, people=4, size=3, count=2)
    mixer, space = night.mixer, night.space
    kit, lou = (mixer_guests.add(session, mixer, Guest(name=n), now=now) for n in ("Kit", "Lou"))
    nights.plan(session, night, now=now)

    mixer_guests.remove(session, mixer, kit.id)
    nights.plan(session, night, now=now)
    nights.play(session, night, 1, now=now)

    with pytest.raises(Refused, match="have sat"):
        mixer_guests.remove(session, mixer, lou.id)
    for gone in (kit.id, night.people[0].id):
        with pytest.raises(NotFound):
            mixer_guests.remove(session, mixer, gone)
    assert "Lou" in [name for name, *_rest in there(session, mixer, space, now)]
    assert len(there(session, mixer, space, now)) == 5


def test_while_rounds_are_played_one_comes_also_after_the_end_that_was_announced(session, now):
    night = nights.a_night(now=now, people=4, size=2, count=2)
    nights.plan(session, night, now=now)
    late = night.mixer.ends_at + timedelta(minutes=1)
    with pytest.raises(Refused, match="over"):
        mixer_guests.add(session, night.mixer, Guest(name="Kit"), now=late)

    nights.play(session, night, 1, now=night.mixer.ends_at - timedelta(minutes=1))

    assert mixer_guests.add(session, night.mixer, Guest(name="Kit"), now=late).is_there


def test_at_the_door_of_another_mixer_or_of_one_that_is_over_nothing_happens(
    session, space, mixer, now
):
    other = a_mixer(space, now=now)
    ana = an_attendee(mixer, a_member_of(space, "Ana"), reply=Rsvp.GOING, replied_at=now)

    with pytest.raises(NotFound):
        doors.mark(session, other, ana.id, Mark.CAME, now=now)
    with pytest.raises(Refused, match="over"):
        doors.mark(session, mixer, ana.id, Mark.CAME, now=mixer.ends_at)

    assert session.get(Attendee, ana.id).arrived_at is None
