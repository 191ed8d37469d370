"""Two people at once, one person fifty times, three schedulers, a process killed in the middle.

On SQLite every transaction that may write waits at its start; on PostgreSQL each rule counts.
"""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.services.introductions import introductions
from models import Encounter, Hello, Introduction, LetterKind, Reply
from tests.factories import a_member_of, a_space, a_visit, an_ask, an_introduction, an_offer
from tests.racing import (
    answer,
    arrive,
    ask_whether_met,
    killed,
    letters,
    propose,
    replies,
    say_hello,
    say_we_met,
)


@pytest.fixture
def pairs(session, now):
    """Introductions of today between people who are in and want mail."""
    space = a_space()

    def make(count, **given):
        made = []
        for n in range(count):
            one, other = (a_member_of(space, f"P{n}{x}", wants_mail=True) for x in "ab")
            for person in (one, other):
                a_visit(person, space, now=now)
            made.append(an_introduction(one, other, space, now=now, **given))
        session.commit()
        return made

    return make


AGREED = {"first_reply": Reply.YES, "second_reply": Reply.YES}


def test_two_yeses_at_once_agree_once_with_one_letter_each(session, race, pairs):
    made = pairs(12)

    outcomes = race(
        [(answer, row.id, row.first_id, "yes") for row in made],
        [(answer, row.id, row.second_id, "yes") for row in made],
    )

    assert outcomes == ["done"] * 24
    assert replies(session) == [(Reply.YES, Reply.YES, True)] * 12
    assert letters(session) == sorted(
        ("agreed", who, row.id) for row in made for who in (row.first_id, row.second_id)
    )


def test_the_same_yes_fifty_times_is_one_yes(session, race, pairs):
    [row] = pairs(1, second_reply=Reply.YES)
    outcomes = race(*[[(answer, row.id, row.first_id, "yes")] * 17] * 3)

    assert outcomes == ["done"] * 51
    assert replies(session) == [(Reply.YES, Reply.YES, True)]
    assert letters(session) == [
        ("agreed", row.first_id, row.id),
        ("agreed", row.second_id, row.id),
    ]


def test_a_yes_against_a_no_of_the_same_person_ends_one_way(session, race, pairs):
    made = pairs(10, second_reply=Reply.YES)

    outcomes = race(
        [(answer, row.id, row.first_id, "yes") for row in made],
        [(answer, row.id, row.first_id, "never") for row in made],
    )

    assert outcomes == ["AnsweredOtherwise"] * 10 + ["done"] * 10
    ended = replies(session)
    assert set(ended) <= {(Reply.YES, Reply.YES, True), (Reply.NEVER, Reply.YES, False)}
    agreed = [row.id for row, (_a, _b, is_agreed) in zip(made, ended, strict=True) if is_agreed]
    assert Counter(about for _kind, _who, about in letters(session)) == dict.fromkeys(agreed, 2)


def test_three_proposing_at_once_propose_each_pair_once(session, race, now):
    space = a_space(introductions_per_day=2)
    for n in range(9):
        person = a_member_of(
            space, profile={"industry": ["N-law", "C-food", "F"][n % 3]}, wants_mail=True
        )
        an_offer(person, f"{'abcdefghi'[n] * 9} advice", skills=[f"skill {n}"])
        an_ask(person, f"{'abcdefghi'[(n + 1) % 9] * 9} help", skills=[f"skill {(n + 1) % 9}"])
        a_visit(person, space, now=now)
    session.commit()

    outcomes = race(*[[(propose, space.id)] * 2] * 3)

    pairs = session.execute(select(Introduction.first_id, Introduction.second_id)).all()
    each = Counter(who for pair in pairs for who in pair)
    assert outcomes == ["done"] * 6
    assert len(pairs) == len(set(pairs)) > 3
    assert max(each.values()) == 2
    told = Counter(who for _kind, who, _about in letters(session))
    assert told.keys() == each.keys()
    assert told <= each  # one letter tells of all whom one look found


def test_arrivals_at_once_give_nobody_more_than_the_limit(session, race, now):
    space = a_space(introductions_per_day=1)
    waiting = [a_member_of(space, profile={"industry": "N-law"}) for _ in range(2)]
    coming = [a_member_of(space, profile={"industry": "C-food"}) for _ in range(9)]
    for people, offers, seeks in ((waiting, "leases", "labels"), (coming, "labels", "leases")):
        for person in people:
            an_offer(person, f"Advice on {offers}", skills=[offers])
            an_ask(person, f"Advice on {seeks}", skills=[seeks])
    for person in waiting:
        a_visit(person, space, now=now)
    ids = [person.id for person in coming]
    space_id = space.id
    session.commit()

    outcomes = race(
        *[
            [
                call
                for member_id in ids[n::3]
                for call in ((arrive, space_id, member_id), (propose, space_id))
            ]
            for n in range(3)
        ]
    )

    pairs = session.execute(select(Introduction.first_id, Introduction.second_id)).all()
    each = Counter(who for pair in pairs for who in pair)
    assert outcomes == ["done"] * 18
    assert {person.id for person in waiting} <= each.keys()
    assert max(each.values()) == 1


@pytest.mark.parametrize(
    "database_url", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True
)
def test_whoever_proposes_second_waits_before_looking_around(session, now):
    space = a_space()
    session.commit()
    introductions.propose(session, space, now=now)

    with Session(session.get_bind()) as second:
        second.execute(text("set local lock_timeout = '100ms'"))
        with pytest.raises(OperationalError, match="FOR NO KEY UPDATE"):
            introductions.propose(second, space, now=now)


def test_hello_and_we_met_from_both_at_once_are_kept_once(session, race, pairs):
    made = pairs(6, **AGREED)

    outcomes = race(
        *[
            [
                call
                for row in made
                for who in (row.first_id, row.second_id)
                for call in ((say_hello, row.id, who, "Hello"), (say_we_met, row.id, who))
            ]
        ]
        * 2,
    )

    assert outcomes == ["done"] * 48
    assert len(session.scalars(select(Hello)).all()) == 12
    met = session.execute(select(Encounter.first_id, Encounter.second_id)).all()
    assert sorted(met) == [(row.first_id, row.second_id) for row in made]
    assert Counter(kind for kind, _who, _about in letters(session)) == {"hello": 12}


def test_did_you_meet_is_asked_once_by_however_many_workers(session, race, pairs, now):
    made = pairs(6, **AGREED, agreed_at=now)

    outcomes = race(*[[(ask_whether_met, now + timedelta(days=1))]] * 3)

    assert outcomes == ["done"] * 3
    assert letters(session) == sorted(
        ("did_you_meet", who, row.id) for row in made for who in (row.first_id, row.second_id)
    )


@pytest.mark.parametrize(("when", "kept"), [("before", 0), ("after", 1)])
def test_an_answer_killed_in_the_middle_is_whole_or_not_there(
    session, database_url, race, pairs, when, kept
):
    [row] = pairs(1, second_reply=Reply.YES)
    call = (answer, row.id, row.first_id, "yes")

    killed(database_url, call, when=when)
    left = (sum(agreed for *_replies, agreed in replies(session)), len(letters(session)))
    session.rollback()
    again = race([call])

    assert again == ["done"]
    assert left == (kept, 2 * kept)
    assert replies(session) == [(Reply.YES, Reply.YES, True)]
    assert [kind for kind, _who, _about in letters(session)] == ["agreed", "agreed"]


@pytest.mark.parametrize(("when", "kept"), [("before", 0), ("after", 1)])
def test_a_proposal_killed_in_the_middle_is_whole_or_not_there(
    session, database_url, race, now, when, kept
):
    space = a_space()
    for industry, offers, seeks in (("N-law", "leases", "labels"), ("F", "labels", "leases")):
        person = a_member_of(space, profile={"industry": industry}, wants_mail=True)
        an_offer(person, f"Advice on {offers}")
        an_ask(person, f"Advice on {seeks}")
        a_visit(person, space, now=now)
    call = (propose, space.id)
    session.commit()

    killed(database_url, call, when=when)
    left = (len(replies(session)), len(letters(session)))
    session.rollback()
    again = race([call])

    assert again == ["done"]
    assert left == (kept, 2 * kept)
    assert replies(session) == [(Reply.PENDING, Reply.PENDING, False)]
    assert [kind for kind, *_rest in letters(session)] == [LetterKind.PROPOSED.value] * 2
