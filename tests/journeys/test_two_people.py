"""Two people who were proposed to each other: yes and yes, yes and no, a block, hiding."""

import re
from types import SimpleNamespace

import pytest

from tests.browsing import Person
from tests.journeys import acts

ONLY_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PAGES = ("today", "introductions", "met", "met/add", "mixers")


@pytest.fixture
def two(yard, person):
    """Ana and Bo, in the same space on the same day, proposed to each other."""
    with yard.rows() as session:
        space = acts.a_space()
        emails = [acts.a_baker(space).email, acts.a_designer(space).email]
        session.flush()
    ana, bo = (person().sign_in(email) for email in emails)
    acts.check_in(bo)
    acts.check_in(ana)
    return SimpleNamespace(ana=ana, bo=bo)


def _seen_everywhere(looking: Person):
    """Give what somebody reads on their pages, without the hours and their list of blocks."""
    texts = [looking.go(f"/spaces/yard/{page}").text for page in PAGES]
    texts += [looking.go(page).text for page in ("/privacy", "/account", "/profile")]
    return re.sub(r"\d\d:\d\d", "", "\n".join(texts))


def stands_in_sight(locator):
    """Whether it is seen on a phone without a scroll, above the tabs."""
    return locator.evaluate("""(one) => scrollY === 0 && one.getBoundingClientRect().bottom
      < document.querySelector(".tabs").getBoundingClientRect().top""")


def test_two_who_say_yes_find_each_other_meet_and_remember(two):
    ana, bo = two.ana, two.bo
    ana.press("Introduce us")
    assert not bo.go("/spaces/yard/introductions").sees("You both said yes")
    bo.press("Introduce us")

    assert bo.sees("You both said yes")
    assert bo.sees("Ana is in.")
    hello = bo.page.locator("summary", has_text="Say hello")
    assert all(
        stands_in_sight(one) for one in (hello, bo.page.get_by_role("button", name="We met"))
    )
    hello.click()
    bo.fill(one_short_message="I am the one with the red scarf").press("Send")
    assert ana.go("/spaces/yard/introductions").sees("I am the one with the red scarf")
    ana.press("We met")

    for one, other in ((ana, "Bo Chen"), (bo, "Ana Sousa")):
        one.go("/spaces/yard/met")
        assert other in one.text
    bo.page.get_by_text("Add a note").first.click()
    bo.fill(for_my_eyes_only="Brings rye on Fridays").press("Keep")
    assert bo.sees("Brings rye on Fridays")
    assert not ana.go("/spaces/yard/met").sees("Brings rye on Fridays")


@ONLY_SQLITE
@pytest.mark.parametrize("no", ["Not now", "Not this person"])
def test_one_says_no_and_the_other_never_learns(two, no):
    ana, bo = two.ana, two.bo
    bo.go("/spaces/yard/introductions").press("Introduce us")
    before = _seen_everywhere(bo)

    ana.press(no)

    assert _seen_everywhere(bo) == before
    assert not ana.go("/spaces/yard/introductions").sees("Introduce us")


@ONLY_SQLITE
def test_whoever_is_blocked_appears_nowhere_and_finds_nobody(two):
    ana, bo = two.ana, two.bo
    assert "Bo Chen" in _seen_everywhere(ana)
    assert "Ana Sousa" in _seen_everywhere(bo)
    ana.go("/spaces/yard/today").follow("Bo Chen")
    profile = ana.page.url
    ana.page.locator("summary", has_text="More").click()

    ana.press("Block")

    assert ana.go("/blocks").sees("Bo Chen")
    line = [
        found.bounding_box()["x"]
        for found in (ana.page.get_by_text("Bo Chen").first, ana.page.get_by_text("Unblock"))
    ]
    assert line == sorted(line)  # the button never falls under the face
    assert "Bo Chen" not in _seen_everywhere(ana)
    assert "Ana Sousa" not in _seen_everywhere(bo)
    assert ana.page.goto(profile).status == 404


@ONLY_SQLITE
def test_somebody_who_hides_is_counted_nowhere(two):
    ana, bo = two.ana, two.bo
    ana.go("/spaces/yard/today").press("Check out")
    alone = _seen_everywhere(bo)
    ana.go("/spaces/yard/today").page.get_by_text("Change something first").click()
    ana.page.get_by_label(re.compile("Show me to other members")).uncheck()

    ana.press("Check in")

    assert ana.sees("Not shown to others")
    assert _seen_everywhere(bo) == alone
