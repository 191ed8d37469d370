"""What a host sets for a space, also when two hosts set it at once."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import select

from app.services import marks, opening, spaces
from app.services.errors import Conflict, NotFound, Refused
from models import OpeningHours, Space, Zone
from tests.at_once import at_once
from tests.factories import a_host_of, a_member_of, a_space, a_visit, a_zone
from tests.second_steps import with_phone

NINE, SIX = time(9), time(18)


@pytest.fixture
def space(session):
    return a_space(name="Loft")


def change_rules(session, space, now, *, shown=None, by=0, **wanted):
    standing = spaces.rules_of(space)
    mark = marks.mark_of(shown or standing)
    spaces.change_rules(session, space, to=replace(standing, **wanted), shown=mark, by=by, now=now)


def test_rules_are_set_as_typed_but_clean(session, space, now):
    change_rules(
        session,
        space,
        now,
        name="  The\tLoft ",
        welcome="Hello.\r\n\r\n\r\nCoffee is left.",
        time_zone="Europe/Lisbon",
        introductions_per_day=3,
        cooling_days=30,
        retention_days=7,
    )
    session.commit()
    session.expire_all()

    assert spaces.rules_of(space) == spaces.Rules(
        name="The Loft",
        address="",
        welcome="Hello.\n\nCoffee is left.",
        time_zone="Europe/Lisbon",
        introductions_per_day=3,
        cooling_days=30,
        retention_days=7,
        asks_second_factor=False,
    )


def test_a_second_step_is_asked_of_hosts_only_by_one_who_has_it(session, space, now):
    host = a_host_of(space)

    with pytest.raises(spaces.Unprotected):
        change_rules(session, space, now, by=host.id, asks_second_factor=True)
    with_phone(session, host)
    change_rules(session, space, now, by=host.id, asks_second_factor=True)
    session.flush()

    assert spaces.rules_of(space).asks_second_factor
    # Any host may change other rules, and take it back.
    change_rules(session, space, now, by=0, cooling_days=30)
    session.flush()
    change_rules(session, space, now, by=0, asks_second_factor=False)


@pytest.mark.parametrize(
    "wanted",
    [
        {"name": " "},
        {"name": "n" * 121},
        {"address": "a" * 201},
        {"welcome": "w" * 2001},
        {"time_zone": "Mars/Olympus"},
        {"introductions_per_day": 4},
        {"introductions_per_day": -1},
        {"cooling_days": 6},
        {"cooling_days": 731},
        {"retention_days": 0},
        {"retention_days": 366},
    ],
)
def test_rules_out_of_bounds_are_refused(session, space, now, wanted):
    before = spaces.rules_of(space)

    with pytest.raises(Refused):
        change_rules(session, space, now, **wanted)

    assert spaces.rules_of(space) == before


def test_what_another_host_has_set_meanwhile_is_not_overwritten_unseen(session, space, now):
    shown = spaces.rules_of(space)
    change_rules(session, space, now, cooling_days=30)
    session.commit()

    with pytest.raises(Conflict):
        change_rules(session, space, now, shown=shown, retention_days=7)
    # The same form sent twice is no conflict.
    change_rules(session, space, now, shown=shown)

    assert spaces.rules_of(space) == replace(shown, cooling_days=30)


def test_of_two_hosts_who_save_at_once_one_is_told(database_url, session, space, now):
    session.commit()
    shown = spaces.rules_of(space)

    def saving(days):
        def save(own):
            there = own.get(Space, space.id)
            change_rules(own, there, now, shown=shown, cooling_days=days)

        return save

    assert at_once(database_url, saving(30), saving(60)) == ["Conflict", "done"]


def names(session, space):
    return [zone.name for zone in spaces.zones_of(session, space)]


def test_zones_stand_in_the_order_in_which_the_host_puts_them(session, space):
    for name in ("Roof", " Big  table", "Quiet room"):
        spaces.add_zone(session, space, name=name)
    quiet = spaces.zones_of(session, space)[2]

    spaces.move_zone(session, space, quiet.id, to=0)
    spaces.move_zone(session, space, quiet.id, to=0)
    assert names(session, space) == ["Quiet room", "Roof", "Big table"]
    spaces.move_zone(session, space, quiet.id, to=49)

    assert names(session, space) == ["Roof", "Big table", "Quiet room"]


def test_a_zone_is_added_once_in_whatever_capitals(database_url, session, space):
    session.commit()

    def adding(name):
        return lambda own: spaces.add_zone(own, own.get(Space, space.id), name=name)

    assert at_once(database_url, *map(adding, ("Roof", "ROOF", "roof"))) == ["done"] * 3
    assert len(names(session, space)) == 1


def test_a_zone_keeps_its_own_name_and_takes_no_other_ones(session, space):
    roof, table = a_zone(space, name="Roof"), a_zone(space, name="Table")

    spaces.rename_zone(session, space, roof.id, name="ROOF")
    with pytest.raises(Refused) as refusal:
        spaces.rename_zone(session, space, table.id, name="roof")

    assert (refusal.value.message, table.name) == ("There is a zone “ROOF” already.", "Table")


@pytest.mark.parametrize("name", ["", "…", "z" * 61])
def test_a_zone_needs_a_name_that_fits(session, space, name):
    with pytest.raises(Refused):
        spaces.add_zone(session, space, name=name)


def test_there_is_an_end_to_zones(session, space):
    for _ in range(spaces.MOST_ZONES):
        a_zone(space)

    with pytest.raises(Refused):
        spaces.add_zone(session, space, name="One more")


def test_a_zone_closes_once_and_opens_again(session, space, now):
    roof = a_zone(space)

    spaces.close_zone(session, space, roof.id, now=now)
    spaces.close_zone(session, space, roof.id, now=now + timedelta(hours=1))
    assert roof.closed_at == now
    spaces.reopen_zone(session, space, roof.id)

    assert roof.closed_at is None


def test_a_zone_of_another_space_is_not_there(session, space, now):
    elsewhere = a_zone(a_space(), name="Theirs")

    for doing in (
        lambda: spaces.rename_zone(session, space, elsewhere.id, name="Mine"),
        lambda: spaces.move_zone(session, space, elsewhere.id, to=0),
        lambda: spaces.close_zone(session, space, elsewhere.id, now=now),
        lambda: spaces.reopen_zone(session, space, elsewhere.id),
    ):
        with pytest.raises(NotFound):
            doing()
    assert session.execute(select(Zone.name, Zone.closed_at)).all() == [("Theirs", None)]


def change_hours(session, space, now, to, *, shown=None):
    mark = marks.mark_of(opening.hours_of(session, space) if shown is None else shown)
    spaces.change_hours(session, space, to=to, shown=mark, now=now)
    session.flush()


def test_days_are_opened_changed_and_closed(session, space, now):
    change_hours(session, space, now, {0: (NINE, SIX), 6: (NINE, SIX)})
    change_hours(session, space, now, {0: (time(8), SIX), 1: (NINE, SIX)})

    kept = select(OpeningHours.weekday, OpeningHours.opens, OpeningHours.closes)
    assert session.execute(kept.order_by(OpeningHours.weekday)).all() == [
        (0, time(8), SIX),
        (1, NINE, SIX),
    ]


def test_a_night_ends_on_the_next_day(session, space, now):
    visit = a_visit(a_member_of(space), space, now=now)
    session.commit()

    change_hours(session, space, now, {1: (SIX, time(2))})
    session.refresh(visit)
    assert visit.closes_at == datetime(2026, 3, 4, 2, tzinfo=UTC)


def test_hours_set_meanwhile_are_not_overwritten_unseen(session, space, now):
    change_hours(session, space, now, {0: (NINE, SIX)})

    with pytest.raises(Conflict):
        change_hours(session, space, now, {1: (NINE, SIX)}, shown={})
    change_hours(session, space, now, {0: (NINE, SIX)}, shown={})

    assert opening.hours_of(session, space) == {0: (NINE, SIX)}


def test_who_is_in_may_stay_until_the_new_closing_time(session, space, now):
    visit = a_visit(a_member_of(space), space, now=now)
    over = a_visit(a_member_of(space), space, now=now, closes_at=now - timedelta(minutes=1))
    session.commit()

    change_hours(session, space, now, {1: (NINE, time(15))})
    session.expire_all()
    assert visit.closes_at == datetime(2026, 3, 3, 15, tzinfo=UTC)
    change_rules(session, space, now, time_zone="Europe/Berlin")
    session.flush()
    session.expire_all()

    assert visit.closes_at == datetime(2026, 3, 3, 14, tzinfo=UTC)
    assert over.closes_at == now - timedelta(minutes=1)
