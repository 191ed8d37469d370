"""Of whoever has left, hosts keep the name of then and the day; they come back by their own yes."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.services import photos
from app.services.accounts import email_changes
from app.services.errors import NotFound
from app.services.introductions import introductions_desk
from app.services.members import corrections, members, visits
from app.services.members.members_queries import State, people_of
from app.services.mixers import doors, prints
from app.services.profiles import profiles
from app.services.seating import matchmaking_attendees, seating_people, seating_wishes
from app.services.spreadsheets import imports
from app.services.spreadsheets.import_plans import Fate, plan
from models import Consent, ConsentKind, EmailChange, Member, Profile, Role, WishKind
from tests import evenings as nights
from tests.factories import (
    a_host_of,
    a_member,
    a_member_of,
    a_membership,
    a_space,
    a_visit,
    an_introduction,
    an_offer,
)
from tests.leaving import YESTERDAY, ana_who_left, membership_of


@pytest.fixture
def space(session):
    return a_space()


@pytest.fixture
def ana(space):
    return ana_who_left(space)


def call_oneself(session, member, name, now):
    profiles.introduce(session, by=member.id, name=name, pronunciation="", pronouns="", now=now)


def move(session, member, email, now):
    change = EmailChange(
        member_id=member.id,
        old_email=member.email,
        new_email=email,
        nonce=email,
        created_at=now,
        expires_at=now + timedelta(hours=1),
    )
    session.add(change)
    session.flush()
    email_changes.confirm(session, change, keep=0, now=now)
    session.refresh(member)


def told_of(session, space, now):
    return [
        (one.name, one.email, one.company, one.face.photo_url, one.state)
        for one in people_of(session, space, now=now)
    ]


def test_hosts_keep_the_name_of_then_and_nothing_else(session, space, ana, now):
    call_oneself(session, ana, "Ana Costa", now)
    call_oneself(session, ana, "Ana Lima", now)

    assert told_of(session, space, now) == [("Ana Silva", "", "", None, State.LEFT)]


def test_a_new_name_is_told_where_somebody_still_belongs(session, space, ana, now):
    here, last_day = a_space(), a_space()
    a_membership(ana, here)
    a_membership(ana, last_day, ends_on=YESTERDAY + timedelta(days=1))

    call_oneself(session, ana, "Ana Costa", now)

    names = [people_of(session, one, now=now)[0].name for one in (here, last_day)]
    assert names == ["Ana Costa"] * 2


def test_whoever_never_came_stands_there_as_the_address_that_was_typed(session, space, now):
    noa = a_member("Noa", email="noa@example.org", claimed_at=None)
    a_membership(noa, space, joined_at=None, ends_on=YESTERDAY)
    before = told_of(session, space, now)

    noa.claimed_at = now
    a_membership(noa, a_space())
    session.flush()

    assert before == told_of(session, space, now)
    assert before == [("noa@example.org", "noa@example.org", "", None, State.LEFT)]


def test_pages_of_the_day_and_of_introductions_tell_no_more(session, space, ana, now):
    bo = a_member_of(space, "Bo Lind", profile={"photo": "b2"})
    a_visit(ana, space, now=now, checked_out_at=now)
    an_introduction(ana, bo, space, now=now - timedelta(days=2))
    call_oneself(session, ana, "Zoe Costa", now)

    [stay] = visits.today_in(session, space, now=now)
    [line] = introductions_desk.recent(session, space, now=now)

    shown = {(face.name, face.photo_url) for face in (stay.face, *line.people)}
    assert shown == {("Ana Silva", None), ("Bo Lind", "/photos/b2-64.webp")}


def test_the_picture_is_for_hosts_of_a_space_that_one_belongs_to(
    session, space, ana, now, tmp_path
):
    host = a_host_of(space)
    (tmp_path / "a1-64.webp").write_bytes(b"picture")
    of = partial(photos.picture, session, tmp_path, "a1", size=64, by=host.id, now=now)

    with pytest.raises(NotFound):
        of(hosting=[space.id])

    membership_of(session, ana, space).ends_on = None
    session.flush()
    assert of(hosting=[space.id]) == b"picture"


def test_whoever_moves_to_another_address_goes_from_lists_of_the_past(session, space, ana, now):
    asked, here = a_space(), a_space()
    a_membership(ana, asked, joined_at=None)
    a_membership(ana, here)

    move(session, ana, "new@example.org", now)

    assert [told_of(session, one, now) for one in (space, asked)] == [[], []]
    assert told_of(session, here, now)[0][:2] == ("Ana Silva", "new@example.org")
    with pytest.raises(NotFound):
        members.membership_in(session, space, membership_of(session, ana, space).id)


def test_no_list_tells_the_address_that_an_account_has_back(session, ana, now):
    asked, here = a_space(), a_space()
    a_membership(ana, here)
    move(session, ana, "thief@example.org", now)
    members.add(session, asked, email="thief@example.org", name="T", role=Role.MEMBER, now=now)

    email_changes.put_back(session, "thief@example.org", password_hash="nobody's", now=now)

    assert told_of(session, asked, now) == []
    assert told_of(session, here, now)[0][0] == "Ana Silva"


@pytest.mark.parametrize("way", ["by hand", "from a file", "by mending"])
def test_the_new_address_is_one_that_the_list_never_had(session, space, ana, now, way):
    old = membership_of(session, ana, space)
    said = {"kind": ConsentKind.MAIL, "is_given": True, "wording": "Mail?", "at": now}
    session.add(Consent(membership_id=old.id, **said))
    line = a_membership(a_member("Bo", claimed_at=None), space, joined_at=None)
    move(session, ana, "new@example.org", now)

    if way == "by hand":
        told = {"email": "new@example.org", "name": "Ana", "role": Role.MEMBER}
        members.add(session, space, now=now, **told)
    elif way == "from a file":
        done = imports.run(session, space, b"Name,E-mail\nAna,new@example.org\n", now=now)
        assert [one.fate for one in done.people] == [Fate.JOINING]
    else:
        corrections.correct(session, space, line.id, name="B", email="new@example.org", now=now)
    session.flush()

    added = membership_of(session, ana, space)
    assert told_of(session, space, now)[-1][:2] == ("new@example.org", "new@example.org")
    assert (added.id == old.id, added.joined_at, added.wants_mail) == (False, None, False)
    assert session.scalars(select(Consent.membership_id)).all() == [added.id]


def test_a_namesake_in_a_file_leads_to_no_address_of_the_past(session, space, ana, now):
    content = b"Name,E-mail\nAna Silva,other@example.org\n"

    assert plan(session, space, content, now=now).notices == ()


def test_once_an_evening_is_over_the_name_alone_is_left_of_whoever_has_gone(session, now):
    night = nights.a_night(now=now, people=4, size=4, count=1)
    nights.plan(session, night, now=now)
    gone = session.get(Member, night.member(0))
    membership_of(session, gone, night.space).ends_on = night.space.today(now)
    later = now + timedelta(days=3)
    before = nights.room_of(session, night, now).guests[0].company

    session.get(Profile, gone.id).photo = "a1"
    call_oneself(session, gone, "Zoe Costa", later)

    there = seating_people.comers(session, night.mixer, now=later).there[0]
    paper = prints.papers(session, night.mixer, now=later).people[0]
    [seated, *_] = nights.room_of(session, night, later).guests
    [expected, *_] = doors.list_of(session, night.mixer, now=later)
    told = [(one.name, one.company) for one in (there, paper, seated, expected)]
    assert (before, told) == ("Company 0", [("Person A", "")] * 4)
    assert (expected.face.name, expected.face.photo_url) == ("Person A", None)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("days", [-3, 3], ids=["before", "after"])
def test_nothing_of_now_tells_a_namesake_who_has_left_apart(session, now, days):
    night = nights.a_night(now=now, people=4, size=4, count=1)
    nights.plan(session, night, now=now)
    for place in (0, 1):
        session.get(Profile, night.member(place)).name = "Bo Chen"
    gone = membership_of(session, session.get(Member, night.member(0)), night.space)
    gone.ends_on = night.space.today(now + timedelta(days=2 * min(days, 0)))
    one, other = night.people[0].id, night.people[1].id
    seating_wishes.wish(session, night.mixer, one, other, kind=WishKind.APART)
    seating_wishes.keep_table(session, night.mixer, one, table=1)

    then = now + timedelta(days=days)
    [wish] = seating_wishes.wishes(session, night.mixer, now=then)
    [keeper] = seating_wishes.keepers(session, night.mixer, now=then)

    assert (wish.names, keeper.name) == (("Bo Chen", "Bo Chen (Company 1)"), "Bo Chen")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_nothing_that_somebody_who_has_left_tells_now_is_read_into_an_evening(session, now):
    night = nights.a_night(now=now, people=4, size=4, count=1)
    gone = session.get(Member, night.member(0), options=[joinedload(Member.profile)])
    an_offer(gone, "Bookkeeping for small firms")
    gone.profile.headline = gone.profile.working_on = gone.profile.pronunciation = "Now"
    membership_of(session, gone, night.space).ends_on = night.space.today(now)
    later = now + timedelta(days=3)

    def read(at):
        guests = nights.room_of(session, night, at).guests[:1]
        [known] = matchmaking_attendees.attendees(session, guests, today=night.space.today(at))
        paper = prints.papers(session, night.mixer, now=at).people[0]
        return known.bio, len(known.offers), paper.pronunciation

    assert (read(now), read(later)) == (("Now. Now", 1, "Now"), ("", 0, ""))
