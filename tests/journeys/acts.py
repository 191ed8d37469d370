"""What the rows of a journey begin with, and what people do in several journeys."""

from datetime import UTC, datetime

from sqlalchemy import delete, select

from app.services.accounts import passwords
from models import OpeningHours, Role, Space
from tests import factories
from tests.browsing import PASSWORD

HOST = Role.HOST
BAKER = {
    "industry": "C-food",
    "company": "Rye & Co",
    "headline": "Bakes bread for cafés",
    "pronunciation": "AH-na",
}
DESIGNER = {"industry": "N-design", "company": "Paper Studio", "headline": "Draws packaging"}

LONG_NAMES = [
    "Maximilian-Konstantin Freiherr von Hohenlohe-Langenburg",
    "Krzysztof Brzęczyszczykiewicz-Wolfeschlegel",
    "Anastasia-Alexandra Papadopoulou-Konstantinidis",
    "Bartholomew Featherstonehaugh-Cholmondeley",
    "Jean-Christophe de La Rochefoucauld",
    "Oluwaseun Adebayo-Ogunlesi",
]


def a_space():
    """A space without hours, so that it is open whenever the tests run."""
    space = factories.a_space(name="Harbour Yard", slug="yard")
    factories.a_zone(space, name="Window desks", position=1)
    return space


def somebody(space, name, profile, *, offers=(), asks=(), **membership):
    """A member who can sign in, with what they offer and look for."""
    member = factories.a_member_of(space, name, profile=profile, **membership)
    member.password_hash = passwords.hashed(PASSWORD, memory_kib=64)
    for words in offers:
        factories.an_offer(member, words)
    for words in asks:
        factories.an_ask(member, words)
    return member


def a_baker(space, name="Ana Sousa", **membership):
    return somebody(
        space,
        name,
        BAKER,
        offers=["Sourdough bread baked fresh for offices and cafés"],
        asks=["Packaging design for our new bread bags"],
        **membership,
    )


def a_designer(space, name="Bo Chen", **membership):
    return somebody(
        space,
        name,
        DESIGNER,
        offers=["Packaging design for food, from bags to boxes"],
        asks=["Fresh sourdough bread for our studio breakfast"],
        **membership,
    )


def is_in(member, space, **visit):
    """Check somebody in behind the scenes."""
    return factories.a_visit(member, space, now=datetime.now(UTC), **visit)


def check_in(person):
    """Tap the one button on the page of today."""
    return person.go("/spaces/yard/today").press("Check in")


def the_space(session):
    """The one space of the installation."""
    return session.scalars(select(Space)).one()


def no_hours():
    """Forget when the space opens and closes."""
    return delete(OpeningHours)
