"""Pictures of members: who sees them, and what becomes of their files."""

import os
from datetime import timedelta

import pytest
from sqlalchemy.orm import joinedload

from app.services import photos
from app.services.errors import NotFound
from app.services.mixers import doors, rounds
from app.services.mixers.doors import Mark
from models import Block, Member, Profile
from tests import evenings as nights
from tests.factories import a_host_of, a_member, a_member_of, a_space, a_visit
from tests.pictures import JPEG, stored


def with_photo(member, tmp_path):
    member.profile.photo = stored(tmp_path, JPEG)
    return member


def picture_of(session, tmp_path, member, *, by, now, hosting=(), stem=None, size=64):
    return photos.picture(
        session,
        tmp_path / "photos",
        member.profile.photo if stem is None else stem,
        size=size,
        by=by.id,
        hosting=hosting,
        now=now,
    )


def sees(session, tmp_path, member, **who):
    try:
        found = picture_of(session, tmp_path, member, **who)
    except NotFound:
        return False
    return found == (tmp_path / "photos" / f"{member.profile.photo}-64.webp").read_bytes()


def test_a_picture_is_seen_by_those_who_may_see_the_person(session, tmp_path, now):
    space = a_space()
    shown = with_photo(a_member_of(space), tmp_path)
    a_visit(shown, space, now=now)
    here, blocked, stranger = a_member_of(space), a_member_of(space), a_member()
    session.add(Block(member_id=shown.id, other_id=blocked.id, at=now))
    session.flush()

    seen = [
        sees(session, tmp_path, shown, by=by, now=now) for by in (shown, here, blocked, stranger)
    ]

    assert seen == [True, True, False, False]


def test_an_unlisted_person_is_seen_by_their_host_alone(session, tmp_path, now):
    space, other = a_space(), a_space()
    hidden = with_photo(a_member_of(space), tmp_path)
    a_visit(hidden, space, now=now, is_listed=False)
    host, member, other_host = a_host_of(space), a_member_of(space), a_host_of(other)

    assert sees(session, tmp_path, hidden, by=host, now=now, hosting=[space.id])
    assert not sees(session, tmp_path, hidden, by=member, now=now)
    assert not sees(session, tmp_path, hidden, by=other_host, now=now, hosting=[other.id])


@pytest.mark.parametrize(
    ("stem", "size"),
    [(None, 0), (None, 65), ("../secret-key", 64), ("", 64), ("\x00", 64), ("a" * 32, 64)],
)
def test_there_are_two_sizes_and_no_other_file_can_be_asked_for(session, tmp_path, now, stem, size):
    member = with_photo(a_member(), tmp_path)
    session.flush()

    with pytest.raises(NotFound):
        picture_of(session, tmp_path, member, by=member, now=now, stem=stem, size=size)


def test_a_lost_file_is_not_found_and_breaks_nothing(session, tmp_path, now):
    member = with_photo(a_member(), tmp_path)
    session.flush()
    for _ in range(2):
        photos.remove_files(tmp_path / "photos", member.profile.photo)
    photos.remove_files(tmp_path / "photos", None)

    assert list((tmp_path / "photos").iterdir()) == []
    assert photos.as_jpeg(tmp_path / "photos", member.profile.photo) is None
    assert photos.as_jpeg(tmp_path / "photos", None) is None
    with pytest.raises(NotFound):
        picture_of(session, tmp_path, member, by=member, now=now)


def test_a_new_picture_takes_the_place_of_the_old(session):
    member = a_member(profile={"photo": "before"})

    assert photos.replace(session, by=member.id, stem="after") == "before"
    assert photos.replace(session, by=member.id, stem=None) == "after"
    session.flush()

    assert session.get(Profile, member.id).version == 3


def test_files_that_no_profile_shows_are_orphans_after_a_while(session, tmp_path, now):
    folder = tmp_path / "photos"
    kept, old, fresh = (stored(tmp_path, JPEG) for _ in range(3))
    a_member(profile={"photo": kept})
    (folder / "notes.txt").write_text("not a picture")
    long_ago = (now - timedelta(days=1)).timestamp()
    for file in folder.iterdir():
        is_fresh = file.name.startswith(fresh)
        os.utime(file, (now.timestamp(), now.timestamp()) if is_fresh else (long_ago, long_ago))

    assert photos.orphans(session, folder, now=now) == [
        folder / f"{old}-256.webp",
        folder / f"{old}-64.webp",
    ]
    assert photos.orphans(session, tmp_path / "nowhere", now=now) == []


def members_at(session, night):
    whole = {"options": [joinedload(Member.profile)], "populate_existing": True}
    return [session.get(Member, one.member_id, **whole) for one in night.people]


def test_at_a_table_one_sees_the_faces_of_those_who_agreed_to_be_seen(session, tmp_path, now):
    night = nights.a_night(now=now, people=4, size=2, count=1)
    nights.plan(session, night, now=now)
    me, *others = members_at(session, night)
    for member in others:
        with_photo(member, tmp_path)

    def faces():
        seen = {o.id for o in others if sees(session, tmp_path, o, by=me, now=now)}
        return [one.id for one in night.people if one.member_id in seen]

    draft = faces()
    nights.play(session, night, 1, now=now)
    table = nights.seats(session, night)[1]
    (mate,) = (one for one in night.people[1:] if table[one.id] == table[night.people[0].id])
    at_table = faces()
    session.add(Block(member_id=mate.member_id, other_id=me.id, at=now))
    session.flush()

    assert (draft, at_table, faces()) == ([], [mate.id], [])


def test_a_face_is_gone_from_the_table_with_the_evening(session, tmp_path, now):
    night = nights.a_night(now=now, people=2, size=2, count=1)
    nights.plan(session, night, now=now)
    me, mate = members_at(session, night)
    with_photo(mate, tmp_path)
    then = nights.play(session, night, 1, now=now)
    doors.mark(session, night.mixer, night.people[1].id, Mark.LEFT, now=now)
    gone = sees(session, tmp_path, mate, by=me, now=now)
    doors.mark(session, night.mixer, night.people[1].id, Mark.CAME, now=now)
    back = sees(session, tmp_path, mate, by=me, now=now)
    doors.mark(session, night.mixer, night.people[0].id, Mark.LEFT, now=now)
    home = sees(session, tmp_path, mate, by=me, now=now)
    doors.mark(session, night.mixer, night.people[0].id, Mark.CAME, now=now)
    rounds.finish(session, night.mixer, night.space, now=now)

    assert (gone, back, home) == (True, True, False)
    assert then > now
    assert not sees(session, tmp_path, mate, by=me, now=then)
