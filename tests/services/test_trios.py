"""Three people introduced together: when, what each sees and says, and what goes with whom."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.services import blocks, erasure, hellos, introductions, left_out, matchmaking_lessons
from app.services import matchmaking_queries as rows
from app.services.errors import NotFound
from app.services.introductions import AnsweredOtherwise
from models import Hello, Introduction, Letter, Membership, Reply, Trio, Visit
from tests.factories import a_member_of, a_space, a_trio, a_visit, an_ask, an_introduction, an_offer
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


@pytest.fixture
def trio(session, space, people, now):
    return a_trio(people, space, now=now)


def say(session, row, person, reply, now, together=()):
    return introductions.answer(
        session,
        row.id,
        by=person.id,
        reply=reply,
        now=now,
        together_with={one.id for one in together},
    )


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


def test_each_sees_one_card_that_names_the_other_two(session, space, people, trio, now):
    ana, bo, cy = people

    assert cards(session, ana, space) == [("asked", "Bo", "Cy")]
    assert cards(session, bo, space) == [("asked", "Ana", "Cy")]
    assert cards(session, cy, space) == [("asked", "Ana", "Bo")]


def test_two_of_three_who_say_yes_are_introduced_and_the_third_learns_nothing(
    session, space, people, trio, now
):
    ana, bo, cy = people
    ab, ac, bc = trio
    say(session, ab, ana, Reply.YES, now, [ab, ac])
    before = cards(session, cy, space)

    said = say(session, ab, bo, Reply.YES, now, [ab, bc])

    assert [row.is_agreed for row in said] == [True, False]
    assert cards(session, ana, space) == [("agreed", "Bo"), ("said_yes", "Cy")]
    assert cards(session, cy, space) == before == [("asked", "Ana", "Bo")]
    assert letters(session) == [("agreed", ana.id, ab.id), ("agreed", bo.id, ab.id)]


def test_three_yeses_introduce_all_three_and_the_last_has_one_letter(
    session, space, people, trio, now
):
    ana, bo, cy = people
    ab, ac, bc = trio
    say(session, ab, ana, Reply.YES, now, [ab, ac])
    say(session, ab, bo, Reply.YES, now, [ab, bc])

    say(session, bc, cy, Reply.YES, now + timedelta(minutes=1), [ac, bc])

    assert [cards(session, one, space) for one in people] == [
        [("agreed", "Bo", "Cy")],
        [("agreed", "Ana", "Cy")],
        [("agreed", "Ana", "Bo")],
    ]
    assert letters(session) == sorted(
        ("agreed", who.id, about.id)
        for who, about in ((ana, ab), (bo, ab), (ana, ac), (bo, bc), (cy, ac))
    )


@pytest.mark.parametrize("no", [Reply.NOT_NOW, Reply.NEVER])
def test_a_no_takes_the_card_away_on_one_side_alone(session, space, people, trio, now, no):
    ana, bo, cy = people
    ab, ac, _bc = trio
    others = [cards(session, one, space) for one in (bo, cy)]

    say(session, ac, ana, no, now, [ab, ac])

    assert (ab.first_reply, ac.first_reply) == (Reply.NOT_NOW, no)
    assert cards(session, ana, space) == []
    assert [cards(session, one, space) for one in (bo, cy)] == others


def test_an_answer_stays_as_it_is_and_again_changes_nothing(session, people, trio, now):
    ana, *_others = people
    ab, ac, _bc = trio
    say(session, ac, ana, Reply.NEVER, now, [ab, ac])

    said = say(session, ac, ana, Reply.NEVER, now + timedelta(minutes=1), [ab, ac])
    with pytest.raises(AnsweredOtherwise):
        say(session, ab, ana, Reply.YES, now, [ab, ac])

    assert {row.first_replied_at for row in said} == {now}


def test_an_answer_speaks_of_nobody_whom_the_card_did_not_name(session, space, people, trio, now):
    ana, _bo, cy = people
    ab, ac, bc = trio
    stranger = an_introduction(a_member_of(space), ana, space, now=now)

    say(session, ab, ana, Reply.YES, now)
    assert (ab.first_reply, ac.first_reply) == (Reply.YES, Reply.PENDING)
    assert cards(session, ana, space) == [("asked", "Cy"), ("said_yes", "Bo")]

    say(session, bc, cy, Reply.NOT_NOW, now, [bc, ab, stranger])
    assert {row.second_reply for row in (ab, stranger)} == {Reply.PENDING}


@pytest.mark.parametrize("how", ["blocked by", "blocks", "left", "unlisted", "erased"])
def test_what_is_left_when_one_goes_looks_like_any_introduction_of_two(
    session, space, people, trio, now, how
):
    ana, bo, cy = people
    ab, ac, _bc = trio
    go(session, space, ana, cy, how, now)

    assert cards(session, ana, space) == [("asked", "Bo")]
    seen_by_bo = ("asked", "Ana", "Cy") if how.startswith("block") else ("asked", "Ana")
    assert cards(session, bo, space) == [seen_by_bo]
    said = say(session, ab, ana, Reply.YES, now, [ab, ac])
    assert [row.id for row in said] == [ab.id]
    if how != "erased":
        session.refresh(ac)
        assert ac.first_reply is Reply.PENDING
        with pytest.raises(NotFound):
            say(session, ac, ana, Reply.YES, now)


def test_whoever_erased_themselves_stops_nobody_from_answering_the_other(
    session, people, trio, now
):
    ana, bo, _cy = people
    ab, ac, _bc = trio
    stale = (ab.id, [ab.id, ac.id])
    erasure.erase(session, bo.id)

    said = introductions.answer(
        session, stale[0], by=ana.id, reply=Reply.YES, now=now, together_with=stale[1]
    )

    assert [row.id for row in said] == [ac.id]


def go(session, space, ana, cy, how, now):
    """Let Cy go from what Ana sees, one way or another."""
    if how == "blocked by":
        blocks.block(session, ana.id, by=cy.id, now=now)
    if how == "blocks":
        blocks.block(session, cy.id, by=ana.id, now=now)
    if how == "left":
        standing(session, cy, space).membership.ends_on = now.date() - timedelta(days=2)
    if how == "unlisted":
        for visit in session.scalars(select_visits(cy)):
            visit.is_listed = False
    if how == "erased":
        erasure.erase(session, cy.id)
    session.flush()


def select_visits(person):
    return select(Visit).where(Visit.member_id == person.id)


def test_who_went_home_stays_on_the_card_and_may_still_be_answered(
    session, space, people, trio, now
):
    ana, _bo, cy = people
    ab, ac, _bc = trio
    for visit in session.scalars(select_visits(cy)):
        visit.checked_out_at = now
    session.flush()

    assert cards(session, ana, space) == [("asked", "Bo", "Cy")]
    assert len(say(session, ab, ana, Reply.YES, now, [ab, ac])) == 2


def test_one_hello_reaches_both_and_each_other_alone_has_it(session, people, trio, now):
    ana, bo, cy = people
    ab, ac, bc = trio
    for person, row, other in ((ana, ab, ac), (bo, ab, bc), (cy, ac, bc)):
        say(session, row, person, Reply.YES, now, [row, other])

    hellos.say(session, ab.id, "Tea?", by=ana.id, now=now, together_with={ab.id, ac.id})

    kept = session.execute(select(Hello.introduction_id, Hello.sender_id, Hello.words))
    assert sorted(map(tuple, kept)) == [(ab.id, ana.id, "Tea?"), (ac.id, ana.id, "Tea?")]
    greeted = [who for kind, who, _about in letters(session) if kind == "hello"]
    assert greeted == [bo.id, cy.id]


def test_nothing_is_learned_from_one_answer_to_two_people(session, space, people, now):
    made = introductions.propose(session, space, now=now)
    for row in made:
        row.day -= timedelta(days=1)
        row.first_reply = row.second_reply = Reply.YES
    session.flush()

    assert list(matchmaking_lessons._answers(session, space, now.date())) == []
    assert session.scalar(select(func.count()).select_from(Introduction)) == 3
