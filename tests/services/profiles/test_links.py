"""Places on the web that members point to."""

import pytest
from sqlalchemy import select

from app.services.errors import NotFound, Refused
from app.services.profiles import links
from models import Link, Profile
from tests.factories import a_member


def rows_of(session, member):
    return session.execute(
        select(Link.label, Link.url, Link.position)
        .where(Link.member_id == member.id)
        .order_by(Link.position)
    ).all()


def test_links_are_added_in_order_changed_and_removed(session):
    member = a_member()
    first = links.add(session, by=member.id, url="example.org", label=" My  work ")
    second = links.add(session, by=member.id, url="https://example.com/shop", label="")
    third = links.add(session, by=member.id, url="https://example.net", label="Shop")

    links.change(session, first.id, by=member.id, url="http://example.org/new", label="New")
    links.remove(session, second.id, by=member.id)
    links.add(session, by=member.id, url=third.url, label="The same")
    session.flush()

    assert rows_of(session, member) == [
        ("New", "http://example.org/new", 1),
        ("The same", "https://example.net", 3),
    ]
    assert session.get(Profile, member.id).version == 7


def test_ten_are_the_most(session):
    member = a_member()
    for n in range(10):
        links.add(session, by=member.id, url=f"https://example.org/{n}", label="")

    with pytest.raises(links.TooMany):
        links.add(session, by=member.id, url="https://example.org/more", label="")

    assert len(rows_of(session, member)) == 10


@pytest.mark.parametrize(
    ("url", "label"), [("javascript:alert(1)", ""), ("https://example.org", "a" * 41)]
)
def test_no_script_and_no_endless_label(session, url, label):
    member = a_member()
    link = links.add(session, by=member.id, url="https://example.org/me", label="")

    with pytest.raises(Refused):
        links.add(session, by=member.id, url=url, label=label)
    with pytest.raises(Refused):
        links.change(session, link.id, by=member.id, url=url, label=label)

    assert rows_of(session, member) == [("", "https://example.org/me", 1)]


def test_nobody_touches_the_link_of_another(session):
    owner, stranger = a_member(), a_member()
    link = links.add(session, by=owner.id, url="https://example.org", label="")

    with pytest.raises(NotFound):
        links.change(session, link.id, by=stranger.id, url="https://evil.example", label="")
    links.remove(session, link.id, by=stranger.id)

    assert rows_of(session, owner) == [("", "https://example.org", 1)]
