"""Changing one's own profile, as a browser does."""

import re
from datetime import UTC, datetime, timedelta

from app.services.profiles.portraits import Asked, Offered, Pointer, Portrait
from models import AskKind, WayOfWorking
from models.ask import ASK_LASTS_DAYS
from tests.factories import a_member, a_member_of, a_space
from tests.telling import opened, told

IN_SIXTY_DAYS = timedelta(days=ASK_LASTS_DAYS)


def test_a_newcomer_is_done_on_one_page(session, sign_in):
    member = a_member_of(a_space(), "Noor")
    browser = opened(sign_in, member)

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

    assert (answer.status_code, answer.location) == (302, "/")
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


def test_whoever_leaves_everything_empty_is_not_told_that_it_is_on_their_card(session, sign_in):
    member = a_member_of(a_space(slug="loft"), "Noor")
    browser = opened(sign_in, member)

    said = []
    for offer in ("", "Sourdough that works"):
        browser.submit("/profile/start", ask_kind="mentor", offer=offer)
        said.append(browser.get("/spaces/loft/today").text)

    assert ["on your card now" in page for page in said] == [False, True]
    assert ["card is still empty" in page for page in said] == [True, False]


def test_whoever_chooses_no_kind_of_ask_says_nothing_wrong(session, sign_in):
    browser = opened(sign_in, a_member_of(a_space(slug="loft"), "Noor"))

    first = [
        re.search(r'<select[^>]*kind".*?<option ([^>]*)>', browser.get(page).text, re.DOTALL)[1]
        for page in ("/profile/start", "/profile/asks/new")
    ]

    assert first == ['value="other"', 'value="other"']


def test_everything_one_tells_is_kept_part_by_part(session, sign_in):
    member = a_member("Ana")
    browser = opened(sign_in, member)

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

    assert [answer.location for answer in answers] == ["/profile#main"] * 4
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
    assert 'selected value="startup"' in shown[1]  # else the next save would forget it


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


def test_a_mistake_is_named_what_was_typed_is_kept_and_nothing_changes(session, sign_in):
    member = a_member("Ana")
    browser = opened(sign_in, member)
    before = told(session, member)

    for mistake, (part, fields, kept) in MISTAKES.items():
        page = browser.submit(f"/profile/{part}", **fields)

        assert page.status_code == 400, mistake
        assert 'class="error"' in page.text, mistake
        assert kept in page.text, mistake
        assert told(session, member) == before, mistake
