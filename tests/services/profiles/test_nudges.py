"""The one thing that would help most, one at a time."""

from datetime import date, timedelta

from app.services.profiles import nudges
from app.services.profiles.nudges import Nudge
from app.services.profiles.portraits import Asked, Offered, Portrait
from models import AskKind

TODAY = date(2026, 3, 3)


def a_portrait(**told):
    empty = dict.fromkeys(
        ("pronunciation", "pronouns", "headline", "bio", "working_on", "industry", "company"), ""
    )
    return Portrait(
        **{"id": 1, "name": "Ana", "way_of_working": None, "photo": None} | empty | told
    )


def an_asked(days_left):
    return Asked(
        id=1, kind=AskKind.OTHER, words="Help", expires_on=TODAY + timedelta(days=days_left)
    )


def test_a_profile_grows_by_one_thing_after_the_other():
    steps = [
        ({}, Nudge.START),
        ({"headline": "I bake"}, Nudge.OFFER),
        ({"offers": [Offered(id=1, words="Bread")]}, Nudge.ASK),
        ({"asks": [an_asked(0)]}, Nudge.WORK),
        ({"industry": "C-food"}, Nudge.PHOTO),
        ({"photo": "stem"}, Nudge.TAGS),
        ({"offers": [Offered(id=1, words="Bread", skills=("baking",))]}, Nudge.WORKING_ON),
        ({"working_on": "A stall"}, None),
        ({"asks": [an_asked(5), an_asked(-1)]}, Nudge.RENEW),
    ]
    told, said = {}, []
    for more, _nudge in steps:
        told |= more
        said.append(nudges.next_for(a_portrait(**told), today=TODAY))

    assert said == [nudge for _more, nudge in steps]
