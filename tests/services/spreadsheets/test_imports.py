"""Writing what was looked at: all of it, once, or nothing."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.services.errors import NotFound
from app.services.spreadsheets import imports
from app.services.spreadsheets.import_files import Unreadable
from app.services.spreadsheets.import_plans import Fate
from models import Ask, ImportDraft, Interest, Letter, Member, Membership, Offer, Profile, Skill
from tests.factories import a_host_of, a_member, a_membership, a_skill, a_space, an_offer

HEADER = "Name,E-mail,Company,Industry,Headline,Skills offered,Asks,Interests\n"
ANA = "Ana Silva,ana@example.org,Folha,Design,Packaging that folds,packaging; branding,,chess\n"
BO = "Bo Lund,bo@example.org,,Law,,,Somebody who bakes; packaging,\n"


def a_file(*rows):
    return (HEADER + "".join(rows)).encode()


def told_by(session, email):
    profile = session.scalars(
        select(Profile).join(Member, Member.id == Profile.member_id).where(Member.email == email)
    ).one()
    lists = [
        session.scalars(
            select(words).where(kind.member_id == profile.member_id).order_by(words)
        ).all()
        for kind, words in ((Offer, Offer.words), (Ask, Ask.words), (Interest, Interest.name))
    ]
    return (profile.name, profile.company, profile.industry, profile.headline, *lists)


def everybody(session):
    return session.scalars(select(Member.email).order_by(Member.email)).all()


def test_people_come_in_with_all_that_the_file_tells(session, now):
    space = a_space()

    imports.run(session, space, a_file(ANA, BO), now=now)
    session.commit()

    assert told_by(session, "ana@example.org") == (
        "Ana Silva",
        "Folha",
        "N-design",
        "Packaging that folds",
        ["branding", "packaging"],
        [],
        ["chess"],
    )
    assert told_by(session, "bo@example.org") == (
        "Bo Lund",
        "",
        "N-law",
        "",
        [],
        ["Somebody who bakes", "packaging"],
        [],
    )


def test_importing_invites_nobody_and_lists_nobody(session, now):
    space = a_space()

    imports.run(session, space, a_file(ANA, BO), now=now)

    memberships = session.scalars(select(Membership)).all()
    assert [
        (m.is_listed, m.wants_introductions, m.wants_mail, m.joined_at) for m in memberships
    ] == [(False, False, False, None)] * 2
    assert session.scalars(select(Letter)).all() == []
    assert session.scalars(select(Member.claimed_at)).all() == [None, None]


def test_the_second_time_nothing_changes(session, now):
    space = a_space()
    imports.run(session, space, a_file(ANA, BO), now=now)
    session.commit()
    session.expunge_all()

    again = imports.run(session, space, a_file(ANA, BO), now=now + timedelta(days=1))

    assert [one.fate for one in again.people] == [Fate.SAME, Fate.SAME]
    assert [*session.new, *session.dirty, *session.deleted] == []


def test_skills_become_tags_of_offers_and_asks_once_for_all_spellings(session, now):
    space = a_space()
    experience = a_skill("user experience")
    a_skill("UX", means_id=experience.id)
    rows = ("A,a@example.org,,,,UX;Web Shops,,\n", "B,b@example.org,,,,web shops,ux;nobody,\n")

    imports.run(session, space, a_file(*rows), now=now)
    session.flush()

    offered = select(Offer.words, Skill.name).join(Offer.skills)
    asked = select(Ask.words, Skill.name).join(Ask.skills)
    assert sorted(map(tuple, session.execute(offered))) == [
        ("UX", "user experience"),
        ("Web Shops", "Web Shops"),
        ("web shops", "Web Shops"),
    ]
    assert list(map(tuple, session.execute(asked))) == [("ux", "user experience")]


def test_a_profile_that_nobody_has_claimed_follows_the_file(session, now):
    space = a_space()
    imports.run(session, space, a_file(ANA), now=now)
    session.commit()
    session.expunge_all()
    row = "Ana Sousa,ana@example.org,,Law,,Branding; food law,a kitchen,\n"

    plan = imports.run(session, space, a_file(row), now=now)
    session.commit()

    assert plan.count(Fate.CHANGED) == 1
    assert told_by(session, "ana@example.org") == (
        "Ana Sousa",
        "Folha",
        "N-law",
        "Packaging that folds",
        ["branding", "food law"],
        ["a kitchen"],
        ["chess"],
    )
    assert session.scalar(select(Profile.version)) == 2


def test_a_claimed_profile_is_left_alone_wherever_it_was_claimed(session, now):
    space, other = a_space(), a_space()
    ana = a_member("Ana", email="ana@example.org", profile={"company": "Her own"})
    a_membership(ana, other)
    an_offer(ana, "Her own words")
    bo = a_member("Bo", email="bo@example.org")
    a_membership(bo, space)
    session.commit()

    plan = imports.run(session, space, a_file(ANA, BO), now=now)
    session.commit()

    assert [one.fate for one in plan.people] == [Fate.JOINING, Fate.CLAIMED]
    assert told_by(session, "ana@example.org") == (
        "Ana",
        "Her own",
        "",
        "",
        ["Her own words"],
        [],
        [],
    )
    tied = session.scalars(select(Membership.member_id).where(Membership.space_id == space.id))
    assert sorted(tied) == sorted([ana.id, bo.id])


def test_with_one_mistake_nobody_comes_in(session, now):
    space = a_space()

    with pytest.raises(imports.HasProblems) as refusal:
        imports.run(session, space, a_file(ANA, "Bo,no address\n"), now=now)

    assert len(refusal.value.plan.problems) == 1
    assert everybody(session) == []


def a_kept_file(session, now, *rows):
    space = a_space()
    host = a_host_of(space)
    draft = imports.keep(
        session, space, by=host.id, file_name="../our list.csv", content=a_file(*rows), now=now
    )
    session.commit()
    return space, host, draft


def test_the_bytes_that_were_looked_at_are_written_and_then_forgotten(session, now):
    space, host, draft = a_kept_file(session, now, ANA)

    plan = imports.apply_draft(session, space, draft.id, by=host.id, now=now)
    session.commit()

    assert plan.count(Fate.NEW) == 1
    assert everybody(session) == ["ana@example.org", host.email]
    assert session.scalars(select(ImportDraft)).all() == []


def test_a_file_with_mistakes_can_still_be_looked_at(session, now):
    space, host, draft = a_kept_file(session, now, "Bo,no address\n")

    with pytest.raises(imports.HasProblems):
        imports.apply_draft(session, space, draft.id, by=host.id, now=now)
    session.rollback()

    assert imports.draft_of(session, space, draft.id, by=host.id).file_name == "../our list.csv"


def test_only_the_host_who_uploaded_a_file_finds_it_and_only_there(session, now):
    space, host, draft = a_kept_file(session, now, ANA)
    colleague, elsewhere = a_host_of(space), a_space()
    a_membership(host, elsewhere)

    for where, who in ((space, colleague), (elsewhere, host)):
        with pytest.raises(NotFound):
            imports.draft_of(session, where, draft.id, by=who.id)
        with pytest.raises(NotFound):
            imports.apply_draft(session, where, draft.id, by=who.id, now=now)


def test_a_newer_file_takes_the_place_of_the_older_one(session, now):
    space, host, _ = a_kept_file(session, now, ANA)

    imports.keep(session, space, by=host.id, file_name="", content=a_file(BO), now=now)

    assert session.scalars(select(ImportDraft.file_name)).all() == ["members.csv"]


def test_nothing_is_kept_of_what_is_no_list(session, now):
    space, host, draft = a_kept_file(session, now, ANA)

    with pytest.raises(Unreadable):
        imports.keep(session, space, by=host.id, file_name="x", content=b"PK\x03\x04", now=now)

    assert session.scalars(select(ImportDraft.id)).all() == [draft.id]


def test_whoever_left_stays_away(session, now):
    space = a_space()
    gone = a_member("Ana", email="ana@example.org", claimed_at=None)
    a_membership(gone, space, ends_on=date(2026, 3, 2))

    imports.run(session, space, a_file(ANA), now=now)
    session.flush()

    assert session.scalar(select(Membership.ends_on)) == date(2026, 3, 2)
    assert told_by(session, "ana@example.org")[:2] == ("Ana", "")
