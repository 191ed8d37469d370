"""What members can help with."""

import pytest
from sqlalchemy import select

from app.services.errors import NotFound, Refused
from app.services.profiles import offers
from models import Offer, Profile
from models.offer import offer_skill
from tests.factories import a_member, an_offer


def words_of(session, member):
    return session.scalars(
        select(Offer.words).where(Offer.member_id == member.id).order_by(Offer.id)
    ).all()


def version_of(session, member):
    return session.scalar(select(Profile.version).where(Profile.member_id == member.id))


def test_an_offer_is_added_with_its_tags(session, now):
    member = a_member()

    offer = offers.add(session, by=member.id, words=" Tax  returns ", tags=["tax", "Law"], now=now)

    assert offers.of_member(session, offer.id, by=member.id) is offer
    assert (offer.words, [skill.name for skill in offer.skills]) == ("Tax returns", ["Law", "tax"])
    assert version_of(session, member) == 2


def test_the_same_words_twice_stay_one_offer(session, now):
    member = a_member()
    first = offers.add(session, by=member.id, words="Tax returns", tags=["tax"], now=now)

    again = offers.add(session, by=member.id, words="tax returns", tags=["law"], now=now)

    assert again.id == first.id
    assert words_of(session, member) == ["tax returns"]
    assert [skill.name for skill in again.skills] == ["law"]


def test_eight_are_the_most(session, now):
    member = a_member()
    for n in range(8):
        an_offer(member, f"Offer {n}")

    with pytest.raises(offers.TooMany):
        offers.add(session, by=member.id, words="One more", tags=[], now=now)

    assert len(words_of(session, member)) == 8


def test_an_offer_is_changed_and_taken_back(session):
    member = a_member()
    changed, gone = an_offer(member, "Tax", ["tax"]), an_offer(member, "Law", ["law"])
    session.commit()

    offers.change(session, changed.id, by=member.id, words="Taxes", tags=["tax", "vat"])
    offers.remove(session, gone.id, by=member.id)
    offers.remove(session, gone.id, by=member.id)

    assert words_of(session, member) == ["Taxes"]
    assert session.scalars(select(offer_skill.c.offer_id).distinct()).all() == [changed.id]
    assert version_of(session, member) == 4


def test_nobody_touches_the_offer_of_another(session):
    owner, stranger = a_member(), a_member()
    offer = an_offer(owner, "Tax")

    with pytest.raises(NotFound):
        offers.of_member(session, offer.id, by=stranger.id)
    with pytest.raises(NotFound):
        offers.change(session, offer.id, by=stranger.id, words="Mine", tags=[])
    offers.remove(session, offer.id, by=stranger.id)

    assert words_of(session, owner) == ["Tax"]


@pytest.mark.parametrize("words", ["", " \u200d ", "?!", "a" * 201])
def test_words_that_say_nothing_or_too_much_are_refused(session, now, words):
    member = a_member()

    with pytest.raises(Refused):
        offers.add(session, by=member.id, words=words, tags=[], now=now)
