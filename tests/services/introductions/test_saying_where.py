import pytest

from app.services.introductions import introductions
from models import Reply
from tests.factories import a_member_of, a_space, a_visit, a_zone, an_introduction
from tests.standing import standing


@pytest.mark.parametrize(
    ("has_zones", "sits", "is_listed", "is_asked"),
    [
        (True, False, True, True),
        (True, True, True, False),
        (True, False, False, False),
        (False, False, True, False),
    ],
)
def test_whoever_has_not_said_where_they_sit_is_led_there_once_both_agree(
    session, now, has_zones, sits, is_listed, is_asked
):
    space = a_space()
    zone = a_zone(space) if has_zones else None
    ana, bo = a_member_of(space, "Ana"), a_member_of(space, "Bo")
    visit, _other = (a_visit(person, space, now=now) for person in (ana, bo))
    introduction = an_introduction(ana, bo, space, now=now)
    visit.zone_id = zone.id if sits else None
    session.flush()

    def card():
        return introductions.cards_for(session, standing(session, ana, space))[0].may_say_where

    before = card()
    for person in (ana, bo):
        introductions.answer(session, introduction.id, by=person.id, reply=Reply.YES, now=now)
    visit.is_listed = is_listed
    session.flush()

    assert (before, card()) == (False, is_asked)
