"""Loading the demo space: whole or not at all, once, and never beside real people."""

import os
import shutil
import signal

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.extensions import make_engine
from app.forms import memberships
from app.seed import load, people_rows, sign_ins
from app.seed.load import HoldsRealPeople
from app.seed.members import PLAYED_MEMBER, written
from app.services import photos
from app.services.accounts import passwords
from app.services.introductions import introduction_reasons
from app.services.matchmaking import matchmaking
from app.services.presence import presence
from models import (
    Ask,
    Base,
    Consent,
    ConsentKind,
    Introduction,
    Invitation,
    Letter,
    Member,
    Membership,
    Mixer,
    Profile,
    Skill,
    Space,
    Visit,
    Zone,
)
from tests import factories, processes
from tests.conftest import NOON
from tests.seed.conftest import places_in


def count(session, table, *conditions):
    return session.scalar(select(func.count()).select_from(table).where(*conditions))


def rows_anywhere(session):
    return {table.name for table in Base.metadata.sorted_tables if count(session, table)}


def test_an_empty_database_becomes_a_busy_space_once(session, places, now):
    first = load.load(session, now=now, places=places)
    session.commit()
    visits = count(session, Visit)
    again = load.load(session, now=now, places=places)
    session.commit()

    assert (first.is_new, first.members) == (True, 150)
    assert (again.is_new, again.members, again.sign_ins) == (False, 0, first.sign_ins)
    assert (count(session, Member), count(session, Visit)) == (150, visits)
    assert 43 <= count(session, Visit, Visit.checked_out_at.is_(None)) <= 47


def test_pairs_are_stored_in_the_order_of_their_ids(demo):
    backwards = count(demo, Introduction, Introduction.first_id >= Introduction.second_id)

    assert (count(demo, Introduction) > 400, backwards) == (True, 0)


def test_the_space_has_its_zones_and_hours_and_one_evening_to_come(demo, now):
    space = demo.scalars(select(Space)).one()

    assert (space.slug, space.is_demo) == ("harbour-yard", True)
    assert count(demo, Zone) == 5
    assert count(demo, Mixer, Mixer.starts_at > now) == 1
    assert space.introduced_at is None


def test_every_alias_points_to_a_tag_that_is_none(demo):
    aliases = select(Skill.means_id).where(Skill.means_id.is_not(None))
    meant = select(Skill.means_id).where(Skill.id.in_(aliases))

    assert count(demo, Skill, Skill.means_id.is_not(None)) > 50
    assert set(demo.scalars(meant)) == {None}


def test_consent_is_kept_with_its_wording_and_nobody_else_is_listed(demo):
    consents = demo.execute(
        select(Membership.is_listed, Consent.is_given, Consent.wording)
        .join(Consent, Consent.membership_id == Membership.id)
        .where(Consent.kind == ConsentKind.LISTED)
    ).all()
    silent = count(
        demo,
        Membership,
        Membership.id.not_in(select(Consent.membership_id)),
        Membership.is_listed | Membership.wants_introductions | Membership.wants_mail,
    )

    assert len(consents) == 140
    assert {given is listed and wording != "" for listed, given, wording in consents} == {True}
    assert silent == 0


def test_they_were_asked_in_the_words_of_the_welcome(app):
    with app.test_request_context():
        asked = {kind: str(words) for kind, words in memberships.WORDINGS.items()}

    assert asked == people_rows.WORDINGS


def test_some_are_invited_and_nothing_is_to_be_sent(demo, now):
    invitations = demo.scalars(select(Invitation)).all()

    assert len(invitations) == 5
    assert count(demo, Member, Member.claimed_at.is_(None)) == 10
    assert count(demo, Letter) == 0
    assert (
        count(
            demo, Introduction, Introduction.agreed_at.is_not(None), Introduction.asked_at.is_(None)
        )
        == 0
    )


def test_all_asks_are_live(demo, now):
    today = now.date()

    assert count(demo, Ask, Ask.expires_on <= today) == 0


def test_the_sign_ins_work_and_are_for_the_owner_s_eyes(demo, loaded_folder):
    file = loaded_folder / "demo-sign-ins.txt"
    known = sign_ins.kept(file)
    kept = dict(demo.execute(select(Member.email, Member.password_hash)).all())

    assert [one.role for one in known] == ["host", "member"]
    assert file.stat().st_mode & 0o777 == 0o600
    assert all(passwords.is_right(one.password, kept[one.email], memory_kib=64) for one in known)
    assert sum(value is not None for value in kept.values()) == 2


def test_passwords_are_drawn_anew_each_time():
    people = written()
    drawn = [one.password for _ in range(2) for one in sign_ins.new_sign_ins(people)]

    assert len(set(drawn)) == 4
    assert min(map(len, drawn)) >= 12


def test_every_picture_that_is_shown_is_there_in_all_sizes(demo, loaded_folder):
    stems = demo.scalars(select(Profile.photo).where(Profile.photo.is_not(None))).all()
    files = {file.name for file in (loaded_folder / "photos").iterdir()}

    assert 90 <= len(stems) <= 120
    assert files == {f"{stem}-{size}.webp" for stem in stems for size in photos.SIZES}


def test_reasons_of_days_gone_by_can_be_told_like_those_of_today(demo):
    stored = demo.execute(select(Introduction.reasons, Introduction.first_id)).all()
    kinds = [[reason["kind"] for reason in reasons] for reasons, _first in stored]
    told = [
        [why.kind for why in introduction_reasons.told(reasons, to=first, visible=())]
        for reasons, first in stored
    ]

    # That fields differ is told only where nothing else is.
    but_fields = [[kind for kind in of if kind != "industries"] or of for of in kinds]
    assert told == but_fields


def test_today_s_matching_finds_introductions_for_the_visitor(demo, now):
    space = demo.scalars(select(Space)).one()
    visitor = demo.scalars(
        select(Membership).join(Profile, Profile.member_id == Membership.member_id)
        .where(Profile.name == PLAYED_MEMBER)
    ).one()  # fmt: skip
    presence.check_in(demo, visitor, is_listed=True, now=now)

    matches = matchmaking.todays(demo, space, now=now)
    mine = [one for one in matches if visitor.member_id in (one.first_id, one.second_id)]

    assert len(matches) >= 5
    assert 1 <= len(mine) <= 2
    assert "ask_meets_offer" in {reason["kind"] for one in mine for reason in one.reasons}


@pytest.mark.parametrize("stranger", ["a_member", "a_space"])
def test_it_refuses_beside_real_people_and_spaces(session, places, now, stranger):
    getattr(factories, stranger)()
    before = rows_anywhere(session)

    with pytest.raises(HoldsRealPeople):
        load.load(session, now=now, places=places)

    assert rows_anywhere(session) == before
    assert not places.photos.exists()
    assert not places.sign_ins.exists()


def test_a_real_space_that_came_later_is_no_hindrance(demo, places, now):
    factories.a_membership(factories.a_member(), factories.a_space())
    before = count(demo, Member)

    summary = load.load(demo, now=now, places=places)

    assert (summary.is_new, count(demo, Member)) == (False, before)


@pytest.mark.no_cover  # loading is counted where it succeeds
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_fault_at_the_end_leaves_neither_rows_nor_pictures(session, places, now):
    places.sign_ins.mkdir()

    with pytest.raises(IsADirectoryError):
        load.load(session, now=now, places=places)
    session.rollback()

    assert load.is_empty(session)
    assert rows_anywhere(session) == set()
    assert list(places.photos.iterdir()) == []


def _die_at_the_end(file, folder, told):
    session = Session(make_engine(f"sqlite:///{file}"))
    load.load(session, now=NOON, places=places_in(folder))
    told.send(count(session, Member))
    os.kill(os.getpid(), signal.SIGKILL)


def test_killed_midway_it_leaves_nothing_and_can_begin_again(migrated_sqlite, tmp_path):
    file = tmp_path / "killed.sqlite3"
    shutil.copy(migrated_sqlite, file)

    heard, told = processes.forks.Pipe(duplex=False)
    process = processes.started(_die_at_the_end, file, tmp_path, told)
    code = processes.ended(process)
    engine = make_engine(f"sqlite:///{file}")
    with Session(engine) as session:
        left = rows_anywhere(session)
    engine.dispose()

    assert (code, heard.recv(), left) == (-signal.SIGKILL, 150, set())
