"""Three people introduced together: who joins whom, and when."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.services.acquaintance import blocks
from app.services.introductions import introductions
from app.services.matchmaking import left_out, matchmaking, matchmaking_lessons
from app.services.matchmaking import matchmaking_queries as rows
from models import Introduction, Letter, Membership, Reply, Trio
from tests.factories import a_member_of, a_space, a_visit, an_ask, an_offer
from tests.standing import standing

TRADES = {"Ana": "N-law", "Bo": "C-food", "Cy": "K-software"}


def come_in(space, name, now, **membership):
    """Let somebody in who has something for everybody else of these three."""
    person = a_member_of(
        space, name, profile={"industry": TRADES[name]}, wants_mail=True, **membership
    )
    an_offer(person, f"Help with {TRADES[name]}", skills=[TRADES[name]])
    for trade in set(TRADES.values()) - {TRADES[name]}:
        an_ask(person, f"Help with {trade}", skills=[trade])
    a_visit(person, space, now=now, checked_in_at=now)
    return person


def pairs(made):
    return [(row.first_id, row.second_id) for row in made]


def cards(session, person, space):
    """What each card tells: its state, and whom it names."""
    found = introductions.cards_for(session, standing(session, person, space))
    return [(card.state, *(side.person.name for side in card.sides)) for card in found]


def letters(session):
    told = session.execute(select(Letter.kind, Letter.member_id, Letter.about_id))
    return sorted((kind.value, member_id, about_id) for kind, member_id, about_id in told)


@pytest.fixture
def space(session):
    return a_space(introductions_per_day=1)


@pytest.fixture
def people(space, now):
    return [come_in(space, name, now) for name in TRADES]


def test_who_would_be_alone_joins_two_who_came_at_the_same_time(session, space, people, now):
    ana, bo, cy = people

    made = introductions.propose(session, space, now=now)
    again = introductions.propose(session, space, now=now)

    assert sorted(pairs(made)) == [(ana.id, bo.id), (ana.id, cy.id), (bo.id, cy.id)]
    assert len({row.trio_id for row in made}) == 1
    assert all(row.reasons and 0 < row.worth < 1 and row.parts is None for row in made)
    assert again == []
    assert [kind for kind, *_rest in letters(session)] == ["proposed"] * 3
    assert {who for _kind, who, _about in letters(session)} == {one.id for one in people}


def test_it_is_one_introduction_for_each_of_the_three(session, space, people, now):
    introductions.propose(session, space, now=now)
    ids = [one.id for one in people]
    memberships = session.execute(select(Membership.member_id, Membership.id)).all()

    assert rows.proposed_today(session, ids, today=now.date()) == dict.fromkeys(ids, 1)
    assert introductions.waiting_for(session, ids[0], space=space, now=now) == 1
    for one in people:
        a_visit(one, space, now=now, checked_out_at=now)
    waited = left_out.left_out_days(
        session,
        dict(map(tuple, memberships)),
        space=space,
        today=now.date() + timedelta(days=1),
    )
    assert waited == dict.fromkeys(ids, 0)


def test_nobody_joins_two_who_have_been_shown_each_other(session, space, now):
    ana, _bo = (come_in(space, name, now) for name in ("Ana", "Bo"))
    introductions.propose(session, space, now=now)
    come_in(space, "Cy", now + timedelta(minutes=5))

    assert introductions.propose(session, space, now=now + timedelta(minutes=5)) == []
    assert cards(session, ana, space) == [("asked", "Bo")]


def test_nobody_joins_while_a_place_is_kept_for_them(session, now):
    space = a_space(introductions_per_day=2)
    for name in TRADES:
        come_in(space, name, now)

    introductions.propose(session, space, now=now)

    assert session.scalars(select(Trio)).all() == []


@pytest.mark.parametrize("apart", [0, 1])
def test_whom_one_of_two_may_not_meet_joins_neither(session, space, people, now, apart):
    blocks.block(session, people[2].id, by=people[apart].id, now=now)

    made = introductions.propose(session, space, now=now)

    assert len(made) == 1
    assert made[0].trio_id is None


def test_who_takes_no_introductions_joins_nobody(session, space, now):
    for name in TRADES:
        come_in(space, name, now, introductions_per_day=0 if name == "Cy" else None)

    assert len(introductions.propose(session, space, now=now)) == 1


def test_nothing_is_learned_from_one_answer_to_two_people(session, space, people, now):
    made = introductions.propose(session, space, now=now)
    for row in made:
        row.day -= timedelta(days=1)
        row.first_reply = row.second_reply = Reply.YES
    session.flush()

    assert list(matchmaking_lessons._answers(session, space, now.date())) == []
    assert session.scalar(select(func.count()).select_from(Introduction)) == 3


def test_nobody_joins_a_pair_of_whom_one_has_left_in_between(session, space, people, now):
    pairs_made = [(people[0].id, a_member_of(space).id)]

    assert matchmaking.joined(session, space, pairs_made, now=now) == []
