"""Tags are merged and split while people write, and nobody is in anybody's way."""

from functools import partial

from sqlalchemy import select

from app.services.profiles import offers, skills_desk
from models import Skill, Space
from tests.at_once import at_once
from tests.factories import a_host_of, a_member_of, a_space, an_offer

TAGS = ("ux", "user experience", "design", "law")


def test_hosts_merge_and_split_tags_while_members_save_offers_with_them(session, database_url, now):
    space = a_space()
    host = a_host_of(space).id
    people = [a_member_of(space) for _ in range(5)]
    for one in people:
        an_offer(one, skills=TAGS)
    session.flush()
    ids = dict(session.execute(select(Skill.name, Skill.id)).all())
    session.commit()

    def merge(own, tag, into):
        here = own.get_one(Space, space.id)
        skills_desk.merge(own, here, ids[tag], into=ids[into], by=host, today=now.date())

    def split(own, tag):
        here = own.get_one(Space, space.id)
        skills_desk.split(own, here, ids[tag], by=host, today=now.date())

    def say(own, by):
        offers.add(own, by=by, words="More", tags=TAGS, now=now)

    outcomes = at_once(
        database_url,
        partial(merge, tag="ux", into="user experience"),
        partial(merge, tag="user experience", into="design"),
        partial(merge, tag="design", into="ux"),
        partial(merge, tag="law", into="design"),
        partial(split, tag="ux"),
        *(partial(say, by=one.id) for one in people),
    )

    # Of three that would make a ring, the last is refused.
    assert set(outcomes) <= {"done", "Refused"}
    assert outcomes.count("Refused") <= 2
    rows = dict(session.execute(select(Skill.id, Skill.means_id)).all())
    assert all(means is None or rows[means] is None for means in rows.values())
