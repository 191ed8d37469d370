"""What came of an evening is told in sums, and none of fewer than five."""

from datetime import timedelta
from itertools import pairwise

import pytest

from app.services.mixers import doors, effects, rounds
from app.services.mixers.doors import Mark
from models import Member, Profile
from tests import evenings as nights
from tests.factories import an_ask, an_attendee, an_encounter, an_offer
from tests.leaving import membership_of

ONLY_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
pytestmark = ONLY_SQLITE


def _played(session, now, people):
    night = nights.a_night(now=now, people=people, size=people, count=1)
    members = [session.get(Member, night.member(place)) for place in range(people)]
    for place, member in enumerate(members):
        session.get(Profile, member.id).industry = ("C-food", "N-design")[place % 2]
    nights.plan(session, night, now=now)
    then = nights.play(session, night, 1, now=now)
    return night, members, then


def test_new_pairs_industries_asks_and_who_is_still_in_touch(session, now):
    night, members, then = _played(session, now, 6)
    for member in members[1:]:
        an_ask(member, "Bookkeeping for small firms")
    an_offer(members[0], "Bookkeeping for small firms")
    an_encounter(members[0], members[1], night.space, now=now - timedelta(days=9))
    rounds.finish(session, night.mixer, night.space, now=then)
    later = now + timedelta(days=20)
    for other in members[2:]:
        an_encounter(members[0], other, night.space, now=later)
    an_encounter(members[1], members[2], night.space, now=later)

    soon = effects.effect(session, night.mixer, night.space, now=then)
    late = effects.effect(session, night.mixer, night.space, now=now + timedelta(days=31))

    assert (soon.is_of_today, late.is_of_today) == (True, False)
    assert (soon.people, soon.new_pairs, soon.in_touch, soon.is_final) == (6, 14, None, False)
    assert (late.new_pairs, late.in_touch, late.is_final) == (14, 5, True)
    assert late.across == pytest.approx(8 / 14)
    assert late.asks_met == 5


def test_meetings_noted_by_hand_count_where_they_come_from_five_people_or_more(session, now):
    night, members, then = _played(session, now, 7)
    rounds.finish(session, night.mixer, night.space, now=then)
    later, end = now + timedelta(days=3), now + timedelta(days=31)

    def in_touch():
        return effects.effect(session, night.mixer, night.space, now=end).in_touch

    for other in members[1:]:
        an_encounter(members[0], other, night.space, now=later, noted_by_id=members[0].id)
    of_one = in_touch()
    for one, other in pairwise(members[1:6]):
        an_encounter(one, other, night.space, now=later, noted_by_id=one.id)

    assert (of_one, in_touch()) == (None, 10)


def test_of_whoever_has_left_neither_industry_nor_asks_are_read(session, now):
    night, members, then = _played(session, now, 6)
    for member in members:
        an_ask(member, "Bookkeeping for small firms")
    for member in members[:2]:
        an_offer(member, "Bookkeeping for small firms")
    rounds.finish(session, night.mixer, night.space, now=then)
    end = now + timedelta(days=31)

    before = effects.effect(session, night.mixer, night.space, now=end)
    membership_of(session, members[0], night.space).ends_on = night.space.today(now)
    after = effects.effect(session, night.mixer, night.space, now=end)

    assert (before.people, before.new_pairs, before.asks_met) == (6, 15, 5)
    assert (after.people, after.new_pairs, after.asks_met) == (6, 15, None)
    assert (before.across, after.across) == (pytest.approx(9 / 15), pytest.approx(6 / 10))
    assert (before.has_leavers, after.has_leavers) == (False, True)


def test_of_a_small_table_nothing_is_told(session, now):
    night, _members, then = _played(session, now, 3)
    rounds.finish(session, night.mixer, night.space, now=then)

    told = effects.effect(session, night.mixer, night.space, now=then)

    figures = (told.people, told.new_pairs, told.across, told.asks_met, told.in_touch)
    assert figures == (None,) * 5


def test_whoever_merely_greeted_a_table_has_met_nobody_there(session, now):
    night, members, then = _played(session, now, 8)
    gone, *others = members
    for member in others:
        an_ask(member, "Bookkeeping for small firms")
    an_offer(gone, "Bookkeeping for small firms")
    night.people[0].left_at = now + timedelta(minutes=1)
    session.flush()
    rounds.finish(session, night.mixer, night.space, now=then)

    told = effects.effect(session, night.mixer, night.space, now=then)

    assert (told.people, told.new_pairs, told.asks_met) == (8, 7 * 6 // 2, None)


def test_of_a_round_that_was_ended_at_once_nothing_has_come_but_guests_talk_in_others(session, now):
    night = nights.a_night(now=now, people=6, size=7, count=2)
    for place in range(6):
        an_ask(session.get(Member, night.member(place)), "Bookkeeping for small firms")
    an_attendee(night.mixer, name="Gerda", arrived_at=now, offers="Bookkeeping for small firms")
    nights.plan(session, night, now=now)
    nights.play(session, night, 1, now=now)
    soon = now + timedelta(seconds=20)
    rounds.end(session, night.mixer, number=1, now=soon)
    then = nights.play(session, night, 2, now=soon)

    early = effects.effect(session, night.mixer, night.space, now=soon)
    rounds.finish(session, night.mixer, night.space, now=then)
    late = effects.effect(session, night.mixer, night.space, now=then)

    assert (early.people, early.new_pairs, early.asks_met) == (None, None, None)
    assert (late.people, late.new_pairs, late.asks_met) == (7, 15, 6)


def test_a_break_does_not_make_a_round_long_enough_for_guests_to_have_talked(session, now):
    night = nights.a_night(now=now, people=6, size=7, count=1)
    an_attendee(night.mixer, name="Gerda", arrived_at=now)
    nights.plan(session, night, now=now)
    nights.play(session, night, 1, now=now)
    minutes = timedelta(minutes=1)
    rounds.pause(session, night.mixer, number=1, now=now + minutes)
    rounds.resume(session, night.mixer, number=1, now=now + 9 * minutes)
    then = now + 10 * minutes
    rounds.finish(session, night.mixer, night.space, now=then)

    told = effects.effect(session, night.mixer, night.space, now=then)

    assert (told.people, told.new_pairs) == (None, None)


def test_whoever_sat_at_two_tables_in_one_round_counts_at_both(session, now):
    night = nights.a_running_night(session, now)
    second = nights.smaller_table(session, night)
    first = [one for one in night.people if one not in nights.at(session, night, second)]
    moved, late, soon = first[0], nights.a_latecomer(night, now), now + timedelta(minutes=6)
    doors.mark(session, night.mixer, moved.id, Mark.LEFT, now=soon)
    nights.sit(session, night, late, nights.seats(session, night)[1][moved.id], now=soon)
    doors.mark(session, night.mixer, moved.id, Mark.CAME, now=soon)
    nights.sit(session, night, moved, second, now=soon)
    end = now + timedelta(minutes=10)
    rounds.finish(session, night.mixer, night.space, now=end)

    told = effects.effect(session, night.mixer, night.space, now=end)

    # Four at the first table, of whom one moved, and three at the second, where that was too late.
    assert (told.people, told.new_pairs) == (8, 4 * 3 // 2 + 3)
    assert told.new_pairs == len(nights.met(session))


def test_whoever_was_noted_as_there_by_mistake_has_not_sat_down(session, now):
    night, _members, then = _played(session, now, 6)
    doors.mark(session, night.mixer, night.people[0].id, Mark.UNDO, now=now)
    rounds.finish(session, night.mixer, night.space, now=then)

    told = effects.effect(session, night.mixer, night.space, now=then)

    assert (told.people, told.new_pairs) == (5, 5 * 4 // 2)
