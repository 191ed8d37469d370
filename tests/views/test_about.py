"""Changing one's own profile, as a browser does."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import inspect, select

from app.services import portraits
from app.services.portraits import Asked, Offered, Pointer, Portrait
from models import Ask, AskKind, Link, Member, Membership, Offer, Profile, Role, WayOfWorking
from models.ask import ASK_LASTS_DAYS
from tests.factories import a_member, a_member_of, a_space, an_ask, an_offer

IN_SIXTY_DAYS = timedelta(days=ASK_LASTS_DAYS)


def told(session, member):
    session.commit()  # what was arranged; and nothing may be held while the pages write
    person = portraits.own(session, member.id)
    session.commit()
    return person


@pytest.fixture
def open_profile(sign_in):
    """Sign in and look at one's own profile, as everybody does before changing it."""

    def opened(member):
        browser = sign_in(member)
        assert browser.get("/profile").status_code == 200
        return browser

    return opened


def test_a_newcomer_is_done_on_one_page(session, open_profile):
    member = a_member_of(a_space(), "Noor")
    browser = open_profile(member)

    assert "/profile/start" in browser.get("/profile").text
    answer = browser.submit(
        "/profile/start",
        headline="I bake bread",
        industry="C-food",
        offer="Sourdough that works",
        offer_skills="bread, baking",
        ask_kind="mentor",
        ask="",
        ask_skills="pricing",
    )

    assert (answer.status_code, answer.location) == (302, "/profile")
    person = told(session, member)
    assert (person.headline, person.industry) == ("I bake bread", "C-food")
    assert person.offers == [
        Offered(id=person.offers[0].id, words="Sourdough that works", skills=("baking", "bread"))
    ]
    assert person.asks == [
        Asked(
            id=person.asks[0].id,
            kind=AskKind.MENTOR,
            words="pricing",
            expires_on=datetime.now(UTC).date() + IN_SIXTY_DAYS,
            skills=("pricing",),
        )
    ]
    assert "Add a picture of your face" in browser.get("/profile").text


def test_everything_one_tells_is_kept_part_by_part(session, open_profile):
    member = a_member("Ana")
    browser = open_profile(member)

    answers = [
        browser.submit("/profile/name", name="Ana Silva", pronunciation="AH-na", pronouns="she"),
        browser.submit(
            "/profile/work",
            headline="I bake",
            working_on="A stall",
            industry="C-food",
            company="Crumb",
            way_of_working="startup",
        ),
        browser.submit(
            "/profile/more",
            **{
                "bio": "One.\r\n\r\nTwo.",
                "interests": "Choir, climbing",
                "languages-0": "pt",
                "languages-1": "",
                "languages-2": "en",
            },
        ),
        browser.submit("/profile/links/new", url="crumb.example", label="Shop"),
    ]

    assert [answer.location for answer in answers] == ["/profile"] * 4
    person = told(session, member)
    assert person == Portrait(
        id=member.id,
        name="Ana Silva",
        pronunciation="AH-na",
        pronouns="she",
        headline="I bake",
        working_on="A stall",
        industry="C-food",
        company="Crumb",
        way_of_working=WayOfWorking.STARTUP,
        bio="One.\n\nTwo.",
        interests=["choir", "climbing"],
        languages=["pt", "en"],
        photo=None,
        links=[Pointer(id=person.links[0].id, label="Shop", url="https://crumb.example")],
    )
    shown = [browser.get(f"/profile/{part}").text for part in ("name", "work", "more")]
    for page, words in zip(shown, ("AH-na", "A stall", "choir, climbing"), strict=True):
        assert words in page


MISTAKES = {
    "name": ("name", {"name": " ", "pronouns": "she/her"}, "she/her"),
    "name of signs": ("name", {"name": "!!", "pronouns": "she/her"}, "she/her"),
    "long name": ("name", {"name": "é" * 81, "pronouns": "she/her"}, "é" * 81),
    "industry": ("work", {"industry": "Z", "headline": "I bake"}, "I bake"),
    "way": ("work", {"way_of_working": "king", "headline": "I bake"}, "I bake"),
    "interests": ("more", {"interests": ",".join("abcdefghijklm"), "bio": "Kept"}, "Kept"),
    "language": ("more", {"languages-0": "xx", "bio": "Kept"}, "Kept"),
    "no offer": ("offers/new", {"words": "", "skills": "kept, too"}, "kept, too"),
    "many tags": ("offers/new", {"words": "Kept", "skills": ",".join("abcdefghi")}, "Kept"),
    "long tag": ("asks/new", {"words": "Kept", "kind": "mentor", "skills": "a" * 61}, "Kept"),
    "kind": ("asks/new", {"words": "Kept", "kind": "servant"}, "Kept"),
    "script": ("links/new", {"url": "javascript:alert(1)", "label": "Kept"}, "Kept"),
    "start": ("start", {"industry": "Z", "offer": "Kept"}, "Kept"),
    "start of signs": ("start", {"offer": "?!", "headline": "Kept", "ask_kind": "other"}, "Kept"),
}


def test_a_mistake_is_named_what_was_typed_is_kept_and_nothing_changes(session, open_profile):
    member = a_member("Ana")
    browser = open_profile(member)
    before = told(session, member)

    for mistake, (part, fields, kept) in MISTAKES.items():
        page = browser.submit(f"/profile/{part}", **fields)

        assert page.status_code == 400, mistake
        assert 'class="error"' in page.text, mistake
        assert kept in page.text, mistake
        assert told(session, member) == before, mistake


def test_the_ninth_offer_is_refused_and_what_was_typed_is_kept(session, open_profile):
    member = a_member()
    for n in range(8):
        an_offer(member, f"Offer {n}")
    browser = open_profile(member)

    page = browser.submit("/profile/offers/new", words="The ninth", skills="tag")

    assert page.status_code == 400
    assert "You offer 8 things already." in page.text
    assert 'value="The ninth"' in page.text
    assert "/profile/offers/new" not in browser.get("/profile").text


def test_offers_asks_and_links_are_changed_and_removed(session, open_profile):
    member = a_member()
    offer, ask = an_offer(member, "Bread", ["baking"]), an_ask(member, "Flour", ["grain"])
    link = Link(member_id=member.id, url="https://old.example")
    session.add(link)
    session.flush()
    browser = open_profile(member)

    assert 'value="baking"' in browser.get(f"/profile/offers/{offer.id}").text
    assert 'value="grain"' in browser.get(f"/profile/asks/{ask.id}").text
    assert 'value="https://old.example"' in browser.get(f"/profile/links/{link.id}").text
    browser.submit(f"/profile/offers/{offer.id}", words="Buns", skills="")
    browser.submit(f"/profile/asks/{ask.id}", words="Rye", kind="hire", skills="")
    browser.submit(f"/profile/links/{link.id}", url="new.example", label="")

    person = told(session, member)
    assert [thing.words for thing in (*person.offers, *person.asks)] == ["Buns", "Rye"]
    assert [pointer.url for pointer in person.links] == ["https://new.example"]

    for thing, id_ in (("offers", offer.id), ("asks", ask.id), ("links", link.id)):
        for _ in range(2):
            assert browser.submit(f"/profile/{thing}/{id_}/remove").location == "/profile"
    person = told(session, member)
    assert (person.offers, person.asks, person.links) == ([], [], [])


def test_an_expired_ask_says_so_and_is_renewed_with_one_tap(session, open_profile):
    member = a_member()
    ask = an_ask(member, expires_on=datetime(2026, 1, 5, tzinfo=UTC).date())
    browser = open_profile(member)

    page = browser.get("/profile").text
    assert "Expired on 5 January 2026" in page
    assert "Is it still true?" in page
    browser.submit(f"/profile/asks/{ask.id}/renew")

    assert told(session, member).asks[0].expires_on == datetime.now(UTC).date() + IN_SIXTY_DAYS
    page = browser.get("/profile").text
    assert "Expired on" not in page
    assert f"/profile/asks/{ask.id}/renew" not in page


def test_nobody_reaches_what_is_anothers(session, open_profile):
    owner, stranger = a_member(), a_member()
    offer, ask = an_offer(owner), an_ask(owner)
    link = Link(member_id=owner.id, url="https://mine.example")
    session.add(link)
    session.flush()
    before = told(session, owner)
    browser = open_profile(stranger)

    for thing, id_ in (("offers", offer.id), ("asks", ask.id), ("links", link.id)):
        path = f"/profile/{thing}/{id_}"
        assert browser.get(path).status_code == 404
        fields = {"words": "Mine", "url": "https://evil.example", "kind": "hire", "skills": ""}
        assert browser.submit(path, **fields).status_code == 404
        browser.submit(f"{path}/remove")
    assert browser.submit(f"/profile/asks/{ask.id}/renew").status_code == 404

    assert told(session, owner) == before


def columns_of(*models):
    return {column.key for model in models for column in inspect(model).columns}


def test_no_form_sets_what_it_does_not_show(session, open_profile):
    member, other = a_member("Ana"), a_member("Bo")
    a_member_of(a_space())
    everything = dict.fromkeys(columns_of(Member, Membership, Profile, Offer, Ask, Link), "1")
    fields = everything | {"member_id": str(other.id), "role": "host", "name": "Ana", "id": "77"}
    browser = open_profile(member)

    for path in ("name", "offers/new", "asks/new", "start"):
        browser.submit(f"/profile/{path}", **fields)

    profile = session.get(Profile, member.id, populate_existing=True)
    assert (profile.headline, profile.photo, profile.industry) == ("", None, "")
    assert profile.version < 5
    assert told(session, other).name == "Bo"
    assert session.scalars(select(Offer.member_id)).all() == [member.id]
    assert session.get(Offer, 77) is None
    assert "1" not in session.scalars(select(Member.email)).all()
    assert session.scalar(select(Membership.role)) is Role.MEMBER
