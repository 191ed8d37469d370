"""People who could help each other, and whom the matching pairs."""

from app.services.matchmaking import matchmaking
from tests.factories import a_member_of, a_visit, an_ask, an_offer


def helper(space, now, subject, *, wants, industry, visit=None, **membership):
    """Somebody who is in, can help with one subject and looks for another."""
    person = a_member_of(space, profile={"industry": industry}, **membership)
    an_offer(person, f"Advice on {subject}", skills=[subject])
    an_ask(person, f"Advice on {wants}", skills=[wants])
    a_visit(person, space, now=now, **(visit or {}))
    return person


def pairs(session, space, now):
    return [(m.first_id, m.second_id) for m in matchmaking.todays(session, space, now=now)]
