"""A host says which tags mean the same, and takes it back."""

import re
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from app.services.profiles.skills_desk import Tag, tags_of
from models import Role, Skill
from tests.factories import (
    a_host_of,
    a_member_of,
    a_membership,
    a_skill,
    a_space,
    a_visit,
    an_ask,
    an_offer,
)

PAGE = "/spaces/loft/desk/tags"


@pytest.fixture
def loft(session):
    space = a_space(slug="loft")
    for tags in (["ux"], ["UX", "user experience"], ["tax"]):
        an_offer(a_member_of(space), skills=tags)
    an_ask(a_member_of(space), skills=["ux"])
    a_skill("sailing")
    session.commit()
    return space


@pytest.fixture
def host(session, loft, sign_in):
    host = a_host_of(loft)
    session.commit()
    return sign_in(host)


def id_of(session, name):
    found = session.scalar(select(Skill.id).where(Skill.key == name))
    session.rollback()  # lets others write
    return found


def means(session):
    session.expire_all()
    rows = session.scalars(select(Skill).where(Skill.means_id.is_not(None)).order_by(Skill.key))
    found = {skill.key: session.get(Skill, skill.means_id).key for skill in rows}
    session.rollback()
    return found


def test_tags_are_counted_by_people_of_the_space_and_merged_and_split(session, loft, host):
    ids = {name: id_of(session, name) for name in ("tax", "user experience", "ux")}
    assert tags_of(session, loft, today=date(2026, 3, 3)) == [
        Tag(ids["tax"], "tax", 1, None),
        Tag(ids["user experience"], "user experience", 1, None),
        Tag(ids["ux"], "ux", 3, None),
    ]
    session.rollback()
    page = host.get(PAGE).text
    assert ("sailing" in page, "1 or 2" in page) == (False, True)

    host.submit(f"{PAGE}/merge", PAGE, tag="ux", into="User  Experience")
    assert means(session) == {"ux": "user experience"}
    merged = host.get(PAGE).text
    assert ("“ux” and “user experience” are one now." in merged, "Split off" in merged) == (
        True,
        True,
    )
    assert [(tag.name, tag.people) for tag in tags_of(session, loft, today=date(2026, 3, 3))] == [
        ("tax", 1),
        ("user experience", 3),
        ("ux", 0),
    ]
    session.rollback()

    host.submit(f"{PAGE}/split", PAGE, tag=ids["ux"])
    assert means(session) == {}
    assert "“ux” stands for itself again." in host.get(PAGE).text


@pytest.mark.parametrize("given", [{"joined_at": None}, {"ends_on": date(2026, 1, 1)}], ids=str)
def test_adding_somebody_s_address_tells_a_host_none_of_their_tags(session, loft, host, given):
    zoe = a_member_of(a_space(), "Zoe")
    an_offer(zoe, skills=["goats"])
    an_ask(zoe, skills=["cheese"])
    a_membership(zoe, loft, **given)
    session.commit()

    page = host.get(PAGE).text

    assert ("tax" in page, "goats" in page, "cheese" in page) == (True, False, False)


def test_what_stood_for_a_tag_goes_along_with_it(session, loft, host):
    a_skill("usability", means_id=id_of(session, "ux"))
    session.commit()

    host.submit(f"{PAGE}/merge", PAGE, tag="ux", into="user experience")

    assert means(session) == {"usability": "user experience", "ux": "user experience"}


def test_an_alias_stands_under_its_tag_and_finds_it(session, loft, host):
    a_skill("usability", means_id=id_of(session, "user experience"))
    session.commit()

    found = host.get(f"{PAGE}?find=USAB").text

    _, _, listed = found.partition("1 tag</p>")
    assert [word in listed for word in ("user experience", "usability", "tax")] == [
        True,
        True,
        False,
    ]
    assert "No tag like that" in host.get(f"{PAGE}?find=zebra").text


def test_very_many_tags_are_folded_under_their_letters_until_they_are_looked_for(
    session, loft, host
):
    for n in range(30):
        an_offer(a_member_of(loft), skills=[f"{n} tags" if n < 2 else f"Tag {n}"])
    session.commit()

    folded, found = host.get(PAGE).text, host.get(f"{PAGE}?find=tax").text

    letters = r"<summary>(\S+) <span[^>]*>(.*?)</span>"
    assert re.findall(letters, folded) == [("0-9", "2 tags"), ("T", "29 tags"), ("U", "2 tags")]
    assert (re.findall(letters, found), "<strong><bdi>tax" in found) == ([], True)


def test_whoever_has_not_chosen_reads_where_to(session, loft, host):
    answer = host.submit(f"{PAGE}/merge", PAGE, tag="ux", into="")

    assert answer.status_code == 400
    assert "Choose one of the list." in answer.text
    assert means(session) == {}


@pytest.mark.parametrize(("tag", "into"), [("ux", "ux"), ("ux", "sailing"), ("sailing", "ux")])
def test_no_tag_means_itself_or_one_that_is_not_carried_here(session, host, tag, into):
    answer = host.submit(f"{PAGE}/merge", PAGE, tag=tag, into=into)

    assert answer.status_code == 400
    assert means(session) == {}


def test_only_an_alias_can_be_split_off(session, host):
    assert host.submit(f"{PAGE}/split", PAGE, tag=id_of(session, "ux")).status_code == 400


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_long(session, loft, host, count_queries, rows):
    for n in range(rows):
        an_offer(a_member_of(loft), skills=[f"tag {n}"])
    session.commit()

    with count_queries() as queries:
        host.get(PAGE)

    assert len(queries) == 5


@pytest.mark.parametrize(
    "given", [None, {"joined_at": None}, {"ends_on": date(2026, 1, 1)}], ids=str
)
def test_a_host_changes_no_tag_of_a_space_of_others(session, loft, sign_in, given):
    helle, other = a_host_of(loft), a_space()
    if given:  # whoever was asked to run it, or did once, does not
        a_membership(helle, other, role=Role.HOST, **given)
    session.commit()
    host = sign_in(helle)

    page = host.get(PAGE).text
    refused = host.submit(f"{PAGE}/merge", "/account", tag="ux", into="tax")

    assert ("Only a host of all" in page, "Merge</button>" in page) == (True, False)
    assert refused.status_code == 400
    assert means(session) == {}


def test_who_is_in_is_shown_with_the_tag_that_was_chosen_and_again_without(
    session, loft, host, sign_in
):
    bo = a_member_of(loft, "Bo")
    an_offer(bo, skills=["ux"])
    a_visit(bo, loft, now=datetime.now(UTC))
    ana = a_member_of(loft, "Ana")
    an_ask(ana, skills=["user experience"])
    session.commit()
    browser, shown = sign_in(ana), []
    acts = (
        (None, {}),
        ("merge", {"tag": "ux", "into": "user experience"}),
        ("split", {"tag": id_of(session, "ux")}),
    )

    for act, given in acts:
        if act:
            host.submit(f"{PAGE}/{act}", PAGE, **given)
        page = browser.get("/spaces/loft/today").text
        shown.append("Can help you with <bdi>user experience</bdi>." in page)

    assert shown == [False, True, False]
