"""What a card says where no reason gives two people anything to talk about."""

from datetime import UTC, datetime

import pytest

from app.services import correspondence
from app.services.letters import Errand
from models import LetterKind, Reply
from tests.factories import a_member_of, a_space, a_visit, an_introduction

AGREED = {"first_reply": Reply.YES, "second_reply": Reply.YES}
FIELDS = {"kind": "industries", "words": ["C-food", "K-software"]}
LIKES = {"kind": "shared_interest", "words": ["chess"]}
LINE = "works on this now: “<bdi>A shipyard with two heirs</bdi>”."


@pytest.fixture
def now():
    """Pages take the clock as it is."""
    return datetime.now(UTC)


@pytest.fixture
def two(session, now):
    """Give Ana and Bo, who are in the same space, and the space."""
    space = a_space(slug="harbour")
    bo = a_member_of(space, "Bo Lind", profile={"working_on": "A shipyard with two heirs"})
    ana = a_member_of(space, "Ana Silva")
    for person in (ana, bo):
        a_visit(person, space, now=now)
    return ana, bo, space


@pytest.mark.parametrize("replies", [{}, AGREED], ids=["asked", "agreed"])
@pytest.mark.parametrize(("reason", "is_told"), [(FIELDS, True), (LIKES, False)])
def test_what_the_other_works_on_is_told_where_the_reasons_say_little(
    two, sign_in, now, replies, reason, is_told
):
    ana, bo, space = two
    reason = reason | {"who": ana.id, "other": bo.id}
    an_introduction(ana, bo, space, now=now, reasons=[reason], **replies)

    pages = [sign_in(who).get("/spaces/harbour/introductions").text for who in (ana, bo)]

    assert [LINE in page for page in pages] == [is_told, False]
    assert ["this now" in page for page in pages] == [is_told, False]
    assert ["how that came about" in page for page in pages] == [is_told, False]


@pytest.mark.parametrize(("reason", "told"), [(FIELDS, "A shipyard with two heirs"), (LIKES, "")])
def test_a_letter_tells_the_same(session, two, now, reason, told):
    ana, bo, space = two
    reason = reason | {"who": ana.id, "other": bo.id}
    made = an_introduction(ana, bo, space, now=now, reasons=[reason])
    session.flush()

    errand = Errand(1, LetterKind.PROPOSED, ana.id, made.id, "message", 1)
    facts = correspondence.facts_for(session, errand, key="", now=now)

    assert [doing for _who, _reasons, doing in facts["why"]] == [told]
