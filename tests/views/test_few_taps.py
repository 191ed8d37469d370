"""What somebody with a phone in the kitchen wants next is there, a tap away."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from models import Attendee, MixerRole, Reply, Rsvp, Visit
from tests.factories import (
    a_member_of,
    a_membership,
    a_mixer,
    a_space,
    a_visit,
    a_zone,
    an_attendee,
    an_introduction,
)


@pytest.fixture
def space(session):
    return a_space(slug="harbour")


def fields_of(page, action):
    """Read what a form sends as it stands: what is hidden, ticked or chosen."""
    form = re.search(rf'<form[^>]*action="{action}".*?</form>', page, re.DOTALL)[0]
    found = re.findall(r"<input[^>]*>", form)
    inputs = [dict(re.findall(r'(\w+)="([^"]*)"', one)) | {"tag": one} for one in found]
    return {
        one["name"]: one["value"]
        for one in inputs
        if one["type"] == "hidden" or "checked" in one["tag"] or one["type"] == "time"
    }


def test_whoever_looks_for_introductions_comes_in_there_and_then(session, sign_in, space):
    a_zone(space, name="Library")
    browser = sign_in(a_member_of(space))

    page = browser.get("/spaces/harbour/introductions").text
    action = "/spaces/harbour/check-in"
    browser.post(action, data=fields_of(page, action))

    (visit,) = session.scalars(select(Visit)).all()
    assert (visit.is_listed, visit.heads_down_until) == (True, None)
    session.commit()
    assert "Are you in?" not in browser.get("/spaces/harbour/introductions").text


def test_a_hello_that_must_be_mended_does_not_fill_in_how_one_comes_in(session, sign_in, space):
    browser = sign_in(a_member_of(space))
    page = "/spaces/harbour/introductions"

    answer = browser.submit(f"{page}/7/hello", _from=page, words="")

    assert answer.status_code == 400
    assert "Open to a chat" in re.search(r"Are you in.*?</p>", answer.text, re.DOTALL)[0]


def test_who_agreed_is_led_to_say_hello_and_that_they_met(session, space, sign_in):
    now, elsewhere = datetime.now(UTC), a_space()
    person, reader = a_member_of(space), a_member_of(space)
    for one in (person, reader):
        a_membership(one, elsewhere, ends_on=now.date() - timedelta(days=9))
    told = {"first_reply": Reply.YES, "second_reply": Reply.YES, "agreed_at": now}
    an_introduction(person, reader, elsewhere, now=now, **told)
    for one in (person, reader):
        a_visit(one, space, now=now)
    browser = sign_in(reader)
    before = browser.get(f"/people/{person.id}").text
    an_introduction(person, reader, space, now=now, **told)
    session.commit()

    page = browser.get(f"/people/{person.id}").text

    link = f'href="/spaces/{space.slug}/introductions">You both said yes</a>'
    assert [(link in one, "Note that you met" in one) for one in (before, page)] == [
        (False, True),
        (True, False),
    ]


@pytest.mark.parametrize(
    "membership",
    [{"wants_introductions": False}, {"paused_until": datetime.now(UTC).date()}],
    ids=["switched off", "paused"],
)
def test_introductions_are_switched_on_where_the_link_leads(session, sign_in, space, membership):
    browser = sign_in(a_member_of(space, **membership))

    page = browser.get("/spaces/harbour/introductions").text

    assert '<a class="button" href="/spaces/harbour/settings"' in re.sub(r"\s+", " ", page)


def test_one_tap_answers_an_invitation_as_the_line_above_it_says(session, sign_in, space):
    mixer = a_mixer(space, now=datetime.now(UTC), rounds=3)
    member = a_member_of(space, wants_mail=True)
    an_attendee(mixer, member, reply=Rsvp.INVITED)
    browser = sign_in(member)
    at = f"/spaces/harbour/mixers/{mixer.id}"

    page = browser.get(at).text
    said = "Shown to others if you come" in page, "No letters" in page
    sent = fields_of(page, f"{at}/come")
    browser.post(f"{at}/come", data=sent | {"first_round": 1, "last_round": 3})

    mine = session.scalars(select(Attendee)).one()
    assert (mine.is_listed, not mine.wants_letters) == said
    assert mine.reply is Rsvp.GOING


def test_a_mentor_says_so_without_folding_anything_out(session, sign_in, space):
    mixer = a_mixer(space, now=datetime.now(UTC), cross_role=True)
    browser = sign_in(a_member_of(space))

    page = browser.get(f"/spaces/harbour/mixers/{mixer.id}").text

    folded = re.search(r"<details.*?</details>", page[page.index("Will you come?") :], re.DOTALL)
    assert MixerRole.MENTOR.value in page
    assert f'value="{MixerRole.MENTOR.value}"' not in folded[0]


def test_the_list_of_mixers_asks_whoever_has_not_answered(session, sign_in, space):
    now = datetime.now(UTC)
    asks = a_mixer(space, now=now, title="Soup")
    a_mixer(space, now=now - timedelta(days=30), title="Been")
    a_mixer(space, now=now, title="Off", cancelled_at=now)
    member = a_member_of(space)
    an_attendee(a_mixer(space, now=now, title="Bread"), member, reply=Rsvp.GOING)

    page = sign_in(member).get("/spaces/harbour/mixers").text

    asked = re.findall(r'href="([^"]*)">Will you come\?', page)
    assert asked == [f"/spaces/harbour/mixers/{asks.id}"]


def test_whoever_looks_where_they_sit_before_it_begins_reads_where_it_is(session, sign_in, space):
    mixer = a_mixer(space, now=datetime.now(UTC), place="Up the stairs")
    member = a_member_of(space)
    an_attendee(mixer, member, reply=Rsvp.GOING)

    page = sign_in(member).get(f"/spaces/harbour/mixers/{mixer.id}/table").text

    assert "Up the stairs" in page


def test_whom_one_has_blocked_is_found_among_the_settings(session, sign_in, space):
    assert 'href="/blocks"' in sign_in(a_member_of(space)).get("/account").text
