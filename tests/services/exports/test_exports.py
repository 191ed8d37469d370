"""A person's own export: complete, and with nobody else's secrets."""

import json
from datetime import timedelta

from sqlalchemy import Table, select

from app.services.exports import exports
from app.services.mixers import doors, rounds
from app.services.mixers.doors import Mark
from models import (
    Base,
    Block,
    Glad,
    Member,
    Note,
    RecoveryCode,
    Reply,
    SeatingWish,
    Skill,
    TableHost,
    WishKind,
)
from tests import evenings as nights
from tests.factories import (
    a_member_of,
    a_mixer,
    a_space,
    a_visit,
    an_ask,
    an_attendee,
    an_encounter,
    an_introduction,
    an_offer,
)
from tests.second_steps import PAPER, SECRET, with_phone


def _people_tables():
    """Give every table with a key that leads to a person."""
    return {
        table.name
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name in {"member", "profile", "membership", "attendee"}
    } | {"member"}


THE_HOST_S = {"seating_wish"}
"""What a host wishes of a plan, and shows to nobody."""
ONLY_READ = {"meaning"}
"""What a program made of words that are in the export themselves."""


def test_every_table_about_a_person_is_in_the_export():
    covered = {name for section in exports.SECTIONS.values() for name in section.tables}

    assert covered == _people_tables() - THE_HOST_S - ONLY_READ


def test_the_export_is_whole_and_is_json(session, now, tmp_path):
    space = a_space(name="Harbour Yard")
    ana = a_member_of(space, "Ana Sousa")
    bo = a_member_of(space, "Bo Chen")
    for member in (ana, bo):
        a_visit(member, space, now=now)
    an_offer(ana, "Reading balance sheets", ["accounting"])
    an_ask(ana, "Somebody to draw our label")
    an_introduction(
        ana, bo, space, now=now, first_reply=Reply.YES, second_reply=Reply.YES, agreed_at=now
    )
    an_encounter(ana, bo, space, now=now)
    session.add(Note(member_id=ana.id, about_id=bo.id, words="Likes rye", changed_at=now))
    session.flush()

    found = exports.export_of(session, ana.id, photos=tmp_path, now=now)

    assert json.loads(json.dumps(found)) == found
    assert found["account"][0]["email"] == ana.email
    assert found["profile"]["offers"][0]["skills"] == ["accounting"]
    assert [visit["space"] for visit in found["visits"]] == ["Harbour Yard"]
    assert found["introductions"][0]["with"] == "Bo Chen"
    assert found["introductions"][0]["as_one_of_three"] is False
    assert found["encounters"] == [
        {"with": "Bo Chen", "space": "Harbour Yard", "day": "2026-03-03", "via": "introduction"}
    ]
    assert found["notes"][0]["words"] == "Likes rye"
    assert "password_hash" not in json.dumps(found)


def test_a_second_step_is_told_and_its_secret_is_not(session, now, tmp_path):
    ana = a_member_of(a_space())
    before = exports.export_of(session, ana.id, photos=tmp_path, now=now)
    factor = with_phone(session, ana)

    found = exports.export_of(session, ana.id, photos=tmp_path, now=now)

    assert before["second_factor"] is None
    assert found["second_factor"] == {
        "since": factor.created_at.isoformat(),
        "recovery_codes_left": 3,
    }
    hashes = session.scalars(select(RecoveryCode.code_hash)).all()
    secrets = [SECRET, factor.sealed_secret, *PAPER, *hashes]
    assert [secret for secret in secrets if secret in json.dumps(found)] == []


def test_the_export_does_not_tell_what_the_other_said(session, now, tmp_path):
    space = a_space()
    ana, bo = a_member_of(space, "Ana"), a_member_of(space, "Bo")
    for member in (ana, bo):
        a_visit(member, space, now=now)
    introduction = an_introduction(ana, bo, space, now=now, first_reply=Reply.YES)
    exported = []

    for reply in (Reply.PENDING, Reply.NOT_NOW, Reply.NEVER):
        introduction.second_reply = reply
        session.flush()
        exported.append(exports.export_of(session, ana.id, photos=tmp_path, now=now))

    assert exported[0] == exported[1] == exported[2]


def test_a_block_against_one_looks_as_if_the_other_were_not_listed(session, now, tmp_path):
    space = a_space()
    ana, bo = a_member_of(space, "Ana"), a_member_of(space, "Bo")
    a_visit(ana, space, now=now)
    visit = a_visit(bo, space, now=now, is_listed=False)
    an_introduction(ana, bo, space, now=now)
    unlisted = exports.export_of(session, ana.id, photos=tmp_path, now=now)

    visit.is_listed = True
    session.add(Block(member_id=bo.id, other_id=ana.id, at=now))
    session.flush()

    assert exports.export_of(session, ana.id, photos=tmp_path, now=now) == unlisted


def test_an_evening_is_told_as_far_as_it_is_one_s_own(session, now, tmp_path):
    night = nights.a_night(now=now, people=4, size=4, count=1, title="Soup")
    asked = a_mixer(night.space, now=now, title="Bread")
    ana, bo, cy, di = night.people
    an_attendee(asked, session.get(Member, ana.member_id))
    nights.plan(session, night, now=now)
    rounds.finish(session, night.mixer, night.space, now=nights.play(session, night, 1, now=now))
    said = [(ana, bo), (bo, ana), (cy, ana)]
    session.add_all(Glad(from_id=one.id, about_id=other.id, at=now) for one, other in said)
    session.add(TableHost(attendee_id=ana.id, table_number=1))
    session.add(SeatingWish(first_id=ana.id, second_id=di.id, kind=WishKind.APART))
    session.flush()

    found = exports.export_of(session, ana.member_id, photos=tmp_path, now=now)

    assert [(one["title"], one["reply"]) for one in found["mixers"]] == [
        ("Soup", "going"),
        ("Bread", "invited"),
    ]
    assert [(one["title"], one["round"], one["table"]) for one in found["seats"]] == [
        ("Soup", 1, 1)
    ]
    assert [one["table"] for one in found["tables_hosted"]] == [1]
    assert [one["about"] for one in found["glad_to_meet_again"]] == ["Person B"]
    assert len(found["encounters"]) == 3
    assert json.loads(json.dumps(found)) == found


def test_of_a_round_with_two_tables_both_are_told(session, now, tmp_path):
    night = nights.a_running_night(session, now, people=8)
    ana, minute = night.people[0], timedelta(minutes=1)
    table = nights.seats(session, night)[1][ana.id]
    doors.mark(session, night.mixer, ana.id, Mark.LEFT, now=now + minute)
    nights.sit(session, night, nights.a_latecomer(night, now), table, now=now + minute)
    doors.mark(session, night.mixer, ana.id, Mark.CAME, now=now + 4 * minute)
    gone = next(one for one in nights.at(session, night, 3 - table))
    doors.mark(session, night.mixer, gone.id, Mark.LEFT, now=now + 4 * minute)
    nights.sit(session, night, ana, 3 - table, now=now + 5 * minute)

    found = exports.export_of(session, ana.member_id, photos=tmp_path, now=now)["seats"]

    times = [(now, now + minute), (now + 5 * minute, None)]
    assert [(one["round"], one["table"]) for one in found] == [(1, table), (1, 3 - table)]
    assert [(one["since"], one["until"]) for one in found] == [
        (since.isoformat(), until and until.isoformat()) for since, until in times
    ]


def test_the_photo_comes_along(session, now, tmp_path):
    member = a_member_of(a_space(), profile={"photo": "stem"})
    (tmp_path / "stem-256.webp").write_bytes(b"picture")

    found = exports.export_of(session, member.id, photos=tmp_path, now=now)

    assert found["photo"] == {"type": "image/webp", "base64": "cGljdHVyZQ=="}


def test_tags_belong_to_the_space_and_name_nobody():
    table = Skill.__table__

    assert isinstance(table, Table)
    assert {key.column.table.name for key in table.foreign_keys} == {"skill"}
