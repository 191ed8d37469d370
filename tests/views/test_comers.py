"""Who comes and who leaves while an evening runs."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models import Attendee, Block, Member, Round, Rsvp
from tests import evenings as nights
from tests.factories import an_attendee

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def act(host, what, **fields):
    return host.submit(f"{host.at}/{what}", **fields)


def test_whoever_comes_or_leaves_is_planned_in_at_once(session, host, night):
    late = an_attendee(night.mixer, name="Gerda Late")
    session.commit()
    assert "Gerda Late" not in host.get(f"{host.at}/run").text  # asked, and has not answered
    act(host, "plan")
    act(host, "run/begin", number=1)
    act(host, f"run/left/{night.people[0].id}")
    act(host, f"run/came/{late.id}")

    seats = nights.seats_of(session, night)
    assert night.people[0].id in seats[1]
    assert set(seats[2]) == {one.id for one in night.people[1:]} | {late.id}
    page = host.get(f"{host.at}/run").text
    assert f"Gerda Late sits at table {seats[2][late.id]} in round 2." in page
    twice = act(host, f"run/came/{late.id}")
    assert twice.status_code == 302


def test_of_whoever_comes_back_to_their_chair_a_host_reads_where_it_is(session, host, night):
    act(host, "plan")
    act(host, "run/begin", number=1)
    gone = night.people[0].id

    said = []
    for number in (1, 2):
        seats = nights.seats_of(session, night)
        act(host, f"run/left/{gone}")
        act(host, f"run/came/{gone}")
        said.append((host.get(f"{host.at}/run").text, seats))
        act(host, "run/end", number=number)
        act(host, "run/begin", number=2)

    (first, seats), (last, after) = said
    words = "Person A sits at table"
    assert f"{words} {seats[1][gone]} now, in round 2 at table {seats[2][gone]}." in first
    assert f"{words} {after[2][gone]} now." in last


def test_a_host_reads_that_a_round_was_too_short_to_meet_anybody(session, host, night):
    act(host, "plan")
    act(host, "run/begin", number=1)
    told = [host.get(f"{host.at}/run").text]
    act(host, "run/end", number=1)
    told.append(host.get(f"{host.at}/run").text)
    begun = session.scalars(select(Round).where(Round.number == 1)).one()
    begun.started_at -= timedelta(minutes=4)
    session.commit()
    told.append(host.get(f"{host.at}/run").text)

    assert ["Round 1 was so short" in page for page in told] == [False, True, False]


def test_the_next_round_stands_before_those_who_may_still_come(session, host, night):
    late = an_attendee(night.mixer, name="Gerda Late", reply=Rsvp.GOING)
    session.commit()
    act(host, "plan")
    act(host, "run/begin", number=1)

    page = host.get(f"{host.at}/run").text

    parts = re.findall(r'<section class="section" aria-labelledby="(\w+)"', page)
    assert (parts, late.name in page) == (["next", "missing", "here"], True)


def test_a_guest_on_the_spot_has_a_table_in_the_next_round(session, host, night):
    act(host, "plan")
    act(host, "run/begin", number=1)

    nameless = act(host, "run/guests", guest_name="", company="Low & Co", industry="")
    assert (nameless.status_code, "Low &amp; Co" in nameless.text) == (400, True)
    act(host, "run/guests", guest_name="Kit Low", company="", industry="")

    kit = session.scalars(select(Attendee.id).where(Attendee.name == "Kit Low")).one()
    seats = nights.seats_of(session, night)
    assert (kit in seats[1], kit in seats[2]) == (False, True)
    assert "Kit Low" in host.get(f"{host.at}/run").text


def test_a_host_reads_who_must_go_to_another_table_than_they_were_told(session, host, night):
    act(host, "plan")
    act(host, "run/begin", number=1)
    act(host, f"run/left/{night.people[0].id}")
    running = host.get(f"{host.at}/run").text
    act(host, "run/end", number=1)
    # Whatever changed while round 1 was played, nobody had been told of round 2 before.
    assert "than they were told" not in host.get(f"{host.at}/run").text
    told = nights.seats_of(session, night)[2]
    act(host, f"run/left/{night.people[1].id}")
    moving = host.get(f"{host.at}/run").text
    now = nights.seats_of(session, night)[2]

    names = {one.id: f"Person {chr(65 + place)}" for place, one in enumerate(night.people)}
    moved = [name for one, name in names.items() if one in now and now[one] != told[one]]
    said = re.search(r"told:\s*<p>(.*?)</p>", moving, re.DOTALL)
    assert "Planned anew, from round 2 on." in running
    assert "Nobody has to go to another table" in moving if not moved else said
    assert all(name in said.group(1) for name in moved)


def test_after_the_last_round_nothing_is_left_on_the_page_but_to_end_the_evening(host, night):
    act(host, "plan")
    told = []
    for number in (1, 2):
        act(host, "run/begin", number=number)
        act(host, "run/end", number=number)
        page = host.get(f"{host.at}/run").text
        told.append(("Has left" in page, "End the evening" in page, "End it" in page))

    assert told == [(True, True, True), (False, True, False)]


def test_the_evening_is_not_ended_early_by_a_slip_of_the_thumb(session, host, night):
    act(host, "plan")
    act(host, "run/begin", number=1)

    page = host.get(f"{host.at}/run").text

    folded = re.search(r"<details>(.*?)</details>", page, re.DOTALL).group(1)
    assert "there is no way back. All who had time to talk find each other" in folded
    assert page.count(f"{host.at}/run/finish") == folded.count(f"{host.at}/run/finish") == 1


def test_a_round_seats_those_who_came_though_more_were_planned(session, host, night):
    night.people[7].arrived_at = None
    session.commit()
    act(host, "plan")
    planned = len(nights.seats_of(session, night)[1])

    act(host, "run/begin", number=1)

    assert planned == 8
    assert len(nights.seats_of(session, night)[1]) == 7


def test_where_nobody_is_noted_at_the_door_all_who_said_yes_are_taken_as_there(
    session, host, night
):
    for one in night.people:
        one.arrived_at = None
    session.commit()

    act(host, "run/begin", number=1)

    assert len(nights.seats_of(session, night)[1]) == 8


def test_nobody_alone_can_begin(session, host, night):
    for one in night.people[1:]:
        one.left_at = night.mixer.starts_at
    session.commit()

    act(host, "run/begin", number=1)

    assert "Two people make the smallest table" in host.get(f"{host.at}/run").text
    assert session.scalars(select(Round.id)).all() == []


def test_who_has_blocked_somebody_since_the_plan_was_made_does_not_sit_with_them(
    session, host, night, now
):
    act(host, "plan")
    act(host, "run/begin", number=1)
    act(host, "run/end", number=1)
    planned = nights.seats_of(session, night)
    one, other = _two_at_a_table(night, planned[2])
    session.add(Block(member_id=one.member_id, other_id=other.member_id, at=now))
    session.commit()

    act(host, "run/begin", number=2)

    seats = nights.seats_of(session, night)
    assert seats[1] == planned[1]
    assert seats[2].get(one.id) != seats[2].get(other.id)


def _two_at_a_table(night, seats):
    first = night.people[0]
    return first, next(one for one in night.people[1:] if seats[one.id] == seats[first.id])


@pytest.mark.parametrize("reply", [Rsvp.WAITING, Rsvp.NOT_GOING])
def test_whoever_waited_or_thought_better_of_it_has_a_place_once_noted(session, host, night, reply):
    first = night.mixer.starts_at
    ana = night.people[0]
    ana.reply = reply
    ana.arrived_at, ana.left_at = (None, None) if reply is Rsvp.WAITING else (first, first)
    session.commit()

    act(host, f"run/came/{ana.id}")

    session.refresh(ana)
    assert (ana.reply, ana.is_there) == (Rsvp.GOING, True)
    assert f"on-list-{ana.id}" in host.get(f"{host.at}/door").text


def test_whoever_says_on_the_phone_that_they_go_is_planned_out_at_once(
    session, host, night, sign_in
):
    act(host, "plan")
    act(host, "run/begin", number=1)
    ana = night.people[0]
    phone = sign_in(session.get(Member, ana.member_id, options=[joinedload(Member.profile)]))
    found = []
    for what in ("decline", "come"):
        phone.submit(f"{host.at}/{what}", _from=host.at)
        found.append(nights.seats_of(session, night)[2])
    phone.submit(f"{host.at}/decline", _from=host.at)
    session.refresh(ana)
    ana.left_at -= timedelta(minutes=5)
    session.commit()
    phone.submit(f"{host.at}/come", _from=host.at)
    page = phone.get(host.at).text

    assert [ana.id in seats for seats in found] == [False, True]
    assert ana.id not in nights.seats_of(session, night)[2]
    assert "Tell your host at the door when you are back." in page


def test_who_waits_for_a_place_is_not_told_as_missing(session, host, night):
    act(host, f"run/left/{night.people[0].id}")
    an_attendee(night.mixer, name="Wanda Waits", reply=Rsvp.WAITING)
    an_attendee(night.mixer, name="Mo Missing", reply=Rsvp.GOING)
    session.commit()

    page = " ".join(host.get(f"{host.at}/run").text.split())

    assert "7 here, 1 still missing." in page
    missing, waiting = page.index("Not here yet</h2>"), page.index("On the waiting list</h2>")
    assert missing < page.index("Mo Missing") < waiting < page.index("Wanda Waits")
