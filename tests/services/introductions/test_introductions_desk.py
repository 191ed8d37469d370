from datetime import timedelta

import pytest

from app.services import desk
from app.services.introductions import introductions_desk
from app.services.introductions.introductions_desk import Figures
from models import Reply
from tests.factories import a_member_of, a_space, a_trio, an_introduction

YES = {"first_reply": Reply.YES, "second_reply": Reply.YES}


@pytest.mark.parametrize(("ago", "shown"), [(0, "waiting"), (1, "lapsed")])
@pytest.mark.parametrize("reply", list(Reply), ids=lambda reply: reply.value)
def test_a_host_cannot_tell_a_no_from_silence(session, now, ago, shown, reply):
    space = a_space()
    ana, bo = a_member_of(space, "Ana"), a_member_of(space, "Bo")
    an_introduction(ana, bo, space, now=now - timedelta(days=ago), first_reply=reply)

    lines = introductions_desk.recent(session, space, now=now)

    assert [(line.first.name, line.second.name, line.progress) for line in lines] == [
        ("Ana", "Bo", shown)
    ]


def test_the_place_of_a_line_tells_no_later_name_of_who_has_left(session, now):
    space = a_space()
    gone = a_member_of(space, "Zoe", left_as="Ben", ends_on=now.date() - timedelta(days=1))
    for one in (a_member_of(space, "cleo"), gone, a_member_of(space, "Áda")):
        an_introduction(one, a_member_of(space, "Other"), space, now=now)

    lines = introductions_desk.recent(session, space, now=now)

    assert [line.first.name for line in lines] == ["Áda", "Ben", "cleo"]


def test_what_was_agreed_and_who_met_is_told_for_a_week(session, now):
    space = a_space()
    for ago, given in (
        (0, {**YES}),
        (1, {**YES, "second_met": True}),
        (2, {**YES, "first_met": False}),
        (7, {**YES}),
    ):
        an_introduction(
            a_member_of(space, "A"),
            a_member_of(space, "B"),
            space,
            now=now - timedelta(days=ago),
            **given,
        )
    an_introduction(a_member_of(space), a_member_of(space), a_space(), now=now)

    lines = introductions_desk.recent(session, space, now=now)

    assert [((now.date() - line.day).days, line.progress) for line in lines] == [
        (0, "agreed"),
        (1, "met"),
        (2, "agreed"),
    ]


def test_thirty_days_are_counted_without_today(session, now):
    space = a_space()
    ana, bo, cy = (a_member_of(space) for _ in range(3))
    for ago, one, other, given in (
        (0, ana, bo, {**YES, "first_met": True}),
        (1, ana, cy, {**YES, "first_met": True}),
        (2, ana, cy, {"first_reply": Reply.YES, "second_reply": Reply.NEVER}),
        (30, ana, cy, {**YES}),
        (31, ana, bo, {**YES}),
    ):
        an_introduction(one, other, space, now=now - timedelta(days=ago), **given)

    counted = introductions_desk.figures(session, space, now=now)

    assert counted == Figures(proposed=3, agreed=2, met=1, people=2)


@pytest.mark.parametrize("third", list(Reply), ids=lambda reply: reply.value)
@pytest.mark.parametrize(("ago", "shown"), [(0, "waiting"), (1, "lapsed")])
def test_a_host_cannot_tell_what_the_third_of_three_has_said(session, now, ago, shown, third):
    space = a_space()
    people = [a_member_of(space, name) for name in ("Ana", "Bo", "Cy")]
    ab, ac, bc = a_trio(people, space, now=now - timedelta(days=ago))
    told = []

    for met in (None, True):
        ac.second_reply = bc.second_reply = third
        told += told_of_three(session, space, now)
        ab.first_reply = ab.second_reply = ac.first_reply = bc.first_reply = Reply.YES
        ab.first_met = met
        told += told_of_three(session, space, now)

    assert told == [shown, "agreed", "agreed", "met"]


def told_of_three(session, space, now):
    session.flush()
    [line] = introductions_desk.recent(session, space, now=now)
    assert [face.name for face in line.people] == ["Ana", "Bo", "Cy"]
    return [line.progress]


def test_three_together_are_counted_as_one_introduction(session, now):
    space = a_space()
    people = [a_member_of(space) for _ in range(3)]
    for ago in (0, 1):
        a_trio(people, space, now=now - timedelta(days=ago), **YES, first_met=True)

    figures = introductions_desk.figures(session, space, now=now)
    overview = desk.overview(session, space, now=now)

    assert figures == Figures(proposed=1, agreed=1, met=1, people=3)
    assert (overview.proposed, overview.agreed) == (1, 1)


def test_whichever_two_of_three_agree_a_host_reads_the_same(session, now):
    space = a_space()
    told = set()
    for place in range(3):
        people = [a_member_of(space, name) for name in ("Ana", "Bo", "Cy")]
        row = a_trio(people, space, now=now)[place]
        row.first_reply = row.second_reply = Reply.YES
    session.flush()

    for line in introductions_desk.recent(session, space, now=now):
        told.add((line.progress, *sorted(face.name for face in line.people)))

    assert told == {("agreed", "Ana", "Bo", "Cy")}
