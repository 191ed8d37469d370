"""What one offers, seeks and points to: added, changed, renewed, removed, and nobody else's."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import inspect, select

from models import Ask, Link, Member, Membership, Offer, Profile, Role
from models.ask import ASK_LASTS_DAYS
from tests.factories import a_member, a_member_of, a_space, an_ask, an_offer
from tests.telling import opened, told

IN_SIXTY_DAYS = timedelta(days=ASK_LASTS_DAYS)


def test_the_ninth_offer_is_refused_and_what_was_typed_is_kept(session, sign_in):
    member = a_member()
    for n in range(8):
        an_offer(member, f"Offer {n}")
    browser = opened(sign_in, member)

    page = browser.submit("/profile/offers/new", words="The ninth", skills="tag")

    assert page.status_code == 400
    assert "You offer 8 things already." in page.text
    assert 'value="The ninth"' in page.text
    assert "/profile/offers/new" not in browser.get("/profile").text


def test_each_thing_is_added_from_a_page_of_its_own(session, sign_in):
    member = a_member()
    browser = opened(sign_in, member)
    forms = {
        "offers": {"words": "Bread", "skills": "baking"},
        "asks": {"words": "Flour", "skills": "grain", "kind": "supplier"},
        "links": {"url": "bread.example", "label": ""},
    }

    for thing, fields in forms.items():
        page = browser.get(f"/profile/{thing}/new").text
        assert all(f'name="{name}"' in page for name in fields)
        assert browser.submit(f"/profile/{thing}/new", **fields).location == "/profile#main"

    person = told(session, member)
    assert [(thing.words, thing.skills) for thing in (*person.offers, *person.asks)] == [
        ("Bread", ("baking",)),
        ("Flour", ("grain",)),
    ]
    assert [link.url for link in person.links] == ["https://bread.example"]


def test_offers_asks_and_links_are_changed_and_removed(session, sign_in):
    member = a_member()
    offer, ask = an_offer(member, "Bread", ["baking"]), an_ask(member, "Flour", ["grain"])
    link = Link(member_id=member.id, url="https://old.example")
    session.add(link)
    session.flush()
    browser = opened(sign_in, member)

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
            assert browser.submit(f"/profile/{thing}/{id_}/remove").location == "/profile#main"
    person = told(session, member)
    assert (person.offers, person.asks, person.links) == ([], [], [])


def test_an_expired_ask_says_so_and_is_renewed_with_one_tap(session, sign_in):
    member = a_member()
    ask = an_ask(member, expires_on=datetime(2026, 1, 5, tzinfo=UTC).date())
    browser = opened(sign_in, member)

    page = browser.get("/profile").text
    assert "Expired on 5 January 2026" in page
    assert "Is it still true?" in page
    browser.submit(f"/profile/asks/{ask.id}/renew")

    assert told(session, member).asks[0].expires_on == datetime.now(UTC).date() + IN_SIXTY_DAYS
    page = browser.get("/profile").text
    assert "Expired on" not in page
    assert f"/profile/asks/{ask.id}/renew" not in page


def test_nobody_reaches_what_is_anothers(session, sign_in):
    owner, stranger = a_member(), a_member()
    offer, ask = an_offer(owner), an_ask(owner)
    link = Link(member_id=owner.id, url="https://mine.example")
    session.add(link)
    session.flush()
    before = told(session, owner)
    browser = opened(sign_in, stranger)

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


def test_no_form_sets_what_it_does_not_show(session, sign_in):
    member, other = a_member("Ana"), a_member("Bo")
    a_member_of(a_space())
    everything = dict.fromkeys(columns_of(Member, Membership, Profile, Offer, Ask, Link), "1")
    fields = everything | {"member_id": str(other.id), "role": "host", "name": "Ana", "id": "77"}
    browser = opened(sign_in, member)

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
