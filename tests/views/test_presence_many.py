"""The list of who is in: what it tells the viewer alone, and how it stays short."""

import re
from datetime import UTC, datetime

import pytest

from app.views.people_in import STEP
from models import Profile
from tests.factories import a_member_of, a_space, a_visit, an_ask, an_offer


@pytest.fixture
def now():
    """These pages ask the clock."""
    return datetime.now(UTC)


@pytest.fixture
def space(session):
    return a_space()


@pytest.fixture
def today(space):
    return f"/spaces/{space.slug}/today"


def somebody_in(space, now, name, *, offers=(), seeks=()):
    member = a_member_of(space, name)
    if offers:
        an_offer(member, skills=offers)
    if seeks:
        an_ask(member, skills=seeks)
    a_visit(member, space, now=now)
    return member


def names(page):
    return re.findall(r'data-name="([^"]+)"', page)


def live_address(page):
    return page.split('data-live="')[1].split('"')[0].replace("&amp;", "&")


def test_whoever_has_something_for_the_viewer_comes_first_and_says_what(
    session, space, today, sign_in, now
):
    ana = a_member_of(space, "Ana")
    an_ask(ana, skills=["Sourdough", "Law"])
    an_offer(ana, skills=["Vans"])
    somebody_in(space, now, "Bo", offers=["Sourdough", "Law"], seeks=["Vans"])
    somebody_in(space, now, "Cleo", seeks=["Vans"])
    somebody_in(space, now, "Dan")

    page = sign_in(ana).get(today).text

    assert names(page) == ["Bo", "Cleo", "Dan"]
    told = re.findall(r"<li><span>(.*?)</span></li>", page)
    assert [re.sub(r"<.*?>", "", words) for words in told] == [
        "Can help you with Law and Sourdough.",
        "You can help with Vans.",
        "You can help with Vans.",
    ]


def test_what_is_called_otherwise_is_found_all_the_same(session, space, today, sign_in, now):
    ana = a_member_of(space, "Ana")
    an_ask(ana, "My first MwSt return", skills=["MwSt"])
    bo = somebody_in(space, now, "Bo", seeks=["Vans"])
    an_offer(bo, "VAT", skills=["vat"])
    somebody_in(space, now, "Cleo", offers=["Tea"])
    browser = sign_in(ana)

    page = browser.get(today).text

    assert "Can help you: “<bdi>VAT</bdi>”." in page
    chip = re.search(r'<a class="chip" href="([^"]+)" >MwSt</a>', page).group(1)
    assert names(browser.get(chip).text) == ["Bo"]
    assert names(browser.get(f"{today}?words=mwst").text) == ["Bo"]


def test_of_a_long_ask_the_chip_says_the_beginning_and_finds_whom_all_of_it_finds(
    session, space, today, sign_in, now
):
    words = (
        "Somebody who looks over our first MwSt return and tells us what we have forgotten in it"
    )
    ana = a_member_of(space, "Ana")
    an_ask(ana, words)
    an_offer(somebody_in(space, now, "Bo"), words)
    somebody_in(space, now, "Cleo", offers=["Tea"])
    browser = sign_in(ana)

    chip, said = re.search(
        r'<a class="chip" href="([^"]+)" >(.*?)</a>', browser.get(today).text
    ).groups()

    assert said == "Somebody who looks over our first MwSt…"
    assert names(browser.get(chip).text) == ["Bo"]


def test_what_is_written_in_a_tag_stays_words_in_what_a_card_tells(
    session, space, today, sign_in, now
):
    ana = a_member_of(space, "Ana")
    an_ask(ana, skills=["<b>Bread"])
    somebody_in(space, now, "Bo", offers=["<b>Bread"])

    page = sign_in(ana).get(today).text

    assert ("Can help you with <bdi>&lt;b&gt;Bread</bdi>." in page, "<b>Bread" in page) == (
        True,
        False,
    )


def test_the_list_changes_when_the_viewer_looks_for_something_else(
    session, space, today, sign_in, now
):
    ana = a_member_of(space, "Ana")
    bo = somebody_in(space, now, "Bo", offers=["Sourdough"])
    browser = sign_in(ana)
    before = browser.get(f"{today}/people?seen=")
    version = re.search(rf'data-key="{bo.id}" data-version="([^"]+)"', before.text).group(1)

    an_ask(ana, skills=["Sourdough"])
    session.get_one(Profile, ana.id).touch()
    session.commit()

    after = browser.get(f"{today}/people?seen=", headers={"If-None-Match": before.headers["ETag"]})
    assert (after.status_code, "Can help you with" in after.text) == (200, True)
    assert f'data-version="{version}-' in after.text


def test_a_chosen_tag_is_taken_back_by_the_same_tap(space, today, sign_in, now):
    ana = a_member_of(space, "Ana")
    an_ask(ana, skills=["Sourdough", "Law"])
    somebody_in(space, now, "Bo", offers=["Sourdough", "Law"])

    page = sign_in(ana).get(f"{today}?tag=law").text

    chips = re.findall(r'<a class="chip" href="([^"]+)" (aria-current="true")?', page)
    assert chips == [
        (f"{today}#in-now", 'aria-current="true"'),
        (f"{today}?tag=sourdough#in-now", ""),
    ]


def test_of_very_many_a_first_part_is_shown_and_a_link_leads_on(
    session, space, today, sign_in, now
):
    ana = a_member_of(space, "Ana")
    for number in range(STEP + 3):
        somebody_in(space, now, f"Person {number}", offers=["Bread"] if number == 0 else ())
    browser = sign_in(ana)

    page = browser.get(f"{today}?words=person").text
    further = re.search(r'href="([^"]+)">\s*Show 3 more', page).group(1).replace("&amp;", "&")
    more = browser.get(further).text

    assert len(names(page)) == STEP
    assert further == f"{today}?words=person&most={2 * STEP}#{further.split('#')[1]}"
    assert f'id="{further.split("#")[1]}"' not in page
    assert f'id="{further.split("#")[1]}"' in more
    assert names(more)[:STEP] == names(page)
    assert (len(names(more)), "more</a>" in more) == (STEP + 3, False)
    assert names(browser.get(live_address(more)).text) == names(more)
    assert f"{STEP + 3} people are in" in browser.get(today).text


@pytest.mark.parametrize("most", ["0", "-5", "many", "9" * 5000, ""])
def test_an_odd_number_of_cards_is_the_usual_one(space, today, sign_in, now, most):
    somebody_in(space, now, "Bo")

    answer = sign_in(a_member_of(space)).get(f"{today}?most={most}")

    assert (answer.status_code, names(answer.text)) == (200, ["Bo"])
