"""The demo space has learned something, and it was the code of every night that found it out."""

from sqlalchemy import func, select

from app.seed import lessons as seed
from app.services.introductions import lessons
from models import Encounter, Introduction, Lesson, Space


def test_the_demo_tells_how_much_better_it_foretells_and_uses_it(demo, now):
    space = demo.scalars(select(Space)).one()
    noted = select(func.count()).where(Introduction.parts.is_not(None))
    before = demo.scalar(noted)

    taught = [seed.teach(demo, now=now) for _ in range(2)]

    told = lessons.newest(demo, space)
    assert (before, taught) == (0, [True, False])
    assert demo.scalar(noted) > 100
    assert (told.is_used, told.answers >= 100, told.better >= 3) == (True, True, True)
    assert demo.scalar(select(func.count()).select_from(Lesson)) == 1


def test_nobody_of_the_demo_is_introduced_to_whom_they_have_met(demo):
    again = select(func.count()).where(
        Introduction.first_id == Encounter.first_id,
        Introduction.second_id == Encounter.second_id,
        Encounter.day < Introduction.day,
    )

    assert demo.scalar(again) == 0
