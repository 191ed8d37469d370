from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.services import imports
from app.services.errors import NotFound
from app.services.import_plans import Fate, plan
from models import Ask, ImportDraft, Interest, Letter, Member, Membership, Offer, Profile
from tests.factories import a_host_of, a_member, a_member_of, a_membership, a_space

HEADER = "Name,E-mail,Company,Industry,Headline,Skills offered,Asks,Interests\n"
ANA = "Ana Silva,ana@example.org,Fold Ltd,Design,Packaging that folds,packaging; branding,,chess\n"
BO = "Bo Lund,bo@example.org,,Law,,,Somebody who bakes; a web shop,\n"


def a_file(*rows):
    return (HEADER + "".join(rows)).encode()


def fates(session, space, content, now):
    planned = plan(session, space, content, now=now)
    return [(one.entry.email, one.fate) for one in planned.people]


def told_by(session, email):
    profile = session.scalars(select(Profile).join(Member, Member.id == Profile.member_id).where(Member.email == email)).one()
    lists = [
        session.scalars(select(column).where(table.member_id == profile.member_id).order_by(column))
        for table, column in ((Offer, Offer.words), (Ask, Ask.words), (Interest, Interest.name))
    ]
    return (
        profile.name,
        profile.company,
        profile.industry,
        profile.headline,
        *(list(one) for one in lists),
    )


def everybody(session):
    return session.scalar(select(func.count()).select_from(Member))


def test_people_come_in_with_all_that_the_file_tells(session, now):
    space = a_space()

    imports.run(session, space, a_file(ANA, BO), now=now)
    session.commit()

    assert told_by(session, "ana@example.org") == (
        "Ana Silva",
        "Fold Ltd",
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
        ["Somebody who bakes", "a web shop"],
        [],
    )


def test_importing_invites_nobody_and_lists_nobody(session, now):
    space = a_space()

    imports.run(session, space, a_file(ANA, BO), now=now)

    memberships = session.scalars(select(Membership)).all()
    assert [(m.is_listed, m.wants_introductions, m.wants_mail, m.joined_at) for m in memberships] == [
        (False, False, False, None)
    ] * 2
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
