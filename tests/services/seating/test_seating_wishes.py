"""What a host wishes of a plan, where no table could keep it."""

import time
from datetime import timedelta
from itertools import pairwise

import pytest

from app.services.errors import Refused
from app.services.evenings import evenings
from app.services.seating import seating_chairs, seating_wishes
from models import Mixer, Profile, WishKind
from tests import evenings as nights
from tests.at_once import at_once

CHAINS = {"too many": 5, "apart": 3}


def wish_for_too_much(session, night, how):
    """Let more people stay together than fit at a table, or two of them stay apart."""
    chain = night.people[: CHAINS[how]]
    for one, other in pairwise(chain):
        seating_wishes.wish(session, night.mixer, one.id, other.id, kind=WishKind.TOGETHER)
    if how == "apart":
        first, last = chain[0].id, chain[-1].id
        seating_wishes.wish(session, night.mixer, first, last, kind=WishKind.APART)
    session.flush()


@pytest.mark.parametrize("how", CHAINS)
def test_wishes_that_no_table_can_keep_are_told_kindly(session, now, how):
    night = nights.a_night(now=now, people=7, size=4, count=1)
    wish_for_too_much(session, night, how)

    with pytest.raises(Refused, match="Take off a lock or a wish"):
        nights.plan(session, night, now=now)


@pytest.mark.parametrize("how", CHAINS)
def test_the_pages_of_a_running_evening_stay_when_such_wishes_come_in(session, now, how):
    night = nights.a_running_night(session, now)
    late = nights.a_latecomer(night, now)
    wish_for_too_much(session, night, how)
    stage = evenings.stage(session, night.mixer.id, now=now + timedelta(minutes=1))

    seen = seating_chairs.chairs(session, night.mixer, night.space, stage, now=now)

    assert seen == {late.id: None}


def test_two_who_wish_the_same_at_once_both_have_their_way(session, database_url, now):
    night = nights.a_night(now=now, people=2, size=2, count=1)
    ana, bo = (one.id for one in night.people)
    session.commit()

    def wish(own):
        mixer = own.get_one(Mixer, night.mixer.id)
        seating_wishes.wish(own, mixer, ana, bo, kind=WishKind.APART)
        time.sleep(0.05)  # so that the other comes before this is committed

    assert at_once(database_url, wish, wish) == ["done", "done"]
    assert len(seating_wishes.wishes(session, night.mixer, now=now)) == 1


def test_what_hosts_let_count_more_counts_at_tables_too(session, now):
    night = nights.a_night(now=now, people=2, size=2, count=1)
    for one, industry in zip(night.people, ("C-food", "N-law"), strict=True):
        session.get(Profile, one.member_id).industry = industry
    worths = []
    for night.space.counts_cross_industry in (0, 1, 2):
        session.flush()
        worths.append(nights.plan(session, night, now=now).worth)

    assert worths == sorted(set(worths))
