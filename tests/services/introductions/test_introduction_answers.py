import pytest
from sqlalchemy import select

from app.services.introductions import introductions
from models import Introduction, Reply
from tests.factories import a_member_of, a_space, a_visit, an_introduction


@pytest.mark.parametrize("no", [Reply.NOT_NOW, Reply.NEVER])
@pytest.mark.parametrize("yes_comes", ["first", "last"])
def test_a_yes_and_a_no_are_no_agreement_whichever_comes_first(session, now, yes_comes, no):
    space = a_space()
    ana, bo = a_member_of(space, "Ana"), a_member_of(space, "Bo")
    for person in (ana, bo):
        a_visit(person, space, now=now)
    introduction = an_introduction(ana, bo, space, now=now)

    said = (Reply.YES, no) if yes_comes == "first" else (no, Reply.YES)
    for person, reply in zip((ana, bo), said, strict=True):
        introductions.answer(session, introduction.id, by=person.id, reply=reply, now=now)

    assert session.scalars(select(Introduction.agreed_at)).all() == [None]
