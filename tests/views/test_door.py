"""The door of a mixer, as a host holds the phone there."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from models import Attendee, Membership, Rsvp, Space
from tests.factories import a_host_of, a_member_of, a_mixer, a_space, a_visit, an_attendee


@pytest.fixture
def now():
    """Pages look at the clock."""
    return datetime.now(UTC)


@pytest.fixture
def space(session):
    return a_space()


@pytest.fixture
def mixer(space, now):
    return a_mixer(space, now=now)


@pytest.fixture
def door(space, mixer):
    return f"/spaces/{space.slug}/mixers/{mixer.id}/door"


@pytest.fixture
def host(session, space, mixer, sign_in):
    return sign_in(a_host_of(space, "Hugo"))


def on_list(session):
    session.rollback()
    session.expire_all()
    rows = session.query(Attendee).order_by(Attendee.id).all()
    found = [(row.name, row.reply.value, row.is_there) for row in rows]
    session.rollback()
    return found


def test_a_tap_notes_who_has_come_who_has_left_and_takes_it_back(
    session, space, mixer, door, host, now
):
    ana = an_attendee(mixer, a_member_of(space, "Ana"), reply=Rsvp.GOING, replied_at=now)
    session.commit()

    seen = []
    for mark in ("came", "left", "came", "undo"):
        answer = host.submit(f"{door}/{ana.id}", _from=door, mark=mark)
        assert answer.location == f"{door}#on-list-{ana.id}"
        page = host.get(door).text
        seen.append(("Here since" in page, "Left at" in page, "1 of 1 is here." in page))

    here, gone, nowhere = (True, False, True), (False, True, False), (False, False, False)
    assert seen == [here, gone, here, nowhere]
    assert host.submit(f"{door}/{ana.id}", _from=door, mark="vanished").status_code == 400


def test_who_waits_for_a_place_is_not_expected(session, space, mixer, door, host, now):
    for name, reply in (("Ana", Rsvp.GOING), ("Bo", Rsvp.WAITING)):
        an_attendee(mixer, a_member_of(space, name), reply=reply, replied_at=now)
    session.commit()

    page = " ".join(host.get(door).text.split())

    assert "1 person is expected. Nobody is here yet. 1 more waits for a place." in page
    assert "Waiting list" in page


def test_a_member_who_did_not_reply_is_found_and_let_in(session, space, door, host):
    a_member_of(space, "Zoë Lund")
    a_member_of(space, "Bo")
    session.commit()
    membership = session.query(Membership).order_by(Membership.id.desc()).offset(1).first().id
    session.commit()

    assert "First letters" in host.get(door).text
    found = host.get(f"{door}?find=zoe").text
    assert ("Zoë Lund" in found, ">Bo<" in found) == (True, False)
    host.submit(f"{door}/members", _from=door, membership_id=membership)

    assert on_list(session) == [("", "going", True)]
    again = host.get(f"{door}?find=zoe").text
    assert ("Zoë Lund" in again, "Let in <" in again, "Here since" in again) == (True, False, True)
    assert "No member begins like that" in host.get(f"{door}?find=kit").text


def test_whoever_is_sought_is_marked_and_the_next_can_be_sought(
    session, space, mixer, door, host, now
):
    coming = {"reply": Rsvp.GOING, "replied_at": now}
    ana, bo, _cy = [
        an_attendee(mixer, a_member_of(space, name), **coming)
        for name in ("Ana Sá", "Bo Lund", "Cy Lund")
    ]
    session.commit()

    sought = _names(host.get(f"{door}?find=lu").text)
    answer = host.submit(f"{door}/{bo.id}?find=lu&awaited=1", _from=door, mark="came")
    page = host.get(answer.location).text

    assert sought == ["Bo Lund", "Cy Lund"]
    assert answer.location == f"{door}?awaited=y"
    assert "Bo Lund is here." in page
    assert _names(page) == ["Ana Sá", "Cy Lund"]
    assert _names(host.get(door).text) == ["Ana Sá", "Bo Lund", "Cy Lund"]
    told = []
    for mark in ("left", "came", "undo"):
        host.submit(f"{door}/{ana.id}", _from=door, mark="came")
        host.submit(f"{door}/{ana.id}?find=ana", _from=door, mark=mark)
        told += re.findall(r"<p>(Ana Sá .*?)</p>", host.get(door).text)
    assert told == ["Ana Sá has left.", "Ana Sá is here.", "Ana Sá is not here yet."]


def test_of_an_empty_list_it_is_said_why_it_is_empty(session, space, mixer, door, host, now):
    an_attendee(mixer, a_member_of(space, "Ana Sá"), reply=Rsvp.GOING, arrived_at=now)
    session.commit()

    pages = [host.get(f"{door}{sought}").text for sought in ("?awaited=y", "?awaited=y&find=kit")]

    assert ["Everybody on the list has come." in page for page in pages] == [True, False]
    assert ["Nobody on the list fits that." in page for page in pages] == [False, True]


def _names(page):
    return re.findall(r"<strong>(?:<a [^>]*>)?<bdi>(.*?)</bdi>", page)


def test_two_hosts_at_the_door_see_what_the_other_has_noted(session, space, mixer, door, host, now):
    coming = {"reply": Rsvp.GOING, "replied_at": now}
    ana, _bo = [an_attendee(mixer, a_member_of(space, name), **coming) for name in ("Ana", "Bo")]
    session.commit()
    first = host.get(f"{door}/list")
    mark = first.headers["ETag"]
    same = host.get(f"{door}/list", headers={"If-None-Match": mark})

    host.submit(f"{door}/{ana.id}", _from=door, mark="came")
    after = host.get(f"{door}/list", headers={"If-None-Match": mark})

    assert mark.strip('"') not in host.get(door).text
    assert (same.status_code, same.text, after.status_code) == (304, "", 200)
    versions = [
        dict(re.findall(r'data-key="(\d+)" data-version="(.*?)"', one.text))
        for one in (first, after)
    ]
    changed = {key for key in versions[0] if versions[0][key] != versions[1][key]}
    assert changed == {str(ana.id)}
    assert "1 of 2 is here." in after.text


def test_a_guest_comes_by_name_and_a_mistake_is_taken_off(session, door, host):
    guest = {"guest_name": "Kit Low", "company": "Low & Co", "industry": ""}
    nameless = host.submit(f"{door}/guests", _from=door, **guest | {"guest_name": " "})
    assert (nameless.status_code, "Low &amp; Co" in nameless.text) == (400, True)
    for _ in range(2):
        host.submit(f"{door}/guests", _from=door, **guest)
    assert on_list(session) == [("Kit Low", "going", True)]
    (kit,) = session.query(Attendee).all()
    session.commit()

    host.submit(f"{door}/guests/{kit.id}/remove", _from=door)

    assert on_list(session) == []
    assert "Nobody has said yet that they come." in host.get(door).text


def test_all_who_are_in_and_open_are_taken_along(session, space, door, host, now):
    for name in ("Ana", "Bo"):
        a_visit(a_member_of(space, name), space, now=now)
    session.commit()

    assert "2 more people are in the space" in host.get(door).text
    host.submit(f"{door}/present", _from=door)

    assert on_list(session) == [("", "going", True)] * 2


def test_who_was_taken_along_by_mistake_is_taken_back(session, space, mixer, door, host, now):
    mixer.capacity = 2
    for name in ("Ana", "Bo", "Cy"):
        a_visit(a_member_of(space, name), space, now=now)
    session.commit()
    before = host.get(door).text

    page = host.get(host.submit(f"{door}/present", _from=door).location).text
    (first,) = re.findall(r'name="first_id" value="(\d+)"', page)
    host.submit(f"{door}/present/undo", _from=door, first_id=first)

    assert "With them 3 come, and there are places for 2." in before
    assert "3 more people are here." in page
    assert (on_list(session), "Taken back." in host.get(door).text) == ([], True)
    assert host.submit(f"{door}/present/undo", _from=door, first_id="x").status_code == 400


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_many_come(
    session, mixer, door, host, count_queries, count
):
    now, space = mixer.created_at, session.get_one(Space, mixer.space_id)
    for n in range(count):
        coming = {"reply": Rsvp.GOING, "replied_at": now}
        an_attendee(mixer, a_member_of(space, f"P Expected {n}"), **coming)
        an_attendee(mixer, name=f"P Guest {n}", arrived_at=now, **coming)
        a_visit(a_member_of(space, f"P Present {n}"), space, now=now)
    session.commit()

    with count_queries() as queries:
        page = host.get(f"{door}?find=p").text

    assert len(queries) == 8
    assert all(
        f"{who} {n}" in page for who in ("Expected", "Guest", "Present") for n in range(count)
    )


@pytest.mark.parametrize(
    ("is_cancelled", "words"),
    [(True, "This mixer was cancelled."), (False, "This mixer is over.")],
)
def test_over_means_over_and_says_why(session, door, host, mixer, now, is_cancelled, words):
    if is_cancelled:
        mixer.cancelled_at = now
    else:
        mixer.starts_at, mixer.ends_at = now - timedelta(days=2), now - timedelta(days=1)
    session.commit()

    page = host.get(door).text

    assert (words in page, "A guest by name" in page) == (True, False)
    refused = host.submit(f"{door}/guests", guest_name="Kit", industry="")
    assert refused.status_code == 400
    assert on_list(session) == []


def test_once_it_is_over_nobody_is_said_to_be_there(session, space, mixer, door, host, now):
    for name, arrived_at in (("Ana", now), ("Bo", None)):
        one = a_member_of(space, name)
        an_attendee(mixer, one, reply=Rsvp.GOING, replied_at=now, arrived_at=arrived_at)
    mixer.starts_at, mixer.ends_at = now - timedelta(days=9), now - timedelta(days=8)
    session.commit()

    page = host.get(door).text

    assert ("1 of 2 came." in page, "Came at" in page, "Here since" in page) == (True, True, False)
