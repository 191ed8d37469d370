import pytest
from sqlalchemy import select

from app.services import directory
from app.services.acquaintance import blocks
from app.services.errors import NotFound, Refused
from app.services.exports import exports
from app.services.profiles import profiles
from models import Block, Member
from tests.factories import a_member_of, a_space, a_visit


@pytest.fixture
def two(session, now):
    space = a_space()
    people = a_member_of(space, "Ana"), a_member_of(space, "Bo")
    for person in people:
        a_visit(person, space, now=now)
    return people


def sees(session, viewer, now):
    return session.scalars(directory.visible_members(viewer.id, now=now)).all()


def test_a_block_takes_each_from_the_others_sight(session, now, two):
    ana, bo = two
    before = [sees(session, one, now) for one in two]

    blocks.block(session, bo.id, by=ana.id, now=now)

    assert before == [[bo.id], [ana.id]]
    assert [sees(session, one, now) for one in two] == [[], []]


def test_only_who_blocked_finds_it_in_a_list_and_may_take_it_back(session, now, two):
    ana, bo = two
    blocks.block(session, bo.id, by=ana.id, now=now)

    listed = [
        [(one.face.name, one.face.photo_url, one.at) for one in blocks.blocked_by(session, who.id)]
        for who in two
    ]
    blocks.unblock(session, ana.id, by=bo.id)
    still = sees(session, ana, now)
    blocks.unblock(session, bo.id, by=ana.id)

    assert listed == [[("Bo", None, now)], []]
    assert (still, sees(session, ana, now)) == ([], [bo.id])


def test_whoever_blocked_somebody_learns_no_later_name_of_theirs(session, now, two, tmp_path):
    ana, bo = two
    blocks.block(session, bo.id, by=ana.id, now=now)

    for name in ("Zoe Lind", "Zoe Berg"):
        profiles.introduce(session, by=bo.id, name=name, pronunciation="", pronouns="", now=now)

    [listed] = blocks.blocked_by(session, ana.id)
    taken = exports.export_of(session, ana.id, photos=tmp_path, now=now)
    assert (listed.face.name, listed.face.initials) == ("Bo", "B")
    assert [one["who"] for one in taken["blocks"]] == ["Bo"]
    assert "Zoe" not in repr(taken)

    blocks.unblock(session, bo.id, by=ana.id)
    blocks.block(session, bo.id, by=ana.id, now=now)
    assert blocks.blocked_by(session, ana.id)[0].face.name == "Zoe Berg"


def test_blocking_twice_is_blocking_once(session, now, two):
    ana, bo = two

    for _twice in range(2):
        blocks.block(session, bo.id, by=ana.id, now=now)

    assert session.execute(select(Block.member_id, Block.other_id)).all() == [(ana.id, bo.id)]


def test_both_may_block_and_one_taking_it_back_opens_nothing(session, now, two):
    ana, bo = two
    blocks.block(session, bo.id, by=ana.id, now=now)
    session.add(Block(member_id=bo.id, other_id=ana.id, at=now))
    session.flush()

    blocks.unblock(session, bo.id, by=ana.id)

    assert sees(session, ana, now) == []


def test_nobody_blocks_themselves_or_somebody_they_cannot_see(session, now, two):
    ana, _bo = two
    stranger = a_member_of(a_space())

    with pytest.raises(Refused):
        blocks.block(session, ana.id, by=ana.id, now=now)
    for nobody in (stranger.id, 10_000):
        with pytest.raises(NotFound):
            blocks.block(session, nobody, by=ana.id, now=now)

    assert session.scalars(select(Member.id).join(Block, Block.member_id == Member.id)).all() == []


def test_the_list_is_by_name_as_people_read_names(session, now):
    space = a_space()
    ana = a_member_of(space, "Ana")
    for name in ("Zoe", "Åse", "bo"):
        other = a_member_of(space, name)
        a_visit(other, space, now=now)
        blocks.block(session, other.id, by=ana.id, now=now)

    listed = blocks.blocked_by(session, ana.id)

    assert [one.face.name for one in listed] == ["Åse", "bo", "Zoe"]
