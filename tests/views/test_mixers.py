"""The pages of mixers, for hosts and for everybody else."""

from datetime import UTC, datetime, timedelta

import pytest

from models import Mixer
from tests.factories import a_host_of, a_member_of, a_mixer, a_space

FILLED_IN = {
    "title": "Soup and strangers",
    "day": "2031-03-28",
    "begins": "18:00",
    "ends": "20:30",
    "place": "The kitchen",
    "words": "Bring a spoon.",
}


@pytest.fixture
def space(session):
    return a_space(time_zone="Europe/Berlin")


@pytest.fixture
def mixers(space):
    return f"/spaces/{space.slug}/mixers"


def test_a_host_announces_a_mixer_by_the_clock_of_the_space(session, space, mixers, sign_in):
    browser = sign_in(a_host_of(space))

    answer = browser.submit(f"{mixers}/new", _from=f"{mixers}/new", **FILLED_IN)

    assert (answer.status_code, answer.location) == (302, mixers)
    (mixer,) = session.query(Mixer).all()
    assert (mixer.starts_at, mixer.ends_at) == (
        datetime(2031, 3, 28, 17, 0, tzinfo=UTC),
        datetime(2031, 3, 28, 19, 30, tzinfo=UTC),
    )
    page = browser.get(mixers).text
    assert "Soup and strangers" in page
    assert "Friday, 28 March, 18:00 to 20:30 · The kitchen" in " ".join(page.split())


def test_a_mixer_may_end_after_midnight_on_the_night_the_clock_changes(
    session, space, mixers, sign_in
):
    night = {"day": "2031-03-29", "begins": "22:00", "ends": "04:00"}

    sign_in(a_host_of(space)).submit(f"{mixers}/new", _from=f"{mixers}/new", **FILLED_IN | night)

    (mixer,) = session.query(Mixer).all()
    assert mixer.ends_at - mixer.starts_at == timedelta(hours=5)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"title": " "}, "Give it a name."),
        ({"day": "soon"}, "Not a valid date value."),
        ({"day": "9999-12-31"}, "Please look at the year again."),
        ({"day": "2021-03-28"}, "That has passed."),
    ],
)
def test_what_cannot_be_is_shown_again_with_what_to_mend(
    session, space, mixers, sign_in, wrong, why
):
    browser = sign_in(a_host_of(space))

    page = browser.submit(f"{mixers}/new", _from=f"{mixers}/new", **FILLED_IN | wrong)

    assert page.status_code == 400
    assert why in page.text
    assert "Bring a spoon." in page.text
    assert session.query(Mixer).all() == []


def test_a_host_changes_and_cancels_a_mixer(session, space, mixers, sign_in):
    browser = sign_in(a_host_of(space))
    mixer = a_mixer(space, now=datetime.now(UTC), title="Soup")
    session.commit()
    page = f"{mixers}/{mixer.id}"

    browser.submit(page, _from=page, **FILLED_IN | {"title": "Bread"})
    changed = browser.get(mixers).text
    assert ("Bread" in changed, "Soup" in changed) == (True, False)

    browser.submit(f"{page}/cancel", _from=page)
    assert "Nothing planned yet" in browser.get(mixers).text
    assert session.query(Mixer).all() == []


def test_to_a_member_and_to_a_host_elsewhere_the_host_s_pages_do_not_exist(
    session, space, mixers, sign_in
):
    mixer = a_mixer(space, now=datetime.now(UTC))
    elsewhere = a_space()
    for browser in (
        sign_in(a_member_of(space)),
        sign_in(a_host_of(elsewhere)),
    ):
        answers = [
            browser.get(f"{mixers}/new"),
            browser.get(f"{mixers}/{mixer.id}"),
            browser.submit(f"{mixers}/new", **FILLED_IN),
            browser.submit(f"{mixers}/{mixer.id}", **FILLED_IN),
            browser.submit(f"{mixers}/{mixer.id}/cancel"),
        ]
        assert [answer.status_code for answer in answers] == [404] * 5
    host_elsewhere = sign_in(a_host_of(elsewhere))
    reached = host_elsewhere.get(f"/spaces/{elsewhere.slug}/mixers/{mixer.id}")
    assert reached.status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_long(
    session, space, mixers, sign_in, count_queries, count
):
    now = datetime.now(UTC)
    for n in range(count):
        a_mixer(space, now=now, title=f"Coming {n}")
        a_mixer(space, now=now - timedelta(days=30), title=f"Been {n}")
    browser = sign_in(a_member_of(space))

    with count_queries() as queries:
        page = browser.get(mixers).text

    assert len(queries) == 4
    assert all(f"Coming {n}" in page and f"Been {n}" in page for n in range(count))
    assert "Announce" not in page


def test_nothing_planned_is_said_kindly(space, mixers, sign_in):
    assert "Nothing planned yet" in sign_in(a_member_of(space)).get(mixers).text
