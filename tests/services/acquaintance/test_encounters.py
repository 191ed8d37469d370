from datetime import timedelta

import pytest
from sqlalchemy import select

from app.services.acquaintance import blocks, encounters, notes
from app.services.errors import NotFound, Refused
from models import Encounter, Note, Via
from tests.factories import a_member_of, a_space, a_visit, an_encounter
from tests.standing import standing


def two_who_see_each_other(space, now, *names):
    people = [a_member_of(space, name) for name in names or ("Ana", "Bo")]
    for person in people:
        a_visit(person, space, now=now)
    return people


def met(session, member, now, **more):
    page = encounters.people_met(session, member.id, now=now, **more)
    return [
        (one.person.name, [(m.day, m.place, m.via) for m in one.meetings], one.note)
        for one in page.people
    ]


def test_a_meeting_is_remembered_once_for_both(session, now):
    space = a_space(name="Harbour")
    ana, bo = two_who_see_each_other(space, now)
    today = now.date()

    for one, other in ((ana, bo), (bo, ana)):
        encounters.remember(
            session, one.id, other.id, space_id=space.id, day=today, via=Via.INTRODUCTION, now=now
        )

    line = [(today, "Harbour", Via.INTRODUCTION)]
    assert met(session, ana, now) == [("Bo", line, "")]
    assert met(session, bo, now) == [("Ana", line, "")]


def test_one_person_is_one_line_with_every_meeting_the_newest_first(session, now):
    space = a_space(name="Harbour")
    ana, bo, cy = two_who_see_each_other(space, now, "Ana", "Bo", "Cy")
    days = [now - timedelta(days=ago) for ago in (1, 5, 9)]
    an_encounter(ana, bo, space, now=days[2])
    an_encounter(ana, bo, space, now=days[0], via=Via.MIXER)
    an_encounter(cy, ana, space, now=days[1])

    assert met(session, ana, now) == [
        (
            "Bo",
            [
                (days[0].date(), "Harbour", Via.MIXER),
                (days[2].date(), "Harbour", Via.INTRODUCTION),
            ],
            "",
        ),
        ("Cy", [(days[1].date(), "Harbour", Via.INTRODUCTION)], ""),
    ]


def test_a_meeting_noted_by_hand_is_for_ones_own_eyes_and_both_may_note_it(session, now):
    space = a_space(name="Harbour")
    ana, bo = two_who_see_each_other(space, now)
    today = now.date()

    first = encounters.add_by_hand(session, bo.id, by=ana.id, space=space, day=today, now=now)
    seen_by_bo = met(session, bo, now)
    twice = encounters.add_by_hand(session, bo.id, by=ana.id, space=space, day=today, now=now)
    other = encounters.add_by_hand(session, ana.id, by=bo.id, space=space, day=today, now=now)

    assert (first is not None, twice, other is not None) == (True, None, True)
    assert seen_by_bo == []
    assert met(session, bo, now) == [("Ana", [(today, "Harbour", Via.BY_HAND)], "")]


def test_only_who_noted_a_meeting_takes_it_off_and_nothing_else(session, now):
    space = a_space()
    ana, bo = two_who_see_each_other(space, now)
    shared = an_encounter(ana, bo, space, now=now)
    own = encounters.add_by_hand(session, bo.id, by=ana.id, space=space, day=now.date(), now=now)

    for encounter, by in ((own, bo), (shared, ana), (shared, bo)):
        with pytest.raises(NotFound):
            encounters.remove_by_hand(session, encounter.id, by=by.id)
    encounters.remove_by_hand(session, own.id, by=ana.id)

    assert session.scalars(select(Encounter.id)).all() == [shared.id]


def test_nobody_is_added_who_cannot_be_seen(session, now):
    space = a_space()
    ana, bo = a_member_of(space), a_member_of(space)
    a_visit(ana, space, now=now)
    a_visit(bo, space, now=now, is_listed=False)

    with pytest.raises(NotFound):
        encounters.add_by_hand(session, bo.id, by=ana.id, space=space, day=now.date(), now=now)


@pytest.mark.parametrize("days", [1, -367])
def test_the_day_lies_within_the_last_year(session, now, days):
    space = a_space()
    ana, bo = two_who_see_each_other(space, now)
    day = now.date() + timedelta(days=days)

    with pytest.raises(Refused):
        encounters.add_by_hand(session, bo.id, by=ana.id, space=space, day=day, now=now)


def test_trying_days_does_not_tell_when_somebody_was_in(session, now):
    space = a_space()
    ana, bo = two_who_see_each_other(space, now)

    added = [
        encounters.add_by_hand(
            session, bo.id, by=ana.id, space=space, day=now.date() - timedelta(days=ago), now=now
        )
        for ago in range(1, 30)
    ]

    assert None not in added


def test_those_to_add_were_listed_on_a_day_on_which_one_was_in(session, now):
    space, elsewhere = a_space(), a_space()
    ana = a_member_of(space)
    yesterday = now - timedelta(days=1)
    a_visit(ana, space, now=yesterday, checked_out_at=yesterday)
    for name, day, where, is_listed in (
        ("Same day", yesterday, space, True),
        ("Another day", yesterday - timedelta(days=1), space, True),
        ("Unlisted", yesterday, space, False),
        ("Elsewhere", yesterday, elsewhere, True),
    ):
        person = a_member_of(where, name)
        a_visit(person, where, now=day, checked_out_at=day, is_listed=is_listed)

    people = encounters.people_to_add(session, standing(session, ana, space))

    assert [row.name for row in people] == ["Same day"]


def test_those_to_add_stand_by_name_as_people_read_names(session, now):
    space = a_space()
    ana = a_member_of(space, "Ana")
    a_visit(ana, space, now=now)
    for name in ("Zoe", "Åse", "bo", "Ørn", "Nia"):
        a_visit(a_member_of(space, name), space, now=now)

    people = encounters.people_to_add(session, standing(session, ana, space))

    assert [row.name for row in people] == ["Åse", "bo", "Nia", "Ørn", "Zoe"]


def test_whoever_blocks_or_is_blocked_is_met_no_more(session, now):
    space = a_space()
    ana, bo = two_who_see_each_other(space, now)
    an_encounter(ana, bo, space, now=now)
    blocks.block(session, bo.id, by=ana.id, now=now)

    assert (met(session, ana, now), met(session, bo, now)) == ([], [])

    blocks.unblock(session, bo.id, by=ana.id)
    assert [name for name, *_rest in met(session, ana, now)] == ["Bo"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["Bo Ek", "Ása"]),
        ("ása", ["Ása"]),
        ("ÁSA", ["Ása"]),
        ("bakes bo", ["Bo Ek"]),
        ("ow-sah", ["Ása"]),
        ("acme", ["Bo Ek"]),
        ("biscuit", ["Ása"]),
        ("%", []),
        ("nobody", []),
    ],
)
def test_people_are_found_by_name_trade_company_and_ones_own_note(session, now, words, found):
    space = a_space()
    ana = a_member_of(space, "Ana")
    bo = a_member_of(space, "Bo Ek", profile={"headline": "Bakes", "company": "Acme"})
    asa = a_member_of(space, "Ása", profile={"pronunciation": "OW-sah"})
    for person in (ana, bo, asa):
        a_visit(person, space, now=now)
    an_encounter(ana, asa, space, now=now - timedelta(days=1))
    an_encounter(ana, bo, space, now=now)
    notes.write(session, asa.id, "A dog called Biscuit", by=ana.id, now=now)
    notes.write(session, bo.id, "No dog", by=asa.id, now=now)

    assert [name for name, *_rest in met(session, ana, now, words=words)] == found


def test_many_people_come_in_pages(session, now):
    space = a_space()
    ana = a_member_of(space)
    a_visit(ana, space, now=now)
    for n in range(31):
        person = a_member_of(space, f"P{n}")
        a_visit(person, space, now=now)
        an_encounter(ana, person, space, now=now)

    shown = [
        encounters.people_met(session, ana.id, number=number, now=now) for number in (1, 2, 99, -3)
    ]

    assert [(page.number, page.pages, page.total, len(page.people)) for page in shown] == [
        (1, 2, 31, 30),
        (2, 2, 31, 1),
        (2, 2, 31, 1),
        (1, 2, 31, 30),
    ]


def test_a_note_is_kept_changed_and_removed(session, now):
    space = a_space()
    ana, bo = two_who_see_each_other(space, now)

    kept = []
    for words in ("Likes tea", "  Likes tea.\r\n\r\n\r\nHas a dog \u202e", "  "):
        notes.write(session, bo.id, words, by=ana.id, now=now)
        kept.append(_note(session, ana, bo))

    assert kept == ["Likes tea", "Likes tea.\n\nHas a dog", ""]
    assert session.scalars(select(Note)).all() == []
    assert _note(session, bo, ana) == ""


def _note(session, by, about):
    words = select(Note.words).where(Note.member_id == by.id, Note.about_id == about.id)
    return session.scalar(words) or ""


def test_no_note_about_somebody_who_cannot_be_seen_and_none_too_long(session, now):
    space = a_space()
    ana, bo = two_who_see_each_other(space, now)
    stranger = a_member_of(a_space())

    with pytest.raises(NotFound):
        notes.write(session, stranger.id, "x", by=ana.id, now=now)
    with pytest.raises(Refused):
        notes.write(session, bo.id, "x" * 2001, by=ana.id, now=now)
