"""What a card tells, and how what people write is found again."""

from datetime import timedelta

import pytest

from app.services.errors import Conflict
from app.services.presence import cards
from app.services.presence.cards import Key, folded
from tests.factories import a_member_of, a_skill, a_space, an_ask, an_offer

HOUR = timedelta(hours=1)


@pytest.fixture
def space(session):
    return a_space()


def test_a_card_tells_what_a_person_says_and_nothing_that_has_expired(session, space, now):
    bo = a_member_of(
        space,
        "Bo Lindqvist",
        profile={"headline": "Bakes", "company": "Ovn", "industry": "C-food", "photo": "abc"},
    )
    meant = a_skill("Bread")
    a_skill("Loaves", means_id=meant.id)
    an_offer(bo, "Sourdough", skills=["Loaves"])
    an_offer(bo, "Gossip")
    an_ask(bo, "A van", skills=["Loaves", "Vans"], expires_on=now.date())
    an_ask(bo, "A horse", skills=["Horses"], expires_on=now.date() - 24 * HOUR)
    key = Key(bo.id, 1, "Attic", "14:00", now.date(), "en")

    (card,) = cards.cards_of(session, [key])
    told = card.told

    assert {
        "who": (told.key, told.name, told.initials, told.url, told.photo_url),
        "does": (told.headline, told.company, told.industry),
        "offers": told.offers,
        "asks": told.asks,
        "tags": card.tags,
        "sought": card.sought,
        "stay": (told.zone, told.state, told.until),
    } == {
        "who": (bo.id, "Bo Lindqvist", "BL", f"/people/{bo.id}", "/photos/abc-256.webp"),
        "does": ("Bakes", "Ovn", "Food & drink making"),
        "offers": ("Bread", "Gossip"),
        "asks": ("A van",),
        "tags": {"bread": "Bread"},
        "sought": {"bread": "Bread", "vans": "Vans"},
        "stay": ("Attic", "heads_down", "14:00"),
    }
    assert "horse" not in card.words


def test_a_card_has_another_version_for_whatever_it_depends_on(session, space, now):
    bo = a_member_of(space, "Bo")
    key = Key(bo.id, 1, "Attic", "", now.date(), "en")
    others = [
        key._replace(profile_version=2),
        key._replace(zone="Cellar"),
        key._replace(until="14:00"),
        key._replace(day=now.date() + 24 * HOUR),
        key._replace(locale="da"),
    ]

    versions = [card.told.version for card in cards.cards_of(session, [key, *others])]

    assert len(set(versions)) == len(versions)


def test_somebody_who_left_for_good_while_the_page_was_made_is_no_broken_page(session, now):
    with pytest.raises(Conflict):
        cards.cards_of(session, [Key(4711, 1, "", "", now.date(), "en")])


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("José", "jose"),
        ("Łódź", "łodz"),
        ("STRASSE", "straße"),
        ("שָׁלוֹם", "שלום"),
        ("Ὀδυσσεύς", "οδυσσευς"),
    ],
)
def test_accents_and_capitals_make_no_difference(written, typed):
    assert folded(written) == folded(typed)
