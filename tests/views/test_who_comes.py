"""How full a mixer is, as its page tells it: figures that add up, for each who reads them."""

import re
from datetime import UTC, datetime

import pytest

from models import Audience, Rsvp
from tests.factories import a_host_of, a_member_of, a_mixer, a_space, an_attendee
from tests.views.test_mixers import FILLED_IN


def words(page):
    """Give what is read on a page, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.fixture
def space(session):
    return a_space()


def test_whoever_comes_is_counted_and_not_listed_and_hosts_read_how_many_wait(
    session, space, sign_in
):
    ana, bo, host = a_member_of(space, "Ana"), a_member_of(space, "Bo"), a_host_of(space)
    mixer = a_mixer(space, now=datetime.now(UTC), capacity=2)
    for member, reply in ((ana, Rsvp.GOING), (bo, Rsvp.GOING), (None, Rsvp.WAITING)):
        an_attendee(mixer, member, reply=reply)
    page = f"/spaces/{space.slug}/mixers/{mixer.id}"

    pages = {one: words(sign_in(one).get(page).text) for one in (ana, host)}

    assert "Who comes 2 people, with you" in pages[ana]
    assert "with you" not in pages[host]
    assert "All 2 are taken, 1 waits" in pages[host]
    assert "wait" not in pages[ana]


def test_whoever_does_not_come_does_not_read_that_they_are_shown_as_coming(session, space, sign_in):
    ana = a_member_of(space, "Ana")
    mixer = a_mixer(space, now=datetime.now(UTC))
    an_attendee(mixer, ana, reply=Rsvp.NOT_GOING, is_listed=True)

    page = words(sign_in(ana).get(f"/spaces/{space.slug}/mixers/{mixer.id}").text)

    assert "You are not coming Shown to others if you come" in page


@pytest.mark.parametrize(
    ("audience", "said"),
    [
        (Audience.SPACE, "Letters go to those whom you invite."),
        (Audience.INVITED, "Nobody can read of it before you invite them."),
    ],
)
def test_a_host_who_has_announced_a_mixer_reads_who_knows_of_it(
    session, space, sign_in, audience, said
):
    browser = sign_in(a_host_of(space))
    form = f"/spaces/{space.slug}/mixers/new"

    answer = browser.submit(form, _from=form, **FILLED_IN | {"audience": audience.value})

    assert said in browser.get(answer.location).text
