"""What two people share, told to the one who reads."""

from datetime import date, timedelta

from app.services.errors import NotFound
from app.services.profiles import common_ground, portraits
from app.services.profiles.common_ground import Shared, Ties, Whereabouts
from models import Interest, Reply, SpokenLanguage, Via
from tests.factories import (
    a_member,
    a_member_of,
    a_skill,
    a_space,
    a_visit,
    a_zone,
    an_ask,
    an_encounter,
    an_introduction,
    an_offer,
)


def test_what_two_people_share_is_told_from_the_readers_side(session, now):
    reader, other = a_member(), a_member()
    an_ask(reader, "A lawyer", ["contracts", "tax"])
    an_ask(reader, "Over", ["goats"], expires_on=now.date() - timedelta(days=1))
    an_offer(other, "Law", ["contracts", "goats"])
    an_ask(other, "A film", ["video"])
    an_offer(reader, "Films", ["video", "sound"])
    for member, likes, speaks in ((reader, "ab", ("ga", "en", "pt")), (other, "bc", ("en", "ga"))):
        session.add_all(Interest(member_id=member.id, name=name) for name in likes)
        session.add_all(
            SpokenLanguage(member_id=member.id, code=code, position=position)
            for position, code in enumerate(speaks)
        )
    session.flush()

    pair = portraits.of_both(session, reader.id, other.id, day=now.date())

    assert common_ground.shared(session, *pair, aside_from={"en"}) == Shared(
        they_help_with=["contracts"],
        you_help_with=["video"],
        their_offer="",
        their_ask="",
        interests=["b"],
        languages=["ga"],
    )
    assert a_skill("goats") is not None


def test_a_tag_is_read_as_the_one_that_hosts_say_it_stands_for(session):
    reader, other = a_member(), a_member()
    a_skill("goats", means_id=a_skill("animals").id)
    an_ask(reader, "A vet", ["goats", "animals"])
    an_offer(other, "Everything on four legs", ["animals"])

    pair = portraits.of_both(session, reader.id, other.id, day=date(2026, 3, 3))

    assert pair[0].asks[0].skills == ("animals",)
    assert common_ground.shared(session, *pair, aside_from=()).they_help_with == ["animals"]


def test_what_meets_in_other_words_is_told_where_no_tag_says_so(session, now):
    reader, other = a_member(), a_member()
    an_ask(reader, "MwSt", ["MwSt"])
    an_ask(other, "UX", [])
    an_offer(other, "Breeding goats", ["goats"])
    an_offer(other, "VAT", ["VAT"])
    an_offer(reader, "User experience", [])

    pair = portraits.of_both(session, reader.id, other.id, day=now.date())

    assert common_ground.shared(session, *pair, aside_from=()) == Shared(
        they_help_with=[],
        you_help_with=[],
        their_offer="VAT",
        their_ask="UX",
        interests=[],
        languages=[],
    )


def test_a_language_that_most_people_of_a_space_speak_is_usual_there(session, now):
    space, elsewhere = a_space(), a_space()
    told = [["da", "en"], ["da"], ["da", "en"], ["da", "pt"], ["en", "pt"], [], []]
    for place in (space, elsewhere):
        for codes in told:
            member = a_member_of(place)
            session.add_all(SpokenLanguage(member_id=member.id, code=code) for code in codes)
    session.flush()
    today = now.date()

    among_five = common_ground.usual_languages(session, {space.id}, today=today)
    gone = a_member_of(space, ends_on=today - timedelta(days=1))
    sixth = a_member_of(space, ends_on=today)
    session.add_all(SpokenLanguage(member_id=one.id, code="pt") for one in (gone, sixth))
    session.flush()
    among_six = common_ground.usual_languages(session, {space.id}, today=today)

    assert (among_five, among_six) == (set(), {"da"})
    both = common_ground.usual_languages(session, {space.id, elsewhere.id}, today=today)
    assert both == {"da", "en"}


def test_a_profile_that_is_not_there_is_not_found(session, now):
    member = a_member()

    for read in (
        lambda: portraits.own(session, 404),
        lambda: portraits.of_both(session, member.id, 404, day=now.date()),
    ):
        try:
            read()
        except NotFound:
            continue
        raise AssertionError


def test_ties_are_agreements_and_meetings_that_the_reader_may_know(session, now):
    space, later = a_space(), a_space()
    one, other, third = a_member(), a_member(), a_member()
    an_introduction(one, other, space, now=now, first_reply=Reply.YES)
    an_introduction(one, third, space, now=now, first_reply=Reply.YES, second_reply=Reply.YES)
    an_encounter(one, third, space, now=now - timedelta(days=1))
    an_encounter(one, third, later, now=now, via=Via.MIXER)
    an_encounter(one, other, space, now=now, via=Via.BY_HAND, noted_by_id=one.id)

    def told(*spaces):
        return [
            common_ground.ties(session, reader.id, about.id, spaces=[one.id for one in spaces])
            for reader, about in ((one, other), (other, one), (third, one), (third, other))
        ]

    assert told(space, later) == [
        Ties(is_agreed=False, agreed_in=None, met_in=space.slug),
        Ties(is_agreed=False, agreed_in=None, met_in=None),
        Ties(is_agreed=True, agreed_in=space.slug, met_in=later.slug),
        Ties(is_agreed=False, agreed_in=None, met_in=None),
    ]
    assert told(space)[2] == Ties(is_agreed=True, agreed_in=space.slug, met_in=space.slug)
    assert told()[2] == Ties(is_agreed=True, agreed_in=None, met_in=None)


def test_only_where_a_listed_person_sits_now_is_told(session, now):
    space, elsewhere, reader = a_space(), a_space(), a_member()
    zone, closed = a_zone(space, name="Window"), a_zone(space, closed_at=now)
    soon, ago = now + timedelta(hours=1), now - timedelta(minutes=1)
    visits = [
        {"zone_id": zone.id, "heads_down_until": soon},
        {"zone_id": closed.id, "heads_down_until": ago},
        {"is_listed": False},
        {"checked_out_at": now},
        {"closes_at": now},
    ]
    members = [a_member() for _ in visits]
    for member, visit in zip(members, visits, strict=True):
        a_visit(member, space, now=now, **visit)

    told = [
        common_ground.whereabouts(session, member.id, by=reader.id, spaces={space.id}, now=now)
        for member in members
    ]

    assert told == [
        Whereabouts(zone="Window", heads_down_until=soon, space=space, is_shared=False),
        Whereabouts(zone="", heads_down_until=None, space=space, is_shared=False),
        None,
        None,
        None,
    ]
    assert not common_ground.whereabouts(
        session, members[0].id, by=reader.id, spaces={elsewhere.id}, now=now
    )


def test_two_may_have_met_who_were_in_one_space_on_one_day(session, now):
    space, elsewhere, person = a_space(), a_space(), a_member()
    a_visit(person, space, now=now)
    readers = [a_member() for _ in range(4)]
    a_visit(readers[0], space, now=now, is_listed=False, checked_out_at=now)
    a_visit(
        readers[1], space, now=now, day=space.today(now) - timedelta(days=1), checked_out_at=now
    )
    a_visit(readers[2], elsewhere, now=now)

    told = [
        common_ground.whereabouts(session, person.id, by=reader.id, spaces={space.id}, now=now)
        for reader in readers
    ]

    assert [here.is_shared for here in told] == [True, False, False, False]
