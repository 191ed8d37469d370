"""Three people introduced together: what each sees and says, and what goes with whom."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.services.acquaintance import blocks
from app.services.errors import NotFound
from app.services.introductions import hellos, introductions
from app.services.introductions.introductions import AnsweredOtherwise
from app.services.members import erasure
from models import Hello, Letter, Reply, Visit
from tests.factories import a_member_of, a_space, a_trio, a_visit, an_introduction
from tests.standing import standing


def cards(session, person, space):
    """What each card tells: its state, and whom it names."""
    found = introductions.cards_for(session, standing(session, person, space))
    return [(card.state, *(side.person.name for side in card.sides)) for card in found]


def letters(session):
    told = session.execute(select(Letter.kind, Letter.member_id, Letter.about_id))
    return sorted((kind.value, member_id, about_id) for kind, member_id, about_id in told)


@pytest.fixture
def space():
    return a_space()


@pytest.fixture
def people(session, space, now):
    """Three people who are in and want mail."""
    people = [a_member_of(space, name, wants_mail=True) for name in ("Ana", "Bo", "Cy")]
    for person in people:
        a_visit(person, space, now=now)
    return people


@pytest.fixture
def trio(session, space, people, now):
    return a_trio(people, space, now=now)


def say(session, row, person, reply, now, together=()):
    others = {one.id for one in together}
    return introductions.answer(
        session, row.id, by=person.id, reply=reply, now=now, together_with=others
    )


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
        [("agreed", "Bo"), ("agreed", "Cy")],
        [("agreed", "Ana"), ("agreed", "Cy")],
        [("agreed", "Ana"), ("agreed", "Bo")],
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
    dan = a_member_of(space)
    a_visit(dan, space, now=now)
    another = an_introduction(cy, dan, space, now=now)

    say(session, ab, ana, Reply.YES, now)
    assert (ab.first_reply, ac.first_reply) == (Reply.YES, Reply.PENDING)
    assert cards(session, ana, space) == [("asked", "Cy"), ("said_yes", "Bo")]

    say(session, bc, cy, Reply.NOT_NOW, now, [bc, ab, another])
    assert {row.reply_of(cy.id) for row in (ac, another)} == {Reply.PENDING}
    assert ab.second_reply is Reply.PENDING


@pytest.mark.parametrize("how", ["blocked by", "blocks", "left", "unlisted", "known", "erased"])
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
    if how.startswith("block"):
        by, other = (cy, ana) if how == "blocked by" else (ana, cy)
        blocks.block(session, other.id, by=by.id, now=now)
    if how == "left":
        standing(session, cy, space).membership.ends_on = now.date() - timedelta(days=2)
    # Who is known from yesterday may be seen today, too, but not as in.
    for one in (ana, cy) if how == "known" else ():
        a_visit(one, space, now=now - timedelta(days=1), checked_out_at=now)
    if how in ("unlisted", "known"):
        for visit in session.scalars(select_visits(cy).where(Visit.day == now.date())):
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


def test_nothing_brings_two_together_of_whom_one_wants_nothing_to_do_with_the_other(
    session, space, people, trio, now
):
    """Whenever the block came: the third sees two meetings of two, as where there is no block."""
    (ana, bo, cy), (ab, ac, bc) = people, trio
    say(session, ab, ana, Reply.YES, now, [ab, ac])
    say(session, ac, cy, Reply.YES, now, [ac, bc])
    before = cards(session, cy, space)

    blocks.block(session, ana.id, by=bo.id, now=now)
    unchanged = cards(session, cy, space)
    say(session, bc, bo, Reply.YES, now, [bc])

    assert before == unchanged == [("agreed", "Ana"), ("said_yes", "Bo")]
    assert cards(session, cy, space) == [("agreed", "Ana"), ("agreed", "Bo")]
    assert cards(session, ana, space) == cards(session, bo, space) == [("agreed", "Cy")]


def test_a_hello_is_for_one_of_two(session, people, trio, now):
    (ana, bo, cy), (ab, ac, bc) = people, trio
    for person, row, other in ((ana, ab, ac), (bo, ab, bc), (cy, ac, bc)):
        say(session, row, person, Reply.YES, now, [row, other])

    hellos.say(session, ac.id, "Tea?", by=ana.id, now=now)

    kept = session.execute(select(Hello.introduction_id, Hello.sender_id, Hello.words))
    assert list(map(tuple, kept)) == [(ac.id, ana.id, "Tea?")]
    assert [who for kind, who, _about in letters(session) if kind == "hello"] == [cy.id]


def test_a_hello_reaches_nobody_who_has_not_said_yes(session, people, trio, now):
    (ana, bo, _cy), (ab, ac, bc) = people, trio
    say(session, ab, ana, Reply.YES, now, [ab, ac])
    say(session, ab, bo, Reply.YES, now, [ab, bc])

    with pytest.raises(NotFound):
        hellos.say(session, ac.id, "Tea?", by=ana.id, now=now)
