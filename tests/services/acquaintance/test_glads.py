"""Glad to meet again: told to both when both said so, and to nobody otherwise."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from app.services.acquaintance import blocks, encounters, glads
from app.services.errors import NotFound
from app.services.mixers import doors, rounds
from app.services.mixers.doors import Mark
from app.services.viewers import Here, Viewer
from models import Attendee, Block, Member, Membership, Rsvp
from tests import evenings as nights
from tests.factories import an_attendee


def _here(session, night, place, now):
    return _here_of(night, night.people[place], now)


def _here_of(night, one, now):
    viewer = Viewer(
        id=one.member_id,
        name="",
        email="",
        photo=None,
        sign_in_id=0,
        signed_in_at=now,
        seen_at=now,
        until=now,
        memberships=(),
    )
    return Here(viewer=viewer, membership=None, space=night.space, now=now)


def _told(session, night, place, now):
    """Tell what somebody reads: of whom they are glad, and with whom it is mutual."""
    me = session.get(Attendee, night.people[place].id)
    met = glads.met_tonight(session, _here(session, night, place, now), me)
    return {one.face.name: (one.is_glad, one.is_mutual) for one in met}


def _all_told(session, night, place, now):
    """Tell all that somebody reads of whom they sat with."""
    me = session.get(Attendee, night.people[place].id)
    return glads.met_tonight(session, _here(session, night, place, now), me)


def _say(session, night, place, about, now):
    me = session.get(Attendee, night.people[place].id)
    glads.say(session, _here(session, night, place, now), me, night.people[about].id, now=now)


def _met_gladly(session, night, place, now):
    """Tell with whom it is mutual among the people whom somebody has met."""
    page = encounters.people_met(session, night.member(place), now=now)
    return [one.person.name for one in page.people if one.is_glad]


@pytest.fixture
def night(session, now):
    """Three who sat together in one round that is over."""
    night = nights.a_night(now=now, people=3, count=1)
    nights.plan(session, night, now=now)
    return night


def test_nobody_learns_that_one_is_glad_until_the_other_is_too(session, night, now):
    then = nights.play(session, night, 1, now=now)
    before = _told(session, night, 1, then)

    _say(session, night, 0, 1, then)
    rounds.finish(session, night.mixer, night.space, now=then)
    one_sided = [_met_gladly(session, night, place, then) for place in (0, 1)]
    after = _told(session, night, 1, then)
    _say(session, night, 1, 0, then)

    assert one_sided == [[], []]
    assert before == after == {"Person A": (False, False), "Person C": (False, False)}
    assert _told(session, night, 1, then)["Person A"] == (True, True)
    assert _told(session, night, 0, then)["Person B"] == (True, True)
    assert _met_gladly(session, night, 0, then) == ["Person B"]
    assert _met_gladly(session, night, 2, then) == []
    assert _told(session, night, 2, then) == {
        "Person A": (False, False),
        "Person B": (False, False),
    }


def test_it_can_be_taken_back_until_it_is_mutual(session, night, now):
    then = nights.play(session, night, 1, now=now)
    ana, bo = (session.get(Attendee, one.id) for one in night.people[:2])
    _say(session, night, 0, 1, then)
    glads.take_back(session, ana, bo.id)
    alone = _told(session, night, 0, then)["Person B"]
    _say(session, night, 0, 1, then)
    _say(session, night, 1, 0, then)

    glads.take_back(session, ana, bo.id)

    assert alone == (False, False)
    assert _told(session, night, 1, then)["Person A"] == (True, True)


def test_it_is_asked_only_after_a_round_and_of_those_who_sat_there(session, night, now):
    stranger = an_attendee(night.mixer, name="Gerda", arrived_at=now)
    then = nights.play(session, night, 1, now=now)

    assert _told(session, night, 0, now) == {}
    me = session.get(Attendee, night.people[0].id)
    with pytest.raises(NotFound):
        glads.say(session, _here(session, night, 0, then), me, stranger.id, now=then)


def test_it_is_not_asked_while_the_clock_of_a_round_stands_still(session, night, now):
    rounds.begin(session, night.mixer, night.space, number=1, now=now)
    rounds.pause(session, night.mixer, number=1, now=now)
    long_after = now + timedelta(hours=1)
    standing = _told(session, night, 0, long_after)

    rounds.resume(session, night.mixer, number=1, now=now)

    assert (standing, len(_told(session, night, 0, long_after))) == ({}, 2)


def test_whoever_sat_at_two_tables_in_one_round_reads_of_both(session, now):
    night = nights.a_running_night(session, now)
    second = nights.smaller_table(session, night)
    first = [one for one in night.people if one not in nights.at(session, night, second)]
    moved, late, soon = first[0], nights.a_latecomer(night, now), now + timedelta(minutes=6)
    doors.mark(session, night.mixer, moved.id, Mark.LEFT, now=soon)
    nights.sit(session, night, late, nights.seats(session, night)[1][moved.id], now=soon)
    doors.mark(session, night.mixer, moved.id, Mark.CAME, now=soon)
    nights.sit(session, night, moved, second, now=soon)
    during = _told(session, night, night.people.index(moved), soon)
    rounds.finish(session, night.mixer, night.space, now=now + timedelta(minutes=10))

    then = now + timedelta(minutes=11)
    told = _all_told(session, night, night.people.index(moved), then)
    others = _all_told(session, night, night.people.index(first[1]), then)

    kept = {one.id for one in told if one.is_kept}
    assert (during, kept) == ({}, {one.id for one in first[1:]})
    assert {one.id for one in told} - kept == {o.id for o in nights.at(session, night, second)} - {
        moved.id
    }
    assert {one.id: one.is_kept for one in others}[moved.id] is True


@pytest.mark.parametrize("left", [1, 6], ids=["greeted", "met"])
@pytest.mark.parametrize("is_guest", [False, True], ids=["member", "guest"])
def test_whoever_moved_in_a_round_is_read_of_at_both_tables(session, now, is_guest, left):
    night = nights.a_running_night(session, now)
    second = nights.smaller_table(session, night)
    first = [one for one in night.people if one not in nights.at(session, night, second)]
    moved, away, back = first[0], *(now + timedelta(minutes=at) for at in (left, left + 1))
    if is_guest:
        moved.member_id, moved.name = None, "Gerda"
        session.flush()
    late = nights.a_latecomer(night, now)
    doors.mark(session, night.mixer, moved.id, Mark.LEFT, now=away)
    nights.sit(session, night, late, nights.seats(session, night)[1][moved.id], now=back)
    doors.mark(session, night.mixer, moved.id, Mark.CAME, now=back)
    without_seat = moved.id not in nights.seats(session, night)[1]
    nights.sit(session, night, moved, second, now=back)
    rounds.finish(session, night.mixer, night.space, now=now + timedelta(minutes=10))

    then = now + timedelta(minutes=11)
    read_of = {
        one.id: moved.id
        in {met.id for met in glads.met_tonight(session, _here_of(night, one, then), one)}
        for one in (*night.people, late)
        if one is not moved
    }

    assert without_seat
    assert read_of == {one.id: one is not late for one in (*night.people, late) if one is not moved}


def test_of_two_evenings_on_one_day_each_tells_its_own_people(session, night, now):
    then = nights.play(session, night, 1, now=now)
    rounds.finish(session, night.mixer, night.space, now=then)
    soon = then + timedelta(minutes=5)
    pairs = nights.a_night(now=soon, people=1, size=2, space=night.space)
    for one in night.people:
        who = session.get_one(Member, one.member_id)
        pairs.people.append(an_attendee(pairs.mixer, who, reply=Rsvp.GOING, arrived_at=soon))
    nights.plan(session, pairs, now=soon)
    then = nights.play(session, pairs, 1, now=soon)
    rounds.finish(session, pairs.mixer, pairs.space, now=then)

    told = [len(_all_told(session, pairs, place, then)) for place in range(4)]

    assert told == [1, 1, 1, 1]


def test_whoever_blocks_somebody_reads_no_more_of_them(session, night, now):
    then = nights.play(session, night, 1, now=now)

    session.add(Block(member_id=night.member(1), other_id=night.member(0), at=then))
    session.flush()

    assert set(_told(session, night, 1, then)) == {"Person C"}


@pytest.mark.parametrize("before", [[], [(0, 1)], [(0, 1), (1, 0)]], ids=["", "one", "mutual"])
def test_to_who_is_blocked_it_looks_as_if_the_other_had_left_the_space(session, night, now, before):
    then = nights.play(session, night, 1, now=now)
    for place, about in before:
        _say(session, night, place, about, then)
    block = Block(member_id=night.member(1), other_id=night.member(0), at=then)
    session.add(block)
    session.flush()
    blocked = _all_told(session, night, 0, then)

    session.delete(block)
    theirs = update(Membership).where(Membership.member_id == night.member(1))
    session.execute(theirs.values(ends_on=then.date() - timedelta(days=2)))

    assert blocked == _all_told(session, night, 0, then)
    assert "Person B" in {one.label for one in blocked}


def test_a_block_takes_back_what_the_other_has_not_said_yet(session, night, now):
    then = nights.play(session, night, 1, now=now)
    _say(session, night, 1, 0, then)
    _say(session, night, 1, 2, then)
    _say(session, night, 2, 1, then)
    rounds.finish(session, night.mixer, night.space, now=then)

    for other in (0, 2):
        blocks.block(session, night.member(other), by=night.member(1), now=then)
    _say(session, night, 0, 1, then)

    assert _told(session, night, 0, then)["Person B"] == (True, False)
    assert _told(session, night, 2, then)["Person B"] == (True, True)
