"""Once the last round is over, or once a member has answered, nothing is asked in vain."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.services.mixers import mixer_replies
from models import Member, Role, Round, RoundState, Rsvp
from tests import evenings as nights
from tests.factories import a_member_of

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def phone(session, sign_in, night):
    """Give the browser of somebody who is there."""
    member = session.get(Member, night.member(0), options=[joinedload(Member.profile)])
    return sign_in(member)


def test_with_nobody_to_seat_no_round_can_be_started_and_the_way_leads_to_invitations(
    session, host, night
):
    assert "Start round 1" in host.get(f"{host.at}/run").text
    for one in night.people:
        one.reply, one.arrived_at = Rsvp.NOT_GOING, None
    session.commit()

    page, plan, paper = (host.get(f"{host.at}/{name}").text for name in ("run", "plan", "print"))

    assert "Nobody to seat yet" in page
    assert "Start round 1" not in page
    assert "Name tags</h2>" not in paper
    assert ["Invite members" in one for one in (page, plan, paper)] == [True] * 3


def test_what_is_called_off_is_neither_planned_nor_printed_nor_invited_to(session, host, night):
    night.mixer.cancelled_at = night.mixer.starts_at
    session.commit()
    planned = host.get(f"{host.at}/plan").text
    for one in night.people:
        one.reply, one.arrived_at = Rsvp.NOT_GOING, None
    session.commit()

    empty = [host.get(f"{host.at}/{name}").text for name in ("plan", "print")]

    for page in (planned, *empty):
        assert "This mixer was cancelled." in page
        assert "Invite members" not in page
        assert "Plan the evening" not in page


def test_after_the_last_round_nobody_is_let_in_and_nothing_is_wished(host, night):
    host.submit(f"{host.at}/plan")
    told = []
    for number in (1, 2):
        host.submit(f"{host.at}/run/begin", number=number)
        host.submit(f"{host.at}/run/end", number=number)
        run, plan = (host.get(f"{host.at}/{page}").text for page in ("run", "plan"))
        told.append(
            ("A guest by name" in run, "A member who did not reply" in run, "Your wishes" in plan)
        )

    assert told == [(True, True, True), (False, False, False)]


def test_while_the_last_round_runs_nothing_is_wished_and_none_is_called_over(host, night):
    told = []
    for number in (1, 2):
        host.submit(f"{host.at}/run/begin", number=number)
        plan = host.get(f"{host.at}/plan").text
        told.append(("Your wishes" in plan, "Every round has begun" in plan))
        host.submit(f"{host.at}/run/end", number=number)

    assert told == [(True, False), (False, True)]


def test_after_the_last_round_the_phone_asks_first_whom_one_would_meet_again(host, night, phone):
    host.submit(f"{host.at}/plan")
    told = []
    for number in (1, 2):
        host.submit(f"{host.at}/run/begin", number=number)
        host.submit(f"{host.at}/run/end", number=number)
        page = phone.get(f"{host.at}/table").text
        told.append(
            ("With you" in page, "That was the last round" in page, "Glad to meet again" in page)
        )

    assert told == [(True, False, True), (False, True, True)]


def test_no_time_runs_on_the_phone_of_somebody_who_is_not_there(session, host, night, phone):
    host.submit(f"{host.at}/run/begin", number=1)
    there = phone.get(f"{host.at}/table").text
    host.submit(f"{host.at}/run/left/{night.people[0].id}")
    gone = phone.get(f"{host.at}/table").text

    assert ["data-ends" in page for page in (there, gone)] == [True, False]
    assert "You have left" in gone


def test_whoever_has_to_go_says_so_where_their_table_stands(session, host, night, phone):
    night.mixer.capacity = 5  # more have come than there are places
    session.commit()
    host.submit(f"{host.at}/plan")
    host.submit(f"{host.at}/run/begin", number=1)
    table = f"{host.at}/table"

    during = phone.get(table).text
    answer = phone.submit(f"{host.at}/decline", _from=table)
    after, page = phone.get(table).text, phone.get(host.at).text
    phone.submit(f"{host.at}/come", _from=host.at)

    words = ("I have to go", "You have left", "That was a slip")
    assert answer.location == table
    assert [word in during for word in words] == [True, False, False]
    assert [word in after for word in words] == [False, True, True]
    assert ("You have left" in page, "I am still here" in page) == (True, True)
    assert "I have to go" in phone.get(table).text


def test_whoever_has_answered_changes_it_under_a_fold_and_gives_the_place_back_at_once(
    session, sign_in, night, host, phone
):
    other = sign_in(a_member_of(night.space, "Ada"))
    session.commit()

    going, new = (browser.get(host.at).text.split("<main")[1] for browser in (phone, other))

    fold = going.split("<details")[1]
    assert "Change what I said" in fold
    assert "Those who may see me" in fold
    assert f"{host.at}/decline" in going.split("<details")[0]
    assert "Change what I said" not in new
    assert "ll come" in new.split("<details")[0]
    assert "Those who may see me" in new.split("<details")[1]
    phone.submit(f"{host.at}/decline", _from=host.at)
    session.expire_all()
    assert night.people[0].reply is Rsvp.NOT_GOING


def test_whoever_says_by_the_letter_that_they_go_is_planned_out_at_once(
    session, host, night, client
):
    host.submit(f"{host.at}/plan")
    host.submit(f"{host.at}/run/begin", number=1)
    link = mixer_replies.link_path(session, night.people[0], night.mixer, key="not-a-secret")
    session.commit()
    found = []

    for comes in ("no", "yes"):
        client.submit(link, _from=link, comes=comes)
        found.append(night.people[0].id in nights.seats_of(session, night)[2])

    assert found == [False, True]


@pytest.mark.parametrize(
    ("days", "words"), [(0, "This mixer was cancelled."), (-8, "This mixer is over.")]
)
def test_what_is_called_off_or_over_begins_no_more_and_every_screen_says_so(
    session, phone, host, night, days, words
):
    screens = [(phone, "table"), (host, "projector"), (host, "run")]
    host.submit(f"{host.at}/plan")
    before = [browser.get(f"{host.at}/{what}/now").headers["ETag"] for browser, what in screens]

    if days:
        night.mixer.starts_at += timedelta(days=days)
        night.mixer.ends_at += timedelta(days=days)
        session.commit()
    else:
        host.submit(f"{host.at}/cancel")
    after = [browser.get(f"{host.at}/{what}/now") for browser, what in screens]
    host.submit(f"{host.at}/run/begin", number=1)

    assert [words in page.text for page in after] == [True] * 3
    assert not {page.headers["ETag"] for page in after} & set(before)
    assert ["I have to go" in page.text or "Start" in page.text for page in after] == [False] * 3
    assert session.scalars(select(Round.state)).all() == [RoundState.PLANNED] * 2


@pytest.mark.parametrize(("days", "is_told"), [(0, False), (3, True)])
def test_whose_time_in_the_space_ends_before_reads_that_a_place_needs_more(
    session, sign_in, host, night, days, is_told
):
    today = night.space.today(night.mixer.starts_at)
    guest = a_member_of(night.space, ends_on=today, role=Role.GUEST)
    night.mixer.starts_at += timedelta(days=days)
    night.mixer.ends_at += timedelta(days=days)
    session.commit()

    page = sign_in(guest).get(host.at).text

    assert ("A place is yours only if it goes on until then." in page) is is_told
