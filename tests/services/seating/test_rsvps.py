"""Replies to a mixer: places, the waiting list, and who is told."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.services.errors import Refused
from app.services.evenings import attendees, mixer_letters
from app.services.mixers import mixers
from app.services.seating import rsvps
from app.services.seating.rsvps import Choice
from models import Attendee, Block, Evening, LetterKind, Member, Membership, MixerRole, Rsvp
from tests.factories import a_member_of, a_mixer, a_space, a_visit, an_attendee
from tests.racing import come, decline, invite, letters
from tests.standing import standing

QUIETLY = Choice(is_listed=False, wants_letters=False)
OPENLY = Choice(is_listed=True, wants_letters=True)


@pytest.fixture
def space(session):
    return a_space()


@pytest.fixture
def people(session, space):
    """Five members, each as they stand in the space."""
    return [standing(session, a_member_of(space, f"P{n}"), space) for n in range(5)]


def reply_yes(session, mixer, here, choice):
    return rsvps.come(session, mixer, choice, by=here.viewer.id, now=here.now)


def reply_no(session, mixer, here):
    rsvps.decline(session, mixer, by=here.viewer.id, now=here.now)


def a_row_of(session, here):
    return session.get_one(Member, here.viewer.id)


def replies(session, mixer):
    session.expire_all()
    rows = session.scalars(
        select(Attendee.reply).where(Attendee.mixer_id == mixer.id).order_by(Attendee.id)
    )
    return [reply.value for reply in rows]


def test_when_all_places_are_taken_one_waits_and_moves_up_in_turn(session, space, people, now):
    mixer = a_mixer(space, now=now, capacity=2)
    for one in people:
        reply_yes(session, mixer, one, OPENLY)
    assert replies(session, mixer) == ["going", "going", "waiting", "waiting", "waiting"]

    reply_no(session, mixer, people[0])

    assert replies(session, mixer) == ["not_going", "going", "going", "waiting", "waiting"]
    assert letters(session) == [("mixer_place", people[2].viewer.id, mixer.id)]
    places = rsvps.places(session, mixer, now=now)
    assert (places.going, places.waiting, places.left) == (2, 2, 0)


def test_who_comes_back_waits_behind_those_who_waited(session, space, people, now):
    mixer = a_mixer(space, now=now, capacity=1)
    for one in people[:2]:
        reply_yes(session, mixer, one, QUIETLY)
    reply_no(session, mixer, people[0])

    again = reply_yes(session, mixer, people[0], QUIETLY)

    assert again.reply is Rsvp.WAITING
    assert letters(session) == []


def test_more_places_let_all_move_up_whom_they_hold(session, space, people, now):
    mixer = a_mixer(space, now=now, capacity=1)
    for one in people:
        reply_yes(session, mixer, one, QUIETLY)
    said = {name: getattr(mixer, name) for name in ("title", "words", "place")}
    times = {"starts_at": mixer.starts_at, "ends_at": mixer.ends_at}

    for capacity, going in ((3, 3), (2, 3), (None, 5)):
        plan = mixers.Plan(**said, **times, capacity=capacity)
        mixers.change(session, space, mixer.id, plan, now=now)
        assert replies(session, mixer).count("going") == going


def test_the_place_of_somebody_who_leaves_the_space_is_given_away(session, space, people, now):
    mixer = a_mixer(space, now=now, capacity=1)
    for one in people[:2]:
        reply_yes(session, mixer, one, QUIETLY)
    gone = select(Membership).where(Membership.member_id == people[0].viewer.id)
    session.scalars(gone).one().ends_on = date(2026, 3, 1)
    session.flush()

    ended = Evening(mixer_id=mixer.id, finished_at=now)
    session.add(ended)
    session.flush()
    assert rsvps.move_up_everywhere(session, now=now) == 0
    assert rsvps.move_up(session, mixer, now=now) == 0
    session.delete(ended)
    session.flush()

    assert [rsvps.move_up_everywhere(session, now=now) for _ in range(2)] == [1, 0]
    assert replies(session, mixer) == ["going", "going"]
    assert rsvps.places(session, mixer, now=now).going == 1


def test_a_place_that_came_free_is_not_for_who_comes_after_those_who_wait(
    session, space, people, now
):
    mixer = a_mixer(space, now=now, capacity=1)
    for one in people[:2]:
        reply_yes(session, mixer, one, QUIETLY)
    gone = select(Membership).where(Membership.member_id == people[0].viewer.id)
    session.scalars(gone).one().ends_on = date(2026, 3, 1)

    reply_yes(session, mixer, people[2], QUIETLY)

    assert replies(session, mixer) == ["going", "going", "waiting"]


@pytest.mark.parametrize(
    ("days", "why"), [(0, "This mixer was cancelled."), (-5, "This mixer is over.")]
)
def test_to_what_is_off_or_over_nobody_can_come_and_reads_which(
    session, space, people, now, days, why
):
    mixer = a_mixer(space, now=now + timedelta(days=days))
    if not days:
        mixers.cancel(session, space, mixer.id, now=now)

    for reply in (
        lambda: reply_yes(session, mixer, people[0], QUIETLY),
        lambda: reply_no(session, mixer, people[0]),
    ):
        with pytest.raises(Refused) as refused:
            reply()
        assert refused.value.message == why


def test_the_side_is_kept_where_mentors_meet_mentees_alone(session, space, people, now):
    choice = Choice(is_listed=False, wants_letters=False, role=MixerRole.MENTOR)
    kept = [
        reply_yes(session, a_mixer(space, now=now, cross_role=across), people[0], choice).role
        for across in (True, False)
    ]

    assert kept == [MixerRole.MENTOR, None]


def test_only_those_are_named_who_agreed_and_may_be_seen_and_a_block_changes_no_count(
    session, space, people, now
):
    mixer = a_mixer(space, now=now)
    viewer, open_one, shy, unseen, blocking = people
    for one in (open_one, shy, blocking):
        a_visit(a_row_of(session, one), space, now=now)
    for one in (open_one, unseen, blocking):
        reply_yes(session, mixer, one, OPENLY)
    reply_yes(session, mixer, shy, QUIETLY)

    def seen():
        return [one.name for one in attendees.seen_coming(session, mixer, viewer)]

    assert seen() == ["P1", "P4"]
    before = rsvps.places(session, mixer, now=now)
    blocked = {"member_id": blocking.viewer.id, "other_id": viewer.viewer.id}
    session.add(Block(**blocked, at=now))
    session.flush()

    assert seen() == ["P1"]
    assert rsvps.places(session, mixer, now=now) == before


def test_everybody_is_reminded_once_and_again_when_it_is_moved(session, space, people, now):
    mixer = a_mixer(space, now=now, starts_at=now + timedelta(hours=20))
    early = {"reply": Rsvp.GOING, "wants_letters": True, "replied_at": now - timedelta(days=2)}
    an_attendee(mixer, a_row_of(session, people[0]), **early)
    an_attendee(mixer, a_row_of(session, people[1]), **early | {"replied_at": now})
    an_attendee(mixer, a_row_of(session, people[2]), **early | {"wants_letters": False})

    assert [mixer_letters.remind(session, now=now) for _ in range(2)] == [1, 0]
    assert letters(session) == [("mixer_reminder", people[0].viewer.id, mixer.id)]
    plan = mixers.Plan(
        title=mixer.title,
        words="",
        place="",
        starts_at=mixer.starts_at + timedelta(hours=1),
        ends_at=mixer.ends_at,
    )
    mixers.change(session, space, mixer.id, plan, now=now)
    assert mixer_letters.remind(session, now=now + timedelta(minutes=1)) == 1
    kinds = [kind for kind, _who, _about in letters(session)]
    assert kinds == [LetterKind.MIXER_CHANGED.value] * 2 + ["mixer_reminder"]


def test_of_many_at_once_exactly_one_gets_the_last_place(session, crew, database_url, now):
    space = a_space()
    mixer = a_mixer(space, now=now, capacity=2)
    ids = [a_member_of(space).id for _ in range(9)]
    first = a_member_of(space)
    an_attendee(mixer, first, reply=Rsvp.GOING, replied_at=now)
    session.commit()
    mixer_id, first_id = mixer.id, first.id  # asking the rows later would lock others out

    outcomes = crew.race(
        database_url, *[[(come, mixer_id, one) for one in ids[n::3]] for n in range(3)]
    )
    assert outcomes == ["done"] * 9
    assert sorted(replies(session, mixer)) == ["going"] * 2 + ["waiting"] * 8

    session.commit()
    outcomes = crew.race(
        database_url,
        [(decline, mixer_id, first_id)] * 2,
        [(decline, mixer_id, one) for one in ids[:4]],
        [(come, mixer_id, one) for one in ids[4:]],
    )
    assert set(outcomes) == {"done"}
    assert sorted(replies(session, mixer)) == ["going"] * 2 + ["not_going"] * 5 + ["waiting"] * 3


def test_of_three_hosts_who_invite_at_once_each_person_hears_once(session, crew, database_url, now):
    space = a_space()
    mixer = a_mixer(space, now=now)
    members = [a_member_of(space, wants_mail=True).id for _ in range(6)]
    ids = list(session.scalars(select(Membership.id)))
    session.commit()
    mixer_id = mixer.id

    outcomes = crew.race(database_url, *[[(invite, mixer_id, ids)]] * 3)

    assert outcomes == ["done"] * 3
    kind = LetterKind.MIXER_INVITATION.value
    assert letters(session) == [(kind, one, mixer_id) for one in members]
    assert replies(session, mixer) == ["invited"] * 6
