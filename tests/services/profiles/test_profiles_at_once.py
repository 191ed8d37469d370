"""Two hands on one profile at the same moment: one after the other, nothing lost or doubled."""

from sqlalchemy import func, select

from app.services import photos
from app.services.profiles import asks, offers, profiles
from models import Ask, AskKind, Offer, Profile
from tests.at_once import at_once, gave_at_once
from tests.factories import a_member, an_offer


def test_a_double_click_makes_one_offer_and_one_ask(session, database_url, now):
    me = a_member().id
    session.commit()

    outcomes = at_once(
        database_url,
        *[lambda s: offers.add(s, by=me, words="Bread", tags=["baking"], now=now)] * 4,
        *[lambda s: asks.add(s, AskKind.HIRE, by=me, words="A", tags=["b"], now=now)] * 4,
    )

    assert outcomes == ["done"] * 8
    assert session.scalars(select(Offer.words)).all() == ["Bread"]
    assert session.scalars(select(Ask.words)).all() == ["A"]
    assert session.scalar(select(Profile.version)) == 9


def test_the_last_free_place_is_taken_once(session, database_url, now):
    member = a_member()
    for n in range(7):
        an_offer(member, f"Offer {n}")
    session.commit()

    outcomes = at_once(
        database_url,
        *[
            lambda s, n=n: offers.add(s, by=member.id, words=f"Last {n}", tags=[], now=now)
            for n in range(4)
        ],
    )

    assert outcomes == ["TooMany"] * 3 + ["done"]
    assert session.scalar(select(func.count()).select_from(Offer)) == 8


def test_every_change_is_counted_and_every_old_picture_is_given_back_once(session, database_url):
    me = a_member(profile={"photo": "old"}).id
    session.commit()
    stems = [f"new{n}" for n in range(4)]

    before = gave_at_once(
        database_url,
        *[lambda s, stem=stem: photos.replace(s, by=me, stem=stem) for stem in stems],
        lambda s: profiles.tell(s, by=me, bio="Hello"),
    )

    photo, version = session.execute(select(Profile.photo, Profile.version)).one()
    assert sorted([*before[:4], photo]) == sorted(["old", *stems])
    assert version == 6
