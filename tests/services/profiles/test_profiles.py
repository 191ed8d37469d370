"""What members tell about themselves, as they change it."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.services.errors import NotFound, Refused
from app.services.profiles import profiles
from models import Interest, Profile, SpokenLanguage, WayOfWorking
from tests.conftest import NOON
from tests.factories import a_member


def read(session, member):
    lists = (selectinload(Profile.languages), selectinload(Profile.interests))
    return session.get(Profile, member.id, options=lists, populate_existing=True)


def test_everything_told_is_kept_clean(session):
    member = a_member("Ana")
    me = member.id

    profiles.introduce(
        session, by=me, name=" Ana \n Silva ", pronunciation="AH-na", pronouns="she", now=NOON
    )
    profiles.describe(session, by=me, headline="I bake\u200b bread", working_on="a  stall")
    profiles.tell(session, by=me, bio="One.\r\n\r\n\r\nTwo.")
    profiles.place(session, by=me, industry="C-food")
    profiles.work(session, by=me, company="Crumb", way=WayOfWorking.SMALL_BUSINESS)
    session.flush()

    profile = read(session, member)
    kept = {
        name: getattr(profile, name)
        for name in (
            *("name", "pronunciation", "pronouns", "headline", "working_on", "bio"),
            *("industry", "company", "way_of_working", "version"),
        )
    }
    assert kept == {
        "name": "Ana Silva",
        "pronunciation": "AH-na",
        "pronouns": "she",
        "headline": "I bake bread",
        "working_on": "a stall",
        "bio": "One.\n\nTwo.",
        "industry": "C-food",
        "company": "Crumb",
        "way_of_working": WayOfWorking.SMALL_BUSINESS,
        "version": 6,
    }


NOTHING = {"pronunciation": "", "pronouns": "", "now": NOON}
MISFITS = {
    "no name": (profiles.introduce, NOTHING | {"name": ""}),
    "no letter": (profiles.introduce, NOTHING | {"name": "\u200d!"}),
    "name": (profiles.introduce, NOTHING | {"name": "a" * 81}),
    "headline": (profiles.describe, {"headline": "a" * 121, "working_on": ""}),
    "bio": (profiles.tell, {"bio": "a" * 1501}),
    "industry": (profiles.place, {"industry": "Z-made-up"}),
    "company": (profiles.work, {"company": "a" * 121, "way": None}),
    "language": (profiles.speak, {"codes": ["klingon"]}),
    "languages": (profiles.speak, {"codes": ["ar", "de", "en", "es", "fr", "it", "pt"]}),
    "interests": (profiles.like, {"interests": ",".join("abcdefghijklm")}),
    "interest": (profiles.like, {"interests": "a" * 41}),
}


@pytest.mark.parametrize("misfit", MISFITS)
def test_what_does_not_fit_is_refused_and_changes_nothing(session, misfit):
    change, told = MISFITS[misfit]
    member = a_member("Ana")
    session.commit()

    with pytest.raises(Refused):
        change(session, by=member.id, **told)
    session.rollback()

    assert (read(session, member).name, read(session, member).version) == ("Ana", 1)


def test_languages_stay_in_their_order_and_are_said_once(session):
    member = a_member()
    session.add(SpokenLanguage(member_id=member.id, code="tlh", position=0))
    profiles.speak(session, by=member.id, codes=["ar", "", "en", "ar", "tlh"])
    session.flush()
    profiles.speak(session, by=member.id, codes=["en", "tlh"])
    session.flush()

    assert [language.code for language in read(session, member).languages] == ["en", "tlh"]
    assert read(session, member).version == 3


def test_interests_are_tags_in_lower_case(session):
    member, other = a_member(), a_member()
    session.add(Interest(member_id=other.id, name="choir"))
    profiles.like(session, by=member.id, interests="Climbing, choir, CHOIR")
    session.flush()
    profiles.like(session, by=member.id, interests="choir, Sourdough")
    session.flush()

    rows = session.execute(select(Interest.member_id, Interest.name).order_by(Interest.name)).all()
    assert sorted(rows) == sorted(
        [(member.id, "choir"), (member.id, "sourdough"), (other.id, "choir")]
    )


def test_nobody_has_no_profile(session):
    with pytest.raises(NotFound):
        profiles.tell(session, by=404, bio="")
