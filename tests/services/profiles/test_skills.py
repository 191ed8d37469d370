"""Tags: found or made by name, followed to what they mean, suggested to who types one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.extensions import make_engine
from app.services.errors import Refused
from app.services.profiles import skills
from models import Skill
from tests.factories import (
    a_member,
    a_member_of,
    a_membership,
    a_skill,
    a_space,
    an_ask,
    an_offer,
)

TODAY = date(2026, 3, 3)


def names(found):
    return [skill.name for skill in found]


def test_a_tag_is_made_once_and_found_again_however_it_is_written(session):
    first = skills.named(session, ["Graphic  Design", "tax"])
    again = skills.named(session, ["TAX", "graphic design", " Tax "])

    assert names(first) == ["Graphic Design", "tax"]
    assert [skill.id for skill in again] == [first[1].id, first[0].id]
    assert session.scalars(select(Skill.key).order_by(Skill.key)).all() == ["graphic design", "tax"]


def test_an_alias_stands_for_what_it_means(session):
    meant = a_skill("user experience")
    between = a_skill("UX design", means_id=meant.id)
    a_skill("UX", means_id=between.id)

    assert names(skills.named(session, ["ux", "User Experience", "law"])) == [
        "user experience",
        "law",
    ]


def test_aliases_in_a_circle_end(session):
    one, other = a_skill("one"), a_skill("other")
    one.means_id, other.means_id = other.id, one.id
    session.flush()

    assert len(skills.named(session, ["one"])) == 1


def test_signs_alone_are_no_tag(session):
    assert skills.named(session, ["", " ", "!!", "\u200d", "C++"]) == [
        session.scalars(select(Skill)).one()
    ]


@pytest.mark.parametrize("name", ["x" * 61, "ß" * 31])
def test_a_tag_that_does_not_fit_is_refused(session, name):
    with pytest.raises(Refused):
        skills.named(session, [name])


def test_two_people_make_the_same_tags_at_the_same_moment(database_url):
    wanted = [f"tag {n}" for n in range(20)]

    def make(order):
        engine = make_engine(database_url)
        with Session(engine) as mine, mine.begin():
            made = {skill.key: skill.id for skill in skills.named(mine, order)}
        engine.dispose()
        return made

    with ThreadPoolExecutor(4) as pool:
        all_made = list(pool.map(make, [wanted, wanted[::-1], wanted, wanted[::-1]]))

    assert sorted(all_made[0]) == sorted(wanted)
    assert all(made == all_made[0] for made in all_made)


def test_tags_are_suggested_that_several_people_here_carry(session):
    here, elsewhere = a_space(), a_space()
    people = [a_member_of(here) for _ in range(3)]
    for person in people:
        an_offer(person, skills=["tax"])
        an_offer(person, "Also this", skills=["tax"])
        an_ask(person, skills=["law"])
    an_offer(people[0], "Also law", skills=["law"])
    for person in people[:2]:
        an_offer(person, "Something that would tell who it is", skills=["poledancing"])
    for _ in range(3):
        an_offer(a_member_of(elsewhere), skills=["goats"])

    assert skills.suggestions(session, spaces={here.id}, today=TODAY) == ["law", "tax"]
    assert skills.suggestions(session, spaces=set(), today=TODAY) == []


@pytest.mark.parametrize("given", [{"joined_at": None}, {"ends_on": date(2026, 3, 2)}], ids=str)
def test_whoever_has_not_accepted_or_has_left_makes_no_tag_common(session, given):
    here = a_space()
    for membership in ({}, {}, given):
        an_offer(a_member_of(here, **membership), skills=["poledancing"])

    assert skills.suggestions(session, spaces={here.id}, today=TODAY) == []


def test_what_a_host_prepares_for_newcomers_counts(session):
    here = a_space()
    for _ in range(3):
        newcomer = a_member(claimed_at=None)
        a_membership(newcomer, here, joined_at=None)
        an_offer(newcomer, skills=["tax"])

    assert skills.suggestions(session, spaces={here.id}, today=TODAY) == ["tax"]


def test_tags_are_read_as_they_are_typed():
    assert skills.typed("Tax, law ;  tax,!!") == ["Tax", "law"]
    with pytest.raises(Refused):
        skills.typed("a,b,c,d,e,f,g,h,i")
