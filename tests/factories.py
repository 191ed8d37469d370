"""Rows for tests, each believable on its own; name only what the test is about."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations

from models import (
    Ask,
    AskKind,
    Attendee,
    Encounter,
    Introduction,
    Invitation,
    Member,
    Membership,
    Mixer,
    Offer,
    OpeningHours,
    Profile,
    Role,
    Skill,
    Space,
    Trio,
    Via,
    Visit,
    VisitSource,
    Zone,
)

LONG_AGO = datetime(2025, 1, 1, 9, 0, tzinfo=UTC)

_state = {"session": None, "count": 0}


def use(session):
    """Let the factories add their rows to this session."""
    _state.update(session=session, count=0)


def _next():
    _state["count"] += 1
    return _state["count"]


def _add(row):
    _state["session"].add(row)
    _state["session"].flush()
    return row


def a_space(**given):
    """A space in UTC, so that its day is the clock's day unless a test says otherwise."""
    n = _next()
    return _add(
        Space(
            **{
                "slug": f"space-{n}",
                "name": f"Space {n}",
                "time_zone": "UTC",
                "created_at": LONG_AGO,
            }
            | given
        )
    )


def an_open_space(*, opens, closes):
    """A space in UTC that is open between these hours, every day; 0 and 0 are all day long."""
    space = a_space()
    for day in range(7):
        _add(OpeningHours(space_id=space.id, weekday=day, opens=time(opens), closes=time(closes)))
    return space


def a_zone(space, **given):
    return _add(Zone(**{"space_id": space.id, "name": f"Zone {_next()}"} | given))


def a_member(name=None, *, profile=None, **given):
    """A person who has claimed their profile; in no space yet."""
    n = _next()
    member = Member(
        **{"email": f"person{n}@example.org", "created_at": LONG_AGO, "claimed_at": LONG_AGO}
        | given
    )
    member.profile = Profile(**{"name": name or f"Person {n}"} | (profile or {}))
    return _add(member)


def a_membership(member, space, **given):
    """Tie a member to a space, listed and willing to be introduced."""
    membership = Membership(
        **{
            "space_id": space.id,
            "member_id": member.id,
            "is_listed": True,
            "wants_introductions": True,
            "joined_at": LONG_AGO,
            "welcomed_at": LONG_AGO,
            "starts_on": date(2025, 1, 1),
            "created_at": LONG_AGO,
        }
        | given
    )
    membership.space, membership.member = space, member
    return _add(membership)


def a_member_of(space, name=None, *, profile=None, **membership):
    """A person in a space, listed and willing to be introduced."""
    member = a_member(name, profile=profile)
    a_membership(member, space, **membership)
    return member


def a_host_of(space, name=None):
    return a_member_of(space, name, role=Role.HOST)


def a_visit(member, space, *, now, **given):
    """A listed, open stay that began an hour before `now`."""
    start = given.get("checked_in_at", now - timedelta(hours=1))
    return _add(
        Visit(
            **{
                "member_id": member.id,
                "space_id": space.id,
                "day": space.today(start),
                "source": VisitSource.SELF,
                "is_listed": True,
                "checked_in_at": start,
                "closes_at": now + timedelta(hours=6),
                "changed_at": start,
            }
            | given
        )
    )


def an_offer(member, words="Bookkeeping for small firms", skills=(), **given):
    return _add(
        Offer(
            **{
                "member_id": member.id,
                "words": words,
                "created_at": LONG_AGO,
                "skills": [a_skill(name) for name in skills],
            }
            | given
        )
    )


def an_ask(member, words="Somebody to read my contracts", skills=(), **given):
    return _add(
        Ask(
            **{
                "member_id": member.id,
                "words": words,
                "kind": AskKind.SUPPLIER,
                "created_at": LONG_AGO,
                "expires_on": date(2030, 1, 1),
                "skills": [a_skill(name) for name in skills],
            }
            | given
        )
    )


def a_skill(name, **given):
    key = Skill.key_of(name)
    known = _state["session"].query(Skill).filter_by(key=key).one_or_none()
    return known or _add(Skill(**{"name": name, "key": key} | given))


def an_introduction(one, other, space, *, now, **given):
    """Two people proposed to each other on the day of `now`; `one` need not come first."""
    first, second = sorted((one, other), key=lambda member: member.id)
    return _add(
        Introduction(
            **{
                "space_id": space.id,
                "day": space.today(now),
                "first_id": first.id,
                "second_id": second.id,
                "worth": 0.5,
                "reasons": [],
                "proposed_at": now,
            }
            | given
        )
    )


def a_trio(people, space, *, now, **given):
    """Three people proposed to each other today: their introductions, the first two's first."""
    trio = _add(Trio(space_id=space.id))
    pairs = combinations(sorted(people, key=lambda member: member.id), 2)
    return [an_introduction(*pair, space, now=now, trio_id=trio.id, **given) for pair in pairs]


def an_encounter(one, other, space, *, now, **given):
    first, second = sorted((one, other), key=lambda member: member.id)
    return _add(
        Encounter(
            **{
                "space_id": space.id,
                "first_id": first.id,
                "second_id": second.id,
                "day": space.today(now),
                "via": Via.INTRODUCTION,
                "created_at": now,
            }
            | given
        )
    )


def an_invitation(membership, *, now, **given):
    return _add(
        Invitation(
            **{
                "membership_id": membership.id,
                "nonce": f"nonce-{_next()}",
                "created_at": now,
                "expires_at": now + timedelta(days=14),
            }
            | given
        )
    )


def a_mixer(space, *, now, **given):
    return _add(
        Mixer(
            **{
                "space_id": space.id,
                "title": f"Mixer {_next()}",
                "starts_at": now + timedelta(days=3),
                "ends_at": now + timedelta(days=3, hours=2),
                "created_at": now,
            }
            | given
        )
    )


def an_attendee(mixer, member=None, **given):
    """A member who is asked to a mixer, or a guest by name."""
    who = {"name": f"Guest {_next()}"} if member is None else {"member_id": member.id}
    return _add(Attendee(**{"mixer_id": mixer.id, "created_at": mixer.created_at} | who | given))
