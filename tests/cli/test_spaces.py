"""Setting up a real space from the command line."""

import re
from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import select

from models import Member, Membership, OpeningHours, Role, Space, Zone
from tests.factories import a_member, a_member_of, a_membership, a_space
from tests.signing_in import Browser

JOINED = datetime(2026, 1, 5, tzinfo=UTC)


def test_a_space_begins_with_zones_and_working_days(session, run):
    code, said = run(
        "space", "create", "Harbour Loft", "--slug", "harbour", "--time-zone", "Europe/Lisbon"
    )

    assert (code, "Harbour Loft is there" in said) == (0, True)
    assert session.execute(select(Space.slug, Space.name, Space.time_zone)).all() == [
        ("harbour", "Harbour Loft", "Europe/Lisbon")
    ]
    assert session.scalars(select(Zone.name).order_by(Zone.position)).all() == [
        "Open space",
        "Quiet room",
        "Kitchen",
    ]
    hours = select(OpeningHours.weekday, OpeningHours.opens, OpeningHours.closes)
    assert session.execute(hours.order_by(OpeningHours.weekday)).all() == [
        (day, time(8), time(19)) for day in range(5)
    ]


@pytest.mark.parametrize(
    ("slug", "time_zone", "why"),
    [
        ("Harbour", "UTC", "small letters"),
        ("har/bour", "UTC", "small letters"),
        ("x" * 61, "UTC", "small letters"),
        ("harbour", "Lisbon", "is not a time zone"),
        ("taken", "UTC", "already"),
    ],
)
def test_what_makes_no_sense_is_said_and_makes_no_space(session, run, slug, time_zone, why):
    a_space(slug="taken")
    session.commit()

    code, said = run("space", "create", "Harbour", "--slug", slug, "--time-zone", time_zone)

    assert (code, why in said) == (1, True)
    assert session.scalars(select(Space.slug)).all() == ["taken"]


def test_the_first_host_comes_in_by_the_printed_link(app, session, run):
    run("space", "create", "Harbour Loft", "--slug", "harbour")

    code, said = run(
        "space", "invite-host", "Hugo@Example.org", "--name", "Hugo", "--space", "harbour"
    )

    path = re.search(r"http://127\.0\.0\.1:8000(/join/\S+)", said).group(1)
    browser = Browser(app)
    answer = browser.submit(path, path, name="Hugo", password="quiet tea at noon")
    assert (code, answer.headers["Location"]) == (0, "/spaces/harbour/welcome")
    assert browser.get("/spaces/harbour/members").status_code == 200
    assert session.execute(
        select(Member.email, Membership.role).join(Membership, Membership.member_id == Member.id)
    ).all() == [("hugo@example.org", Role.HOST)]


def test_a_second_link_ends_the_first(app, session, run):
    a_space(slug="harbour")
    session.commit()
    words = ("space", "invite-host", "hugo@example.org", "--name", "Hugo", "--space", "harbour")

    first, second = (re.search(r"8000(/join/\S+)", run(*words)[1]).group(1) for _ in range(2))

    assert [Browser(app).get(path).status_code for path in (first, second)] == [404, 200]


def test_a_member_is_made_a_host_without_a_link(session, run):
    space = a_space(slug="harbour")
    member = a_member_of(space)
    session.commit()

    code, said = run("space", "invite-host", member.email, "--name", "Ana", "--space", "harbour")

    assert (code, "/join/" in said) == (0, False)
    assert session.scalars(select(Membership.role)).all() == [Role.HOST]


@pytest.mark.parametrize("joined_at", [None, JOINED])
def test_whoever_has_left_is_invited_back_as_a_host_by_a_link(app, session, run, joined_at):
    space = a_space(slug="harbour")
    hugo = a_member("Hugo", claimed_at=JOINED)
    a_membership(hugo, space, ends_on=date(2026, 3, 2), joined_at=joined_at)
    session.commit()

    code, said = run("space", "invite-host", hugo.email, "--name", "Hugo", "--space", "harbour")

    path = re.search(r"8000(/join/\S+)", said).group(1)
    assert (code, Browser(app).get(path).status_code) == (0, 302)  # to sign in
    hers = select(Membership.role, Membership.joined_at, Membership.ends_on)
    assert session.execute(hers).all() == [(Role.HOST, None, None)]


@pytest.mark.parametrize(("email", "slug"), [("hugo@example.org", "nowhere"), ("hugo", "harbour")])
def test_a_host_of_nowhere_or_nobody_is_not_invited(session, run, email, slug):
    a_space(slug="harbour")
    session.commit()

    code, said = run("space", "invite-host", email, "--name", "Hugo", "--space", slug)

    assert (code, said.startswith("Error:")) == (1, True)
    assert session.scalars(select(Member)).all() == []
