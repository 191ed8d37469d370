"""Reading profiles: one's own, as others see it, and other people's."""

from datetime import UTC, datetime, timedelta

import pytest

from app.services import faces
from models import AskKind, Block, Interest, Link, Reply, Via
from tests.factories import (
    a_member,
    a_member_of,
    a_space,
    a_visit,
    a_zone,
    an_ask,
    an_encounter,
    an_introduction,
    an_offer,
)
from tests.signing_in import TOKEN
from tests.unread import forget_all


@pytest.fixture
def now():
    """The moment at hand: the pages have a clock of their own."""
    return datetime.now(UTC)


@pytest.fixture
def space(session):
    return a_space()


@pytest.fixture
def reader(space):
    return a_member_of(space, "Rita Reader")


def fill(member, rows):
    for n in range(rows):
        an_offer(member, f"Offer {n}", [f"tag {n}", f"other tag {n}"])
        an_ask(member, f"Ask {n}", [f"sought {n}", f"also sought {n}"])


@pytest.fixture
def unread(monkeypatch):
    """Nothing was read or compared before."""
    forget_all(monkeypatch)


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize("rows", [1, 3])
def test_a_profile_costs_the_same_however_long(
    session, space, reader, sign_in, count_queries, now, rows
):
    person = a_member_of(space, "Paula Person")
    fill(person, rows)
    fill(reader, rows)
    session.add_all(Interest(member_id=person.id, name=f"interest {n}") for n in range(rows))
    session.add_all(Link(member_id=person.id, url=f"https://{n}.example") for n in range(rows))
    a_visit(person, space, now=now)
    browser = sign_in(reader)

    with count_queries() as queries:
        page = browser.get(f"/people/{person.id}")

    assert (page.status_code, len(queries)) == (200, 14)
    for word in ("Offer", "Ask", "other tag", "also sought", "interest"):
        assert all(f"{word} {n}" in page.text for n in range(rows))


@pytest.mark.parametrize("rows", [1, 3])
def test_ones_own_profile_costs_the_same_however_long(
    session, reader, sign_in, count_queries, rows
):
    fill(reader, rows)
    browser = sign_in(reader)

    with count_queries() as queries:
        page = browser.get("/profile")

    assert (page.status_code, len(queries)) == (200, 8)
    assert all(f"Ask {n}" in page.text and f"Offer {n}" in page.text for n in range(rows))


def test_a_reader_sees_what_there_is_to_talk_about(session, space, reader, sign_in, now):
    person = a_member_of(
        space,
        "Siobhán",
        profile={"pronunciation": "shi-VAWN", "pronouns": "she/her", "industry": "N-law"},
    )
    an_offer(person, "Reading contracts", ["contracts"])
    an_ask(reader, "A contract for my first client", ["contracts"])
    an_ask(person, "Over and done with", expires_on=now.date() - timedelta(days=1))
    an_ask(person, "How to price a retainer", kind=AskKind.MENTOR)
    session.add(Link(member_id=person.id, url="https://law.example/me", label="My firm"))
    a_visit(person, space, now=now, zone_id=a_zone(space, name="By the window").id)

    page = sign_in(reader).get(f"/people/{person.id}").text

    for words in (
        *("Siobhán", "say “shi-VAWN”", "she/her", "Law", "Reading contracts", "contracts"),
        *("How to price a retainer", "A mentor", "By the window", "Open to a chat", "law.example"),
        "Can help you with contracts.",
        'href="https://law.example/me" rel="noopener nofollow ugc"',
        f'action="/people/{person.id}/block"',
    ):
        assert words in page
    for words in ("Over and done with", "contact.vcf", "your notes"):
        assert words not in page


def test_where_an_unlisted_person_sits_is_not_told(session, space, reader, sign_in, now):
    person = a_member_of(space, "Paula")
    an_encounter(person, reader, space, now=now)
    zone = a_zone(space, name="By the window")
    a_visit(person, space, now=now, is_listed=False, zone_id=zone.id)

    page = sign_in(reader).get(f"/people/{person.id}").text

    assert "Paula" in page
    assert "Open to a chat" not in page
    assert "By the window" not in page


def test_a_stranger_a_blocked_one_and_nobody_look_the_same(session, space, reader, sign_in, now):
    stranger, blocked, unlisted = a_member(), a_member_of(space), a_member_of(space)
    a_visit(blocked, space, now=now)
    a_visit(unlisted, space, now=now, is_listed=False)
    session.add(Block(member_id=blocked.id, other_id=reader.id, at=now))
    browser = sign_in(reader)

    pages = [
        browser.get(f"/people/{id_}{more}")
        for id_ in (stranger.id, blocked.id, unlisted.id, 999_999)
        for more in ("", "/contact.vcf")
    ]

    assert {page.status_code for page in pages} == {404}
    assert len({TOKEN.sub("", page.text) for page in pages}) == 1


def test_who_met_finds_the_notes_and_who_agreed_the_contact(session, space, reader, sign_in, now):
    person = a_member_of(
        space,
        "Tomás; the, Baker",
        profile={"company": "Bread\\Co", "headline": "I bake " + "ü" * 100, "pronunciation": "to"},
    )
    session.add(Link(member_id=person.id, url="https://bread.example"))
    an_introduction(
        person, reader, space, now=now, first_reply=Reply.YES, second_reply=Reply.YES, agreed_at=now
    )
    an_encounter(person, reader, space, now=now)
    browser = sign_in(reader)

    page = browser.get(f"/people/{person.id}").text
    card = browser.get(f"/people/{person.id}/contact.vcf")

    assert f'href="/spaces/{space.slug}/met"' in page
    assert f'href="/people/{person.id}/contact.vcf"' in page
    assert card.content_type == "text/vcard; charset=utf-8"
    assert card.headers["Content-Disposition"] == "attachment; filename=contact.vcf"
    assert card.text.replace("\r\n ", "").split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "FN:Tomás\\; the\\, Baker",
        "N:;Tomás\\; the\\, Baker;;;",
        "ORG:Bread\\\\Co",
        "TITLE:I bake " + "ü" * 100,
        "URL:https://bread.example",
        "NOTE:Say “to”",
        "END:VCARD",
        "",
    ]
    assert max(len(line) for line in card.data.split(b"\r\n")) <= 75


def test_a_meeting_that_the_other_noted_by_hand_is_theirs(session, space, reader, sign_in, now):
    person = a_member_of(space)
    a_visit(person, space, now=now)
    an_encounter(person, reader, space, now=now, via=Via.BY_HAND, noted_by_id=person.id)

    page = sign_in(reader).get(f"/people/{person.id}").text

    assert "You have met" not in page


def test_the_preview_is_what_others_see(session, reader, sign_in):
    an_ask(reader, "Expired long ago", expires_on=datetime(2020, 1, 1, tzinfo=UTC).date())
    an_offer(reader, "Bread")
    browser = sign_in(reader)

    pages = [browser.get(path) for path in ("/profile/preview", f"/people/{reader.id}")]

    for page in pages:
        assert page.status_code == 200
        assert "This is how others see you." in page.text
        assert "Bread" in page.text
        assert "Expired long ago" not in page.text
        assert f'action="/people/{reader.id}/block"' not in page.text


@pytest.mark.parametrize("path", ["/profile", "/profile/preview", "/people/1", "/profile/start"])
def test_whoever_is_not_signed_in_is_sent_to_sign_in(client, path):
    answer = client.get(path)

    assert (answer.status_code, answer.location) == (302, f"/sign-in?next={path}")


def test_pictures_are_where_faces_say(app):
    with app.test_request_context():
        assert faces.photo_url("a1", 256) == app.url_for("photos.show", stem="a1", size=256)


@pytest.mark.parametrize(
    ("replies", "days_ago", "is_asked"),
    [
        ((Reply.PENDING, Reply.PENDING), 0, True),
        ((Reply.PENDING, Reply.NEVER), 0, True),
        ((Reply.YES, Reply.PENDING), 0, False),
        ((Reply.NOT_NOW, Reply.YES), 0, False),
        ((Reply.PENDING, Reply.YES), 1, False),
    ],
)
def test_whoever_reads_before_answering_finds_the_way_to_the_answer(
    space, reader, sign_in, now, replies, days_ago, is_asked
):
    person = a_member_of(space, "Paula Person")
    for one in (reader, person):
        a_visit(one, space, now=now)
    day = space.today(now) - timedelta(days=days_ago)
    said = dict(zip(("first_reply", "second_reply"), replies, strict=True))
    an_introduction(reader, person, space, now=now, day=day, **said)

    page = sign_in(reader).get(f"/people/{person.id}").text

    assert (">Would you like to meet?</a>" in page) is is_asked


def test_a_tag_that_is_all_of_the_words_is_read_once(session, space, reader, sign_in):
    an_offer(reader, "Editing", skills=["Editing", "French"])

    page = sign_in(reader).get("/profile/preview").text

    assert (page.count(">Editing<"), page.count(">French<")) == (1, 1)
