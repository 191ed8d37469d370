"""Somebody deletes themselves while something is done with what is theirs."""

from functools import partial

import pytest
from sqlalchemy import select

from app.services.introductions import follow_ups, hellos, introductions
from app.services.members import erasure
from app.services.presence import presence
from models import Member, Reply
from tests.at_once import at_once
from tests.factories import a_member_of, a_space, a_visit, an_introduction


def answer(own, pair, now):
    introductions.answer(own, pair.id, by=pair.second_id, reply=Reply.YES, now=now)


def say_we_met(own, pair, now):
    follow_ups.record(own, pair.id, by=pair.second_id, did_meet=True, now=now)


def say_hello(own, pair, now):
    hellos.say(own, pair.id, "Hello", by=pair.second_id, now=now)


def hide(own, pair, now):
    choice = {"zone_id": None, "is_listed": False, "heads_down_until": None}
    presence.change(own, pair.first_id, **choice, now=now)


@pytest.mark.parametrize("doing", [answer, say_we_met, say_hello, hide])
def test_whoever_has_to_do_with_them_is_not_told_that_something_broke(
    session, database_url, now, doing
):
    space, pairs = a_space(), []
    agreed = {} if doing is answer else {"second_reply": Reply.YES, "agreed_at": now}
    for _ in range(6):
        ana, bo = a_member_of(space, wants_mail=True), a_member_of(space, wants_mail=True)
        a_visit(ana, space, now=now)
        given = {"first_reply": Reply.YES} | agreed
        pairs.append(an_introduction(ana, bo, space, now=now, **given))
    others = [pair.second_id for pair in pairs]
    session.commit()

    outcomes = at_once(
        database_url,
        *(partial(erasure.erase, member_id=pair.first_id) for pair in pairs),
        *(partial(doing, pair=pair, now=now) for pair in pairs),
    )

    assert set(outcomes) <= {"done", "NotFound", "Conflict"}
    assert session.scalars(select(Member.id).order_by(Member.id)).all() == others
