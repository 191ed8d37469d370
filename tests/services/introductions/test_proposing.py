from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.services.introductions import introductions
from models import Introduction, Letter, LetterKind, Space
from tests.factories import a_member_of, a_space, a_visit, an_ask, an_offer


def helpers(space, now, *, count=2, **membership):
    """People in different trades who could help each other in turn."""
    trades = ["K-software", "C-food", "N-law", "S-arts", "F", "N-design"]
    people = [
        a_member_of(
            space,
            f"Helper {n}",
            profile={"industry": trades[n % len(trades)], "headline": f"Trade {n}"},
            **membership,
        )
        for n in range(count)
    ]
    for n, person in enumerate(people):
        an_offer(person, f"Advice on subject {n}", skills=[f"subject {n}"])
        an_ask(
            person, f"Advice on subject {(n + 1) % count}", skills=[f"subject {(n + 1) % count}"]
        )
        a_visit(person, space, now=now)
    return people


def letters_noted(session):
    rows = session.execute(select(Letter.kind, Letter.member_id).order_by(Letter.member_id))
    return [tuple(row) for row in rows]


def test_people_who_can_help_each_other_are_proposed_once(session, now):
    space = a_space()
    ana, bo = helpers(space, now, wants_mail=True)

    made = introductions.propose(session, space, now=now)
    again = introductions.propose(session, space, now=now)

    assert [(row.first_id, row.second_id, row.day) for row in made] == [
        (ana.id, bo.id, date(2026, 3, 3))
    ]
    assert again == []
    assert session.scalar(select(Space.introduced_at)) == now
    assert letters_noted(session) == [
        (LetterKind.PROPOSED, ana.id),
        (LetterKind.PROPOSED, bo.id),
    ]


def test_whoever_gets_several_at_one_look_gets_one_letter(session, now):
    space = a_space(introductions_per_day=3)
    helpers(space, now, count=4)
    introductions.propose(session, space, now=now)
    cleo = a_member_of(space, "Cleo", wants_mail=True, profile={"industry": "Q-health"})
    for number in range(4):
        an_offer(cleo, f"Advice on subject {number}", skills=[f"subject {number}"])
        an_ask(cleo, f"Advice on subject {number}", skills=[f"subject {number}"])
    a_visit(cleo, space, now=now, checked_in_at=now + timedelta(minutes=5))

    made = introductions.propose(session, space, now=now + timedelta(minutes=6))

    hers = [row for row in made if cleo.id in (row.first_id, row.second_id)]
    assert len(hers) > 1
    assert letters_noted(session) == [(LetterKind.PROPOSED, cleo.id)]


def test_letters_go_to_those_alone_who_want_them(session, now):
    space = a_space()
    helpers(space, now)

    introductions.propose(session, space, now=now)

    assert letters_noted(session) == []


def test_a_new_arrival_is_introduced_without_touching_what_was_proposed(session, now):
    space = a_space(introductions_per_day=1)
    helpers(space, now, count=2)
    before = [row.id for row in introductions.propose(session, space, now=now)]
    cleo, dan = helpers(space, now, count=2)

    later = introductions.propose(session, space, now=now + timedelta(hours=1))

    assert [(row.first_id, row.second_id) for row in later] == [(cleo.id, dan.id)]
    assert session.scalars(select(Introduction.id).order_by(Introduction.id)).all() == [
        *before,
        *(row.id for row in later),
    ]


def test_a_space_is_due_when_somebody_willing_has_come_in(session, now):
    space, quiet = a_space(), a_space()
    helpers(space, now, count=2)
    helpers(quiet, now, count=1)

    assert introductions.due(session, now=now) == [space.id]

    introductions.propose(session, space, now=now)
    assert introductions.due(session, now=now) == []
    a_visit(a_member_of(space), space, now=now, changed_at=now + timedelta(minutes=1))
    assert introductions.due(session, now=now + timedelta(minutes=2)) == [space.id]


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles"])
def test_a_space_is_due_by_its_own_day(session, now, zone):
    """Whoever begins today, or whose pause ended yesterday, is willing from the morning on."""
    space = a_space(time_zone=zone)
    now = now.replace(hour=20 if zone == "Pacific/Auckland" else 2)
    begins = space.today(now)
    helpers(space, now, count=1, starts_on=begins)
    helpers(space, now, count=1, paused_until=begins - timedelta(days=1), ends_on=begins)

    assert begins != now.date()
    assert introductions.due(session, now=now) == [space.id]


def test_a_space_is_due_when_somebody_opens_up_and_after_an_hour(session, now):
    space = a_space(introduced_at=now)
    helpers(space, now, count=1)
    a_visit(a_member_of(space), space, now=now, heads_down_until=now + timedelta(minutes=10))

    found = [
        introductions.due(session, now=now + timedelta(minutes=minutes)) for minutes in (5, 11, 61)
    ]
    space.introduced_at = now + timedelta(minutes=11)
    session.flush()
    found.append(introductions.due(session, now=now + timedelta(minutes=20)))
    found.append(introductions.due(session, now=now + timedelta(minutes=71)))

    assert found == [[], [space.id], [space.id], [], [space.id]]
