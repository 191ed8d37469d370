"""The pages on which a host invites to a mixer, and the page behind the link in the letter."""

import re
from datetime import UTC, datetime

import pytest

from app.services.mixers import mixer_replies
from models import Attendee, Audience, Letter, Rsvp
from tests.factories import a_host_of, a_member_of, a_mixer, a_space, an_attendee

KEY = "not-a-secret"


@pytest.fixture
def space(session):
    return a_space()


@pytest.fixture
def mixer(session, space):
    return a_mixer(
        space, now=datetime.now(UTC), title="Soup", audience=Audience.INVITED, words="Bring spoons."
    )


@pytest.fixture
def page(space, mixer):
    return f"/spaces/{space.slug}/mixers/{mixer.id}"


def picked_in(page):
    return re.findall(r'name="chosen" value="(\d+)"', page)


def test_a_host_picks_looks_and_sends_once(session, space, mixer, page, sign_in):
    host = sign_in(a_host_of(space, "Hugo"))
    a_member_of(space, "Ana", wants_mail=True)
    a_member_of(space, "Bo", wants_mail=False)
    session.commit()
    invitations = f"{page}/invitations"

    narrowed = host.get(f"{invitations}?find=an").text
    assert ("Ana" in narrowed, "Bo" in narrowed) == (True, False)
    looked = host.submit(f"{invitations}/look?everybody=y", _from=invitations).text
    told = " ".join(re.sub("<[^>]*>", " ", looked).split())
    assert "Invite 3 people?" in told
    assert "1 gets a letter Who Ana 2 want no letters" in told
    assert "Who Bo , Hugo" in told
    assert session.query(Attendee).all() == []
    session.commit()
    for _ in range(2):
        host.submit(invitations, _from=invitations, chosen=picked_in(looked))

    assert "They had been invited already." in host.get(invitations).text
    assert [row.reply for row in session.query(Attendee)] == [Rsvp.INVITED] * 3
    assert session.query(Letter).count() == 1


def test_whoever_is_picked_stays_so_when_the_filter_changes(session, space, page, sign_in):
    host = sign_in(a_host_of(space, "Hugo"))
    for name in ("Ana", "Bo", "Cy"):
        a_member_of(space, name)
    session.commit()
    invitations = f"{page}/invitations"
    (ana,) = picked_in(host.get(f"{invitations}?find=ana").text)

    page = host.get(f"{invitations}?find=bo&chosen={ana}&chosen=999&chosen=x").text
    among_others = host.submit(f"{invitations}/look?everybody=y", find="bo", chosen=[ana]).text

    (picked, found) = picked_in(page)
    assert (picked == ana, page.count("checked")) == (True, 1)
    assert picked_in(among_others) == [ana, found]
    alone = host.submit(f"{invitations}/look", find="bo", chosen=[ana]).text
    assert picked_in(alone) == [ana]


def test_picking_nobody_keeps_the_search(space, page, sign_in):
    host = sign_in(a_host_of(space))
    invitations = f"{page}/invitations"

    answer = host.submit(f"{invitations}/look", _from=invitations, find="ana", asks="1")

    assert answer.location == f"{invitations}?find=ana&asks=1"


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_many(
    session, space, mixer, page, sign_in, count_queries, count
):
    host = sign_in(a_host_of(space))
    for n in range(count):
        a_member_of(space, f"Free {n}")
        an_attendee(mixer, a_member_of(space, f"Asked {n}"))
    session.commit()

    with count_queries() as queries:
        told = host.get(f"{page}/invitations").text

    assert len(queries) == 5
    assert all(f"Free {n}" in told and f"Asked {n}" in told for n in range(count))


def test_who_is_not_invited_cannot_tell_the_mixer_from_none(session, space, mixer, page, sign_in):
    neighbour = sign_in(a_member_of(space))
    own = [f"{page}{more}" for more in ("", "/mixer.ics", "/table")]

    for path in own:
        gone = path.replace(f"/{mixer.id}", "/987654321")
        assert neighbour.get(path).status_code == neighbour.get(gone).status_code == 404
    for way in ("come", "decline"):
        assert neighbour.submit(f"{page}/{way}").status_code == 404
    assert "Soup" not in neighbour.get(f"/spaces/{space.slug}/mixers").text
    assert "Soup" not in neighbour.get(f"/spaces/{space.slug}/today").text

    an_attendee(mixer, a_member_of(space, "Ana"))
    invited = a_member_of(space, "Bo")
    an_attendee(mixer, invited)
    session.commit()
    browser = sign_in(invited)
    assert "You are invited" in browser.get(f"/spaces/{space.slug}/mixers").text
    assert "You are invited" in browser.get(f"/spaces/{space.slug}/today").text
    told = browser.get(page).text
    assert ("Ana" in told, "Those who are invited" in told) == (False, True)


def test_an_invitation_is_taken_back_on_the_page(session, space, mixer, page, sign_in):
    asked = an_attendee(mixer, a_member_of(space, "Ana"))
    host = sign_in(a_host_of(space))
    invitations = f"{page}/invitations"

    host.submit(f"{invitations}/{asked.id}/take-back", _from=invitations)

    assert session.query(Attendee).all() == []


def test_the_link_in_the_letter_answers_without_signing_in(session, space, mixer, client):
    asked = an_attendee(mixer, a_member_of(space, "Ana"))
    session.commit()
    link = mixer_replies.link_path(session, asked, mixer, key=KEY)

    assert "Will you come?" in client.get(link).text
    session.refresh(asked)
    assert asked.reply is Rsvp.INVITED  # mail programs open links by themselves
    session.commit()
    answers, offers = [], []
    for comes, told in (("yes", "You are coming"), ("no", "You are not coming")):
        answers.append(client.submit(link, _from=link, comes=comes).status_code)
        page = client.get(link).text
        assert told in page
        offers.append(f'href="{link}/mixer.ics"' in page)
    assert (answers, offers) == ([302, 302], [True, False])
    wrong = [f"{link}x", f"{link}x/mixer.ics", "/mixer/987654321/x"]
    assert [client.get(path).status_code for path in wrong] == [404] * 3
    assert f"UID:{mixer.uid}" in client.get(f"{link}/mixer.ics").text
    session.commit()
    session.refresh(asked)
    assert asked.reply is Rsvp.NOT_GOING


def test_once_it_is_over_nobody_reads_how_to_invite(session, space, mixer, page, sign_in):
    host = sign_in(a_host_of(space, "Hugo"))
    session.commit()
    before = host.get(f"{page}/invitations").text
    mixer.cancelled_at = mixer.created_at
    session.commit()

    after = host.get(f"{page}/invitations").text

    told = ["Only those whom you invite can read" in text for text in (before, after)]
    assert told == [True, False]
