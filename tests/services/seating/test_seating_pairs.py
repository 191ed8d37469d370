"""Where people meet in pairs, two who have no seat are offered a table of their own."""

from datetime import timedelta

import pytest

from app.services.errors import Conflict
from app.services.evenings import evenings
from app.services.mixers import doors, rounds
from app.services.mixers.doors import Mark
from app.services.seating import seating_chairs
from app.services.seating.seating_chairs import NoChair
from models import Block, SeatingWish, TableHost, WishKind
from tests import evenings as nights

SOON = timedelta(minutes=2)


@pytest.fixture
def night(session, now):
    """Four people who meet in pairs, in the first of two rounds."""
    return nights.a_running_night(session, now, people=4, size=2)


def chairs(session, night, now):
    stage = evenings.stage(session, night.mixer.id, now=now)
    return seating_chairs.chairs(session, night.mixer, night.space, stage, now=now)


def two(night, now, **other):
    yan = {"company": "Other & Co"} | other
    return nights.a_latecomer(night, now), nights.a_latecomer(night, now, "Yan Late", **yan)


def test_two_who_come_late_meet_each_other_by_one_tap(session, night, now):
    zoe, yan = two(night, now)
    seen = chairs(session, night, now + SOON)

    for _press in range(2):
        nights.sit(session, night, zoe, 3, partner=yan, now=now + SOON)

    assert [(one, seen[one].table, seen[one].partner) for one in seen] == [
        (zoe.id, 3, yan.id),
        (yan.id, 3, zoe.id),
    ]
    assert [seen[one].called for one in seen] == ["Yan Late", "Zoe Late"]
    found = nights.seats(session, night)[1]
    assert (found[zoe.id], found[yan.id]) == (3, 3)
    assert chairs(session, night, now + SOON) == {}
    rounds.finish(session, night.mixer, night.space, now=now + timedelta(minutes=10))
    assert tuple(sorted((zoe.member_id, yan.member_id))) in nights.met(session)


def test_whoever_sits_out_has_company_as_soon_as_somebody_comes(session, now):
    night = nights.a_running_night(session, now, people=5, size=2)
    (out,) = (one for one in night.people if one.id not in nights.seats(session, night)[1])
    alone = chairs(session, night, now + SOON)
    late = nights.a_latecomer(night, now)

    seen = chairs(session, night, now + SOON)

    assert alone == {out.id: None}
    assert {one: chair.partner for one, chair in seen.items()} == {out.id: late.id, late.id: out.id}


def test_a_chair_beside_somebody_who_was_left_alone_comes_first(session, night, now):
    zoe, yan = two(night, now)
    gone = night.people[0]
    table = nights.seats(session, night)[1][gone.id]
    doors.mark(session, night.mixer, gone.id, Mark.LEFT, now=now)

    assert nights.offered(session, night, now + SOON) == {zoe.id: table, yan.id: table}
    nights.sit(session, night, zoe, table, now=now + SOON)
    assert nights.offered(session, night, now + SOON) == {yan.id: None}


@pytest.mark.parametrize("why", ["colleague", "blocked", "apart", "host", "together"])
def test_two_who_may_not_sit_together_are_not_offered_it(session, night, now, why):
    zoe, yan = two(night, now, **({"company": "Late & Co"} if why == "colleague" else {}))
    if why == "blocked":
        session.add(Block(member_id=yan.member_id, other_id=zoe.member_id, at=now))
    if why == "apart":
        session.add(SeatingWish(first_id=zoe.id, second_id=yan.id, kind=WishKind.APART))
    if why == "host":
        session.add(TableHost(attendee_id=yan.id, table_number=2))
    if why == "together":
        first = night.people[0].id
        session.add(SeatingWish(first_id=first, second_id=yan.id, kind=WishKind.TOGETHER))
    session.flush()

    assert nights.offered(session, night, now + SOON) == {zoe.id: None, yan.id: None}
    with pytest.raises(NoChair):
        nights.sit(session, night, zoe, 3, partner=yan, now=now + SOON)


def test_of_three_the_two_who_know_each_other_least_sit_down(session, night, now):
    zoe, yan = two(night, now)
    xan = nights.a_latecomer(night, now, "Xan Late", company="Other & Co")

    seen = chairs(session, night, now + SOON)

    assert seen[zoe.id].partner in {yan.id, xan.id}
    assert [seen[yan.id], seen[xan.id]].count(None) == 1


def test_what_is_not_so_any_more_is_refused(session, night, now):
    zoe, yan = two(night, now)
    xan = nights.a_latecomer(night, now, "Xan Late", company="Third & Co")
    with pytest.raises(Conflict):
        nights.sit(session, night, xan, 3, partner=xan, now=now + SOON)
    nights.sit(session, night, zoe, 3, partner=yan, now=now + SOON)

    for other, table, error in ((yan, 4, Conflict), (yan, 3, NoChair), (zoe, 4, Conflict)):
        with pytest.raises(error):
            nights.sit(session, night, xan, table, partner=other, now=now + SOON)
    assert xan.id not in nights.seats(session, night)[1]


def test_larger_tables_are_not_opened_for_two(session, now):
    night = nights.a_running_night(session, now, people=8)
    zoe, yan = two(night, now)

    assert nights.offered(session, night, now + SOON) == {zoe.id: None, yan.id: None}
