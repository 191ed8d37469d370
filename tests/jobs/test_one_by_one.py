"""What fails for one space keeps back no other."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

import matching
from app.jobs import suggestions
from models import Introduction, Lesson
from tests.factories import a_member_of, a_space, a_visit, an_ask, an_offer


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
