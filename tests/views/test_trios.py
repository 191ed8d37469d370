"""A card of three people, as its reader finds it and answers it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from models import Hello, Reply, Space
from tests.factories import a_host_of, a_member_of, a_space, a_trio, a_visit, a_zone

HERE = "/spaces/harbour/introductions"


@pytest.fixture
def room(session):
    """Ana, Bo and Cy in and listed, proposed to each other today."""
    now = datetime.now(UTC)
    space = a_space(slug="harbour")
    people = [a_member_of(space, name) for name in ("Ana Silva", "Bo Lind", "Cy Falk")]
    for person in people:
        a_visit(
            person,
            space,
            now=now,
            zone_id=a_zone(space, name=f"Corner of {person.profile.name}").id,
        )
    return people, a_trio(people, space, now=now)


def opened(sign_in, person):
    browser = sign_in(person)
    return browser, browser.get(HERE).text


def answer(browser, row, reply, *together):
    return browser.submit(
        f"{HERE}/{row.id}/answer", reply=reply, **{"with": [one.id for one in together]}
    )


def test_one_card_names_both_and_takes_one_answer(session, sign_in, room):
    (ana, *_others), (ab, ac, _bc) = room
    browser, page = opened(sign_in, ana)

    answer(browser, ab, "yes", ab, ac)
    after = browser.get(HERE).text

    session.expire_all()
    assert page.count('<article class="introduction"') == 1
    assert page.count(f'name="with" value="{ac.id}"') == 1
    assert all(words in page for words in ("Bo Lind", "Cy Falk", "Three of you", "Not <bdi>Cy"))
    assert "Corner of" not in page
    assert (ab.first_reply, ac.first_reply) == (Reply.YES, Reply.YES)
    assert "Whoever of the two says yes, too" in after


def test_not_one_of_them_is_a_button_of_its_own(session, sign_in, room):
    (ana, *_others), (ab, ac, _bc) = room
    browser, page = opened(sign_in, ana)

    answer(browser, ac, "never", ab, ac)

    session.expire_all()
    assert f'formaction="{HERE}/{ac.id}/answer"' in page
    assert (ab.first_reply, ac.first_reply) == (Reply.NOT_NOW, Reply.NEVER)


def test_who_agrees_with_one_of_two_finds_where_they_sit_and_waits_for_the_other(sign_in, room):
    (ana, bo, _cy), (ab, ac, bc) = room
    browsers = [opened(sign_in, person)[0] for person in (ana, bo)]
    answer(browsers[0], ab, "yes", ab, ac)

    answer(browsers[1], ab, "yes", ab, bc)
    page = browsers[1].get(HERE).text

    assert "One of the two said yes, too." in page
    assert "<bdi>Ana</bdi> sits here" in page
    assert "<bdi>Cy</bdi> sits here" not in page
    assert "Cy Falk" in page


def test_who_agrees_with_both_finds_each_on_a_card_of_their_own(session, sign_in, room):
    people, (ab, ac, bc) = room
    for row in (ab, ac, bc):
        row.first_reply = row.second_reply = Reply.YES
    ab.first_reply = ac.first_reply = Reply.PENDING
    browser, _page = opened(sign_in, people[0])

    answer(browser, ab, "yes", ab, ac)
    page = browser.get(HERE).text
    browser.submit(f"{HERE}/{ab.id}/hello", words="Tea at three?")

    assert "Both said yes, too." in page
    assert page.count('<article class="introduction"') == page.count(" sits here: ") == 2
    assert "Three of you" not in page
    [said] = session.scalars(select(Hello))
    assert (said.introduction_id, said.sender_id) == (ab.id, people[0].id)


@pytest.mark.parametrize("sent", [["x", "-1", "9" * 5000], []])
def test_what_names_no_introduction_is_no_part_of_the_answer(session, sign_in, room, sent):
    (ana, *_others), (ab, ac, _bc) = room
    browser, _page = opened(sign_in, ana)

    browser.submit(f"{HERE}/{ab.id}/answer", reply="yes", **{"with": sent})

    session.expire_all()
    assert (ab.first_reply, ac.first_reply) == (Reply.YES, Reply.PENDING)


def test_the_host_reads_three_names_on_one_line(session, sign_in, room):
    host = a_host_of(session.scalars(select(Space)).one())

    page = sign_in(host).get("/spaces/harbour/desk/introductions").text

    assert "<bdi>Ana Silva, Bo Lind</bdi> and <bdi>Cy Falk</bdi>" in page
