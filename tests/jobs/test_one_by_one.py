"""What fails for one space keeps back no other."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

import matching
from app.jobs import retention, suggestions
from app.services.introductions import follow_ups
from models import Introduction, Lesson, Reply, Visit
from tests.factories import a_member_of, a_space, a_visit, an_ask, an_introduction, an_offer


@pytest.fixture
def now():
    return datetime.now(UTC)


def _two_who_fit(space, *, now):
    for trade, offer, ask in (
        ("C-food", "Baking bread for cafés", "Somebody to design packaging for our bread"),
        ("N-design", "Packaging design for food", "Fresh bread for our studio breakfast"),
    ):
        member = a_member_of(space, profile={"industry": trade, "company": trade})
        an_offer(member, offer)
        an_ask(member, ask)
        a_visit(member, space, now=now, changed_at=now)


def _a_lesson_without_words(space, *, now):
    """A row that no reading of it can understand."""
    return Lesson(
        space_id=space.id,
        version=1,
        day=now.date(),
        taught_at=now,
        matching_version=matching.VERSION,
        answers=200,
        loss=0.5,
        loss_without=0.6,
        is_used=True,
        terms={},
    )


def test_a_space_that_cannot_be_matched_keeps_no_other_from_its_introductions(app, session, now):
    broken, sound = a_space(), a_space()
    for space in (broken, sound):
        _two_who_fit(space, now=now)
    session.add(_a_lesson_without_words(broken, now=now))
    session.commit()

    with app.app_context():
        made = suggestions.propose_due(app)

    assert made == 1
    assert session.scalars(select(Introduction.space_id)).all() == [sound.id]


def test_a_space_whose_clock_nobody_knows_keeps_no_other_from_forgetting(app, session, now):
    unknown, sound = a_space(time_zone="Nowhere/Known"), a_space()
    long_ago = now - timedelta(days=40)
    member = a_member_of(sound)
    a_visit(member, sound, now=now, checked_in_at=long_ago, checked_out_at=long_ago)
    session.commit()

    with app.app_context():
        forgotten = retention.forget_due(app)

    assert unknown.id < sound.id
    assert (forgotten, session.scalars(select(Visit)).all()) == (1, [])


def test_many_are_asked_whether_they_met_a_few_at_a_time(app, session, now, monkeypatch):
    monkeypatch.setattr(follow_ups, "AT_MOST", 1)
    monkeypatch.setattr(follow_ups, "ASKED_FROM_HOUR", 0)
    space = a_space()
    yes = {"first_reply": Reply.YES, "second_reply": Reply.YES}
    for ago in (1, 2, 3):
        then = now - timedelta(days=ago)
        pair = (a_member_of(space), a_member_of(space))
        an_introduction(*pair, space, now=then, agreed_at=then, **yes)
    session.commit()

    with app.app_context():
        asked = [suggestions.ask_whether_met(app) for _twice in range(2)]

    assert asked == [3, 0]
