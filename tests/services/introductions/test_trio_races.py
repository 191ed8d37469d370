"""Three people who answer at once, or while one of them leaves."""

import pytest
from sqlalchemy import select

from models import Introduction, Member, Reply
from tests.factories import a_member_of, a_space, a_trio, a_visit
from tests.racing import answer, leave_for_good, letters, replies

YES = (Reply.YES, Reply.YES, True)


@pytest.fixture
def trios(session, now):
    """Some threes who are in and want mail: their ids with the rows of each of them."""
    space, made = a_space(), []
    for n in range(8):
        people = [a_member_of(space, f"P{n}{x}", wants_mail=True) for x in "abc"]
        for person in people:
            a_visit(person, space, now=now)
        ab, ac, bc = a_trio(people, space, now=now)
        ids = [person.id for person in people]
        made.append(list(zip(ids, [(ab.id, ac.id), (ab.id, bc.id), (ac.id, bc.id)], strict=True)))
    session.commit()
    return made


def says(who, rows, reply="yes"):
    return (answer, rows[0], who, reply, *rows)


def test_three_yeses_at_once_agree_once_and_nobody_hears_of_it_twice(
    session, crew, database_url, trios
):
    outcomes = crew.race(
        database_url, *[[says(*trio[place]) for trio in trios] for place in range(3)]
    )

    assert outcomes == ["done"] * 24
    assert replies(session) == [YES] * 24
    told = [(who, about) for _kind, who, about in letters(session)]
    assert len(told) == len(set(told))
    for trio in trios:
        for who, rows in trio:
            # One letter about both, or one about each.
            assert len([about for to, about in told if to == who and about in rows]) in (1, 2)


def test_a_yes_and_a_no_of_the_same_person_at_once_are_one_answer_to_both(
    session, crew, database_url, trios
):
    first = [trio[0] for trio in trios]

    outcomes = crew.race(
        database_url,
        [says(*one) for one in first],
        [says(who, rows[::-1], "never") for who, rows in first],
    )

    assert outcomes == ["AnsweredOtherwise"] * 8 + ["done"] * 8
    session.expire_all()
    for _who, (ab, ac) in first:
        said = {session.get(Introduction, row).first_reply for row in (ab, ac)}
        assert said in ({Reply.YES}, {Reply.NOT_NOW, Reply.NEVER})


def test_two_answer_while_the_third_leaves_for_good(session, crew, database_url, trios):
    outcomes = crew.race(
        database_url,
        [says(*trio[0]) for trio in trios],
        [says(*trio[1]) for trio in trios],
        [(leave_for_good, trio[2][0]) for trio in trios],
    )

    assert outcomes == ["done"] * 24
    assert replies(session) == [YES] * 8
    assert len(session.scalars(select(Member.id)).all()) == 16
