"""The nightly lesson of a space: heard from rows, used only where it helps, and of nobody alone."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

import matching
from app.jobs import lessons as job
from app.services.introductions import lessons
from app.services.matchmaking import matchmaking
from app.services.matchmaking import matchmaking_lessons as service
from models import Introduction, Lesson, Reply
from tests.factories import a_host_of, a_member_of, a_space, an_introduction
from tests.helping import helper

YES, NO = Reply.YES, Reply.NOT_NOW


@pytest.fixture
def taught_space(session):
    """Twelve people, of whom half always say yes and half never do, over eleven days."""
    space = a_space(slug="harbour")
    now = datetime.now(UTC).replace(hour=12)
    people = [a_member_of(space) for _ in range(12)]
    parts = {"mutual": 0.5, "zone": 0.0}
    for ago in range(1, 12):
        for k, one in enumerate(people):
            other = people[(k + ago) % 12]
            if one.id < other.id:
                an_introduction(
                    *(one, other),
                    space,
                    now=now - timedelta(days=ago),
                    parts=parts,
                    first_reply=YES if one.id % 2 else NO,
                    second_reply=YES if other.id % 2 else Reply.NEVER,
                )
    session.commit()
    return space, people, now


def test_a_lesson_is_taught_once_a_night_and_again_only_after_news(
    app, session, taught_space, monkeypatch
):
    space, _people, now = taught_space
    monkeypatch.setattr(service, "NIGHT_ENDS", 0)

    with app.app_context():
        assert [job.teach_due(app), job.teach_due(app)] == [1, 0]

    [lesson] = session.scalars(select(Lesson)).all()
    assert (lesson.version, lesson.answers, lesson.is_used) == (1, 132, True)
    assert lessons.newest(session, space).answers == 130
    assert service.due(session, now=now + timedelta(days=1)) == []
    session.scalars(select(Introduction)).first().day = now.date()
    session.flush()
    assert service.due(session, now=now + timedelta(days=1)) == [space.id]
    assert service.due(session, now=now.replace(hour=2) + timedelta(days=1)) == [space.id]
    monkeypatch.setattr(service, "NIGHT_ENDS", 3)
    assert service.due(session, now=now.replace(hour=2) + timedelta(days=1)) == []


def test_answers_of_another_time_make_no_lesson_due(session, taught_space):
    space, people, now = taught_space
    later = now + timedelta(days=400)
    told = {"parts": {"mutual": 0.5}, "first_reply": YES}
    an_introduction(people[0], people[1], space, now=later - timedelta(days=1), **told)
    session.flush()

    assert service.due(session, now=later) == []


def test_two_processes_teach_one_lesson(session, taught_space):
    space, _people, now = taught_space
    first, second = (service.learned(session, space, now=now) for _ in range(2))

    assert [service.keep(session, first), service.keep(session, second)] == [True, False]


def test_readiness_is_counted_from_answers_before_the_lesson_alone(session, taught_space):
    space, people, now = taught_space
    service.keep(session, service.learned(session, space, now=now))
    ids = [person.id for person in people] + [0]
    before = service.in_use(session, space, ids)

    an_introduction(people[0], people[1], space, now=now, parts={}, first_reply=NO)
    again = service.in_use(session, space, ids)

    assert again == before
    gives = {one: before.tendencies[one][0] for one in ids}
    assert gives[0] == 0
    assert {one % 2 for one in ids if gives[one] > 0.3} == {1}
    assert {one % 2 for one in ids[:-1] if gives[one] < -0.3} == {0}


def test_the_room_is_matched_by_the_lesson_and_the_row_says_so(session, taught_space, now):
    space, _people, then = taught_space
    helper(space, now, "leases", wants="labels", industry="N-law")
    helper(space, now, "labels", wants="leases", industry="C-food")
    plain = matchmaking.look(session, space, now=now)

    service.keep(session, service.learned(session, space, now=then))
    learned = matchmaking.look(session, space, now=now)

    assert (plain.version, plain.lesson_version) == (matching.VERSION, None)
    assert (learned.version, learned.lesson_version) == (f"{matching.VERSION}, learned", 1)
    assert [match.worth for match in learned.matches] == [match.worth for match in plain.matches]


def test_a_lesson_that_is_no_better_has_no_say(session, taught_space):
    space, people, now = taught_space
    service.keep(session, service.learned(session, space, now=now))
    session.scalars(select(Lesson)).one().is_used = False
    session.flush()

    assert service.in_use(session, space, [people[0].id]) is None


@pytest.mark.parametrize(
    ("lesson", "words"),
    [
        (None, "not enough answers to learn from yet"),
        (
            {"is_used": True, "loss": 0.6},
            "about 310 answers; foretells a yes 4 % better than without. In use.",
        ),
        ({"is_used": False, "loss": 0.7}, "not better than without yet, so it is not used"),
    ],
)
def test_a_host_sees_whether_learning_helps(session, sign_in, now, lesson, words):
    space = a_space(slug="harbour")
    host = a_host_of(space)
    if lesson:
        row = {"version": 1, "day": now.date(), "taught_at": now, "answers": 312}
        more = {"matching_version": matching.VERSION, "loss_without": 0.625, "terms": {}}
        session.add(Lesson(space_id=space.id, **row, **more, **lesson))
    session.commit()

    assert words in sign_in(host).get("/spaces/harbour/desk/introductions").text
