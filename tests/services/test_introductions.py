from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from app.services import blocks, correspondence, introductions, letters
from app.services.errors import Conflict, NotFound
from app.services.introductions import AnsweredOtherwise, DayIsOver
from models import Introduction, Letter, LetterKind, Reply, Space, Visit
from tests.factories import (
    a_member_of,
    a_space,
    a_visit,
    a_zone,
    an_ask,
    an_introduction,
    an_offer,
)
from tests.standing import standing


def a_pair(space, now, **mail):
    """Two people who are in and listed, and were proposed to each other today."""
    ana, bo = a_member_of(space, "Ana", **mail), a_member_of(space, "Bo", **mail)
    for person in (ana, bo):
        a_visit(person, space, now=now)
    return ana, bo, an_introduction(ana, bo, space, now=now)


def helpers(space, now, *, count=2, **membership):
    """People in different trades who could help each other in turn."""
    trades = ["K-software", "C-food", "N-law", "S-arts", "F", "N-design"]
    people = [
        a_member_of(
            space,
            f"Helper {n}",
            profile={"industry": trades[n % len(trades)], "headline": f"Trade {n}"},
            **membership,
        )
        for n in range(count)
    ]
    for n, person in enumerate(people):
        an_offer(person, f"Advice on subject {n}", skills=[f"subject {n}"])
        an_ask(
            person, f"Advice on subject {(n + 1) % count}", skills=[f"subject {(n + 1) % count}"]
        )
        a_visit(person, space, now=now)
    return people


def letters_noted(session):
    rows = session.execute(select(Letter.kind, Letter.member_id).order_by(Letter.member_id))
    return [tuple(row) for row in rows]


def test_people_who_can_help_each_other_are_proposed_once(session, now):
    space = a_space()
    ana, bo = helpers(space, now, wants_mail=True)

    made = introductions.propose(session, space, now=now)
    again = introductions.propose(session, space, now=now)

    assert [(row.first_id, row.second_id, row.day) for row in made] == [
        (ana.id, bo.id, date(2026, 3, 3))
    ]
    assert again == []
    assert session.scalar(select(Space.introduced_at)) == now
    assert letters_noted(session) == [
        (LetterKind.PROPOSED, ana.id),
        (LetterKind.PROPOSED, bo.id),
    ]


def test_letters_go_to_those_alone_who_want_them(session, now):
    space = a_space()
    helpers(space, now)

    introductions.propose(session, space, now=now)

    assert letters_noted(session) == []


def test_a_new_arrival_is_introduced_without_touching_what_was_proposed(session, now):
    space = a_space(introductions_per_day=1)
    helpers(space, now, count=2)
    before = [row.id for row in introductions.propose(session, space, now=now)]
    cleo, dan = helpers(space, now, count=2)

    later = introductions.propose(session, space, now=now + timedelta(hours=1))

    assert [(row.first_id, row.second_id) for row in later] == [(cleo.id, dan.id)]
    assert session.scalars(select(Introduction.id).order_by(Introduction.id)).all() == [
        *before,
        *(row.id for row in later),
    ]


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


def test_a_space_is_due_when_somebody_willing_has_come_in(session, now):
    space, quiet = a_space(), a_space()
    helpers(space, now, count=2)
    helpers(quiet, now, count=1)

    assert introductions.due(session, now=now) == [space.id]

    introductions.propose(session, space, now=now)
    assert introductions.due(session, now=now) == []
    a_visit(a_member_of(space), space, now=now, changed_at=now + timedelta(minutes=1))
    assert introductions.due(session, now=now + timedelta(minutes=2)) == [space.id]


def test_a_space_is_due_when_somebody_opens_up_and_after_an_hour(session, now):
    space = a_space(introduced_at=now)
    helpers(space, now, count=1)
    a_visit(a_member_of(space), space, now=now, heads_down_until=now + timedelta(minutes=10))

    found = [
        introductions.due(session, now=now + timedelta(minutes=minutes)) for minutes in (5, 11, 61)
    ]
    space.introduced_at = now + timedelta(minutes=11)
    session.flush()
    found.append(introductions.due(session, now=now + timedelta(minutes=20)))
    found.append(introductions.due(session, now=now + timedelta(minutes=71)))

    assert found == [[], [space.id], [space.id], [], [space.id]]


def test_the_errors_are_kinds_of_what_pages_know():
    assert issubclass(AnsweredOtherwise, Conflict)
    assert DayIsOver().status == 400


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

    assert before["partner"].name == "Bo"
    assert correspondence.facts_for(session, errand, key="", now=now) is None
