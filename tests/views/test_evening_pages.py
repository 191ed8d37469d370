"""The pages of an evening: the host's, the wall, the phones; the same story on each."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import joinedload

from models import Attendee, Block, Member, Membership, Rsvp
from tests import evenings as nights
from tests.factories import a_member_of, a_visit, an_offer

ONLY_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
pytestmark = ONLY_SQLITE


@pytest.fixture
def now():
    """Pages look at the clock."""
    return datetime.now(UTC)


@pytest.fixture
def phone(session, sign_in, night):
    """Give the page of somebody's own table."""

    def page(place, suffix="", **headers):
        member = session.get(Attendee, night.people[place].id).member_id
        browser = sign_in(_member(session, member))
        address = f"/spaces/{night.space.slug}/mixers/{night.mixer.id}/table{suffix}"
        return browser.get(address, headers=headers)

    return page


def _member(session, member_id):
    return session.get(Member, member_id, options=[joinedload(Member.profile)])


def _act(host, what, **fields):
    return host.submit(f"{host.at}/{what}", **fields)


def test_an_evening_of_another_day_begins_only_in_two_steps(session, host, night):
    before = host.get(f"{host.at}/run").text
    for at in ("starts_at", "ends_at"):
        setattr(night.mixer, at, getattr(night.mixer, at) + timedelta(days=2))
    session.commit()

    after = host.get(f"{host.at}/run").text

    assert ["Begin today already" in page for page in (before, after)] == [False, True]
    assert [page.count("Start round 1") for page in (before, after)] == [1, 1]


def test_an_evening_is_run_from_three_presses_a_round(session, host, phone, night):
    told = []
    _act(host, "plan")
    _act(host, "run/begin", number=1)
    seats, first = nights.seats_of(session, night), night.people[0].id
    stays = {seats[1][one.id] == seats[2][one.id]: place for place, one in enumerate(night.people)}
    told.append(phone(0).text)
    _act(host, "run/end", number=1)
    moving = {is_staying: phone(place).text for is_staying, place in stays.items()}
    _act(host, "run/begin", number=2)
    _act(host, "run/finish", number=2)
    told.append(phone(0).text)

    tables = {is_staying: seats[2][night.people[place].id] for is_staying, place in stays.items()}
    assert f"Table {seats[1][first]}<" in told[0]
    assert f"Move now: table {tables[False]}<" in moving[False]
    assert f"Stay at table {tables[True]}<" in moving[True]
    assert "That was the evening" in told[1]
    assert host.get(f"{host.at}/run").text.count("What came of it") == 1


@pytest.mark.parametrize("early", [timedelta(0), timedelta(hours=2)])
def test_an_evening_that_was_ended_is_over_everywhere(session, host, sign_in, night, early):
    """One, too, that is over before the time at which it was to begin."""
    night.mixer.starts_at += early
    night.mixer.ends_at += early
    session.commit()
    ana = sign_in(_member(session, night.member(0)))
    _act(host, "plan")
    _act(host, "run/begin", number=1)
    desk, today = (f"/spaces/{night.space.slug}/{page}" for page in ("desk", "today"))
    during = host.get(desk).text, ana.get(today).text
    inviting = host.get(f"{host.at}/invitations").text
    _act(host, "run/finish", number=1)

    assert "8 come" in during[0]
    assert re.findall(r'button-primary"\s+href="([^"]+)', during[0]) == [f"{host.at}/run"]
    assert f'{night.mixer.id}/table">Where I sit' in during[1]
    after = host.get(desk).text
    assert "None is planned." in after
    assert f'{night.mixer.id}/effect">What came of it' in after
    assert "Where I sit" not in ana.get(today).text
    assert "You are coming" not in ana.get(host.at).text
    assert all(
        "This mixer is over" in host.get(f"{host.at}/{page}").text
        for page in ("door", "invitations")
    )
    assert "This mixer is over" not in inviting


def test_whoever_comes_today_finds_their_table_from_the_page_of_today(session, sign_in, night):
    night.people[0].arrived_at = None
    night.people[1].arrived_at, night.people[1].reply = None, Rsvp.INVITED
    session.commit()

    coming, asked = (
        sign_in(_member(session, night.member(place))).get(f"/spaces/{night.space.slug}/today").text
        for place in (0, 1)
    )

    table = f'{night.mixer.id}/table">Where I sit'
    assert ("You are coming to" in coming, table in coming) == (True, True)
    assert ("You are coming to" in asked, table in asked, "You are invited" in asked) == (
        False,
        False,
        True,
    )


def test_whoever_leaves_in_the_last_round_is_gone_from_the_phones_at_the_table(
    session, host, phone, night
):
    night.mixer.rounds = 1
    session.commit()
    _act(host, "run/begin", number=1)
    mates = _mates(session, night, night.people[0].id)
    before = phone(0, "/now")

    _act(host, f"run/left/{mates[0]}")
    after = phone(0, "/now", **{"If-None-Match": before.headers["ETag"]})

    place = next(n for n, one in enumerate(night.people) if one.id == mates[0])
    name = f"<bdi>Person {chr(65 + place)}.</bdi>"
    assert name in before.text
    assert (after.status_code, name in after.text.split("Tonight")[0]) == (200, False)


def _mates(session, night, attendee_id):
    table = nights.seats_of(session, night)[1]
    return [one for one in table if one != attendee_id and table[one] == table[attendee_id]]


def test_wall_and_phone_agree(session, host, phone, night):
    _act(host, "plan")
    before = [host.get(f"{host.at}/projector").text, phone(0).text]
    _act(host, "run/begin", number=1)

    assert all("able stands here" in page or "able will stand here" in page for page in before)

    wall = host.get(f"{host.at}/projector").text

    for table, people in enumerate(nights.tables(nights.seats_of(session, night)[1]), start=1):
        names = re.search(rf"</span> {table}</h2>\s*<p>(.*?)</p>", wall, re.DOTALL).group(1)
        assert set(re.findall(r"<bdi>(.*?)</bdi>", names)) == {
            _short(night, one.id) for one in night.people if one.id in people
        }
    mine = phone(1).text.split("With you")[1]
    assert "Person B" not in mine.split("</main>")[0]


def _short(night, attendee_id):
    place = next(n for n, one in enumerate(night.people) if one.id == attendee_id)
    return f"Person {chr(65 + place)}."


def test_a_screen_that_shows_what_is_true_is_told_nothing_new(host, phone, night):
    _act(host, "plan")
    _act(host, "run/begin", number=1)
    screens = [
        lambda **headers: host.get(f"{host.at}/run/now", headers=headers),
        lambda **headers: host.get(f"{host.at}/projector/now", headers=headers),
        lambda **headers: phone(0, "/now", **headers),
    ]
    marks = [screen().headers["ETag"] for screen in screens]

    again = [screen(**{"If-None-Match": mark}) for screen, mark in zip(screens, marks, strict=True)]
    _act(host, "run/pause", number=1)
    after = [screen(**{"If-None-Match": mark}) for screen, mark in zip(screens, marks, strict=True)]

    assert [(one.status_code, one.text) for one in again] == [(304, "")] * 3
    assert [one.status_code for one in after] == [200] * 3
    page = host.get(f"{host.at}/projector").text
    assert re.search(r'data-etag="&#34;(.*?)&#34;"|data-etag="&quot;(.*?)&quot;"', page)


def test_only_what_one_may_see_of_somebody_stands_beside_their_name(
    session, host, phone, night, now
):
    ana, bo = (_member(session, night.member(place)) for place in (0, 1))
    night.mixer.table_size = 8
    bo.profile.pronunciation, bo.profile.headline = "BOH", "Keeps books"
    an_offer(bo, "Bookkeeping for small firms")
    standing = session.query(Membership).filter_by(member_id=bo.id).one()
    standing.is_listed = False
    session.commit()
    _act(host, "plan")
    _act(host, "run/begin", number=1)
    unseen = phone(0).text

    a_visit(bo, night.space, now=now)
    session.commit()
    seen = phone(0).text
    session.add(Block(member_id=bo.id, other_id=ana.id, at=now))
    session.commit()
    blocked = phone(0).text

    assert "Person B" in unseen
    assert ("BOH" in unseen, "Keeps books" in unseen) == (False, False)
    assert ("BOH" in seen, "Keeps books" in seen) == (True, True)
    assert "<bdi>Person B.</bdi>" in seen.split("With you")[1]
    assert "<bdi>Person B</bdi>" in blocked.split("With you")[1]
    assert ("BOH" in blocked, "Keeps books" in blocked) == (False, False)
    assert "Person A" not in phone(1).text.split("With you")[1]


def test_who_is_not_there_yet_and_who_is_left_alone_read_what_to_do(session, host, phone, night):
    night.people[0].arrived_at = None
    session.commit()
    before = phone(0).text
    night.people[0].arrived_at = night.mixer.starts_at
    session.commit()
    _act(host, "plan")
    _act(host, "run/begin", number=1)
    for one in night.people[1:]:
        one.left_at = night.mixer.starts_at
    session.commit()

    assert "When you come in, tell your host at the door." in before
    assert "Everybody else at this table has left." in phone(0).text


def test_a_table_is_only_for_those_who_are_asked(sign_in, session, host, night):
    stranger = sign_in(a_member_of(night.space, "Nobody"))
    session.commit()

    answers = [stranger.get(f"{host.at}/{page}") for page in ("table", "table/now", "run", "plan")]

    assert [answer.status_code for answer in answers] == [404] * 4
