from datetime import timedelta

import pytest

from app.services import introductions_desk
from app.services.introductions_desk import Figures
from models import Reply
from tests.factories import a_member_of, a_space, an_introduction

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
