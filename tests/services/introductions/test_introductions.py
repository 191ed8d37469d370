from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.services import correspondence, letters
from app.services.acquaintance import blocks
from app.services.errors import NotFound
from app.services.introductions import introductions
from app.services.introductions.introductions import AnsweredOtherwise, DayIsOver
from models import Letter, LetterKind, Reply, Visit
from tests.factories import (
    a_member_of,
    a_space,
    a_visit,
    a_zone,
    an_introduction,
)
from tests.standing import standing


def a_pair(space, now, **mail):
    """Two people who are in and listed, and were proposed to each other today."""
    ana, bo = a_member_of(space, "Ana", **mail), a_member_of(space, "Bo", **mail)
    for person in (ana, bo):
        a_visit(person, space, now=now)
    return ana, bo, an_introduction(ana, bo, space, now=now)


def letters_noted(session):
    rows = session.execute(select(Letter.kind, Letter.member_id).order_by(Letter.member_id))
    return [tuple(row) for row in rows]


def test_both_see_the_card_and_the_badge_counts_what_waits(session, now):
    space = a_space()
    ana, bo, introduction = a_pair(space, now)

    cards = [
        introductions.cards_for(session, standing(session, person, space)) for person in (ana, bo)
    ]

    assert [[(card.id, card.state, card.person.name) for card in mine] for mine in cards] == [
        [(introduction.id, "asked", "Bo")],
        [(introduction.id, "asked", "Ana")],
    ]
    assert introductions.waiting_for(session, ana.id, space=space, now=now) == 1


def test_one_yes_waits_for_the_other(session, now):
    space = a_space()
    ana, bo, introduction = a_pair(space, now, wants_mail=True)

    introductions.answer(session, introduction.id, by=ana.id, reply=Reply.YES, now=now)

    states = [
        introductions.cards_for(session, standing(session, one, space))[0].state
        for one in (ana, bo)
    ]
    assert states == ["said_yes", "asked"]
    assert introductions.waiting_for(session, ana.id, space=space, now=now) == 0
    assert letters_noted(session) == []


def test_two_yeses_agree_and_each_gets_one_letter(session, now):
    space = a_space()
    ana, bo, introduction = a_pair(space, now, wants_mail=True)

    introductions.answer(session, introduction.id, by=bo.id, reply=Reply.YES, now=now)
    later = now + timedelta(minutes=5)
    introductions.answer(session, introduction.id, by=ana.id, reply=Reply.YES, now=later)

    assert (introduction.is_agreed, introduction.agreed_at) == (True, later)
    assert letters_noted(session) == [(LetterKind.AGREED, ana.id), (LetterKind.AGREED, bo.id)]
    states = [
        introductions.cards_for(session, standing(session, one, space))[0].state
        for one in (ana, bo)
    ]
    assert states == ["agreed", "agreed"]


@pytest.mark.parametrize("no", [Reply.NOT_NOW, Reply.NEVER])
def test_a_no_takes_the_card_away_on_one_side_alone(session, now, no):
    space = a_space()
    ana, bo, introduction = a_pair(space, now)

    introductions.answer(session, introduction.id, by=ana.id, reply=no, now=now)
    introductions.answer(session, introduction.id, by=bo.id, reply=Reply.YES, now=now)

    assert introductions.cards_for(session, standing(session, ana, space)) == []
    assert [
        card.state for card in introductions.cards_for(session, standing(session, bo, space))
    ] == ["said_yes"]
    assert introduction.agreed_at is None


def test_the_same_answer_again_changes_nothing(session, now):
    space = a_space()
    ana, _bo, introduction = a_pair(space, now)
    introductions.answer(session, introduction.id, by=ana.id, reply=Reply.YES, now=now)

    later = now + timedelta(minutes=1)
    introductions.answer(session, introduction.id, by=ana.id, reply=Reply.YES, now=later)

    assert (introduction.first_reply, introduction.first_replied_at) == (Reply.YES, now)


@pytest.mark.parametrize(("first", "then"), [(Reply.YES, Reply.NEVER), (Reply.NOT_NOW, Reply.YES)])
def test_an_answer_stays_as_it_is(session, now, first, then):
    space = a_space()
    ana, _bo, introduction = a_pair(space, now)
    introductions.answer(session, introduction.id, by=ana.id, reply=first, now=now)

    with pytest.raises(AnsweredOtherwise):
        introductions.answer(session, introduction.id, by=ana.id, reply=then, now=now)

    assert introduction.first_reply is first


def test_a_stranger_finds_no_introduction(session, now):
    space = a_space()
    _ana, _bo, introduction = a_pair(space, now)
    stranger = a_member_of(space)

    for wrong in (introduction.id, introduction.id + 1):
        with pytest.raises(NotFound):
            introductions.answer(session, wrong, by=stranger.id, reply=Reply.YES, now=now)


def test_no_answer_counts_once_the_day_is_over(session, now):
    space = a_space()
    ana, bo, introduction = a_pair(space, now)
    tomorrow = now + timedelta(days=1)
    for person in (ana, bo):
        a_visit(person, space, now=tomorrow, checked_out_at=tomorrow)

    with pytest.raises(DayIsOver):
        introductions.answer(session, introduction.id, by=ana.id, reply=Reply.YES, now=tomorrow)

    assert introductions.waiting_for(session, ana.id, space=space, now=tomorrow) == 0


def test_the_day_ends_by_the_clock_of_the_space(session, now):
    tokyo = a_space(time_zone="Asia/Tokyo")
    evening = now.replace(hour=14, minute=30)
    ana, bo = a_member_of(tokyo, "Ana"), a_member_of(tokyo, "Bo")
    for person in (ana, bo):
        a_visit(person, tokyo, now=evening)
    introduction = an_introduction(ana, bo, tokyo, now=evening)

    past_midnight = evening + timedelta(hours=1)

    assert len(introductions.cards_for(session, standing(session, ana, tokyo, now=evening))) == 1
    assert introductions.cards_for(session, standing(session, ana, tokyo, now=past_midnight)) == []
    with pytest.raises(DayIsOver):
        introductions.answer(
            session, introduction.id, by=ana.id, reply=Reply.YES, now=past_midnight
        )


def test_somebody_who_went_home_may_still_answer(session, now):
    space = a_space()
    ana, bo = a_member_of(space, "Ana"), a_member_of(space, "Bo")
    a_visit(ana, space, now=now, checked_out_at=now)
    a_visit(bo, space, now=now)
    introduction = an_introduction(ana, bo, space, now=now)

    introductions.answer(session, introduction.id, by=ana.id, reply=Reply.YES, now=now)
    introductions.answer(session, introduction.id, by=bo.id, reply=Reply.YES, now=now)

    [card] = introductions.cards_for(session, standing(session, bo, space))
    assert (card.state, card.where) == ("agreed", None)


def test_whoever_unlists_goes_from_both_sides_and_comes_back(session, now):
    space = a_space()
    ana, bo = a_member_of(space, "Ana"), a_member_of(space, "Bo")
    a_visit(ana, space, now=now)
    stay = a_visit(bo, space, now=now)
    introduction = an_introduction(ana, bo, space, now=now)
    stay.is_listed = False
    session.flush()

    hidden = [introductions.cards_for(session, standing(session, one, space)) for one in (ana, bo)]
    for person in (ana, bo):
        with pytest.raises(NotFound):
            introductions.answer(session, introduction.id, by=person.id, reply=Reply.YES, now=now)
    stay.is_listed = True
    session.flush()
    back = [
        len(introductions.cards_for(session, standing(session, one, space))) for one in (ana, bo)
    ]

    assert (hidden, back) == ([[], []], [1, 1])


def test_a_blocked_person_just_vanishes(session, now):
    space = a_space()
    ana, bo, introduction = a_pair(space, now)
    introductions.answer(session, introduction.id, by=bo.id, reply=Reply.YES, now=now)

    blocks.block(session, bo.id, by=ana.id, now=now)

    for person in (ana, bo):
        here = standing(session, person, space)
        assert introductions.cards_for(session, here) == []
        assert introductions.waiting_for(session, person.id, space=space, now=now) == 0
        with pytest.raises(NotFound):
            introductions.answer(session, introduction.id, by=person.id, reply=Reply.YES, now=now)


def test_where_the_other_sits_is_told_once_both_agree(session, now):
    space = a_space()
    ana, bo = a_member_of(space, "Ana"), a_member_of(space, "Bo")
    a_visit(ana, space, now=now)
    stay = a_visit(bo, space, now=now, zone_id=a_zone(space, name="Library").id)
    introduction = an_introduction(ana, bo, space, now=now)
    before = introductions.cards_for(session, standing(session, ana, space))[0].where
    for person in (ana, bo):
        introductions.answer(session, introduction.id, by=person.id, reply=Reply.YES, now=now)

    agreed = introductions.cards_for(session, standing(session, ana, space))[0].where
    stay.is_listed = False
    session.flush()
    unlisted = introductions.cards_for(session, standing(session, ana, space))[0].where

    assert (before, agreed.zone, unlisted) == (None, "Library", None)


def test_no_letter_tells_of_somebody_who_has_unlisted_since(session, now):
    space = a_space()
    ana, bo, introduction = a_pair(space, now, wants_mail=True)
    yesterday = now - timedelta(days=1)
    for person in (ana, bo):
        a_visit(person, space, now=yesterday, checked_out_at=yesterday)
    letters.write(session, LetterKind.PROPOSED, to=ana.id, about_id=introduction.id, now=now)
    session.flush()
    errand = letters.claim(session, letters.due(session, now=now)[0], now=now)
    before = correspondence.facts_for(session, errand, key="", now=now)

    session.execute(
        update(Visit)
        .where(Visit.member_id == bo.id, Visit.day == now.date())
        .values(is_listed=False)
    )

    assert [one.name for one in before["partners"]] == ["Bo"]
    assert correspondence.facts_for(session, errand, key="", now=now) is None
