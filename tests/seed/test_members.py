"""The people of the demo space: many trades, all different, within what a profile holds."""

import re
from collections import Counter
from datetime import date

import numpy as np
import pytest

from app.seed import skills
from app.seed.members import PLAYED_HOST, PLAYED_MEMBER, Habit, State, members, plain, written
from models import (
    Ask,
    AskKind,
    Interest,
    Link,
    Member,
    Offer,
    Profile,
    Skill,
    SpokenLanguage,
    WayOfWorking,
)
from models.industry import INDUSTRIES

PEOPLE = written()
TODAY = date(2026, 3, 3)


def wants_of(person):
    return [*person.offers, *person.asks]


def longest(column):
    return column.property.columns[0].type.length


def test_a_hundred_and_fifty_people_from_more_than_twenty_industries():
    assert len(PEOPLE) == 150
    assert {person.industry for person in PEOPLE} <= set(INDUSTRIES)
    assert len({INDUSTRIES[person.industry].group for person in PEOPLE}) >= 15
    assert len({person.industry for person in PEOPLE}) >= 20


@pytest.mark.parametrize("field", ["name", "email", "headline"])
def test_no_two_people_share_a(field):
    values = Counter(getattr(person, field).casefold() for person in PEOPLE)

    assert [value for value, count in values.items() if count > 1] == []


def test_no_words_are_said_twice():
    said = Counter(want.words for person in PEOPLE for want in wants_of(person))
    told = Counter(person.bio for person in PEOPLE if person.bio)

    assert [words for words, count in (said + told).items() if count > 1] == []


def test_every_kind_of_ask_and_every_way_of_working_occurs():
    assert {ask.kind for person in PEOPLE for ask in person.asks} == {
        kind.value for kind in AskKind
    }
    assert {person.way for person in PEOPLE} == {way.value for way in WayOfWorking}


@pytest.mark.parametrize(
    ("column", "texts"),
    [
        (Profile.name, [person.name for person in PEOPLE]),
        (Profile.pronunciation, [person.pronunciation for person in PEOPLE]),
        (Profile.pronouns, [person.pronouns for person in PEOPLE]),
        (Profile.headline, [person.headline for person in PEOPLE]),
        (Profile.working_on, [person.working_on for person in PEOPLE]),
        (Profile.company, [person.company for person in PEOPLE]),
        (Profile.industry, [person.industry for person in PEOPLE]),
        (Member.email, [person.email for person in PEOPLE]),
        (Offer.words, [offer.words for person in PEOPLE for offer in person.offers]),
        (Ask.words, [ask.words for person in PEOPLE for ask in person.asks]),
        (Skill.name, [*skills.tags(PEOPLE), *skills.aliases()]),
        (Interest.name, [name for person in PEOPLE for name in person.interests]),
        (SpokenLanguage.code, [code for person in PEOPLE for code in person.languages]),
        (Link.url, [url for person in PEOPLE for url in person.links]),
    ],
    ids=str,
)
def test_texts_fit_into_their_columns(column, texts):
    assert [text for text in texts if len(text) > longest(column)] == []


def test_only_addresses_that_can_belong_to_nobody_are_used():
    domains = {person.email.partition("@")[2] for person in PEOPLE}
    sites = {url for person in PEOPLE for url in person.links}

    assert [domain for domain in domains if not re.fullmatch(r"[a-z0-9-]+\.example", domain)] == []
    assert [url for url in sites if not re.fullmatch(r"https://[a-z0-9-]+\.example", url)] == []


def test_names_come_from_many_places():
    scripts = "".join(person.pronunciation for person in PEOPLE)

    assert max(len(person.name) for person in PEOPLE) > 40
    assert [sample for sample in ("ن", "张", "λ", "ბ", "배") if sample not in scripts] == []


def test_nobody_repeats_a_tag_a_language_or_an_interest():
    repeated = [
        person.name
        for person in PEOPLE
        for tags in [
            person.interests,
            person.languages,
            *(want.skills for want in wants_of(person)),
        ]
        if len(set(tags)) != len(tags)
    ]

    assert repeated == []


def test_every_alias_means_a_tag_and_none_is_a_tag_itself():
    aliases = skills.aliases()
    tags = set(skills.tags(PEOPLE))

    assert aliases["ux"] == "user experience"
    assert set(aliases.values()) <= tags
    assert set(aliases) & (tags | set(aliases.values())) == set()
    assert len({Skill.key_of(name) for name in {*tags, *aliases}}) == len(tags) + len(aliases)


def test_many_asks_are_met_by_an_offer_from_another_industry():
    met = [
        ask
        for person in PEOPLE
        for ask in person.asks
        if any(
            set(ask.skills) & set(offer.skills)
            for other in PEOPLE
            if other.industry != person.industry
            for offer in other.offers
        )
    ]

    assert len(met) > 0.7 * sum(len(person.asks) for person in PEOPLE)


def test_some_say_little_some_share_a_company_and_some_compete():
    companies = Counter(person.company for person in PEOPLE if person.company)
    trades = Counter(person.industry for person in PEOPLE)

    assert 10 <= sum(person.is_thin for person in PEOPLE) <= 25
    assert sum(count > 1 for count in companies.values()) >= 5
    assert sum(count > 1 for count in trades.values()) >= 20


def test_two_hosts_some_not_here_yet_and_two_to_be_played():
    living = members(np.random.default_rng(5), today=TODAY)
    states = Counter(person.state for person in living)

    assert [person.name for person in living if person.is_host] == [
        PLAYED_HOST,
        "Samuel Osei-Bonsu",
    ]
    assert states == {State.CLAIMED: 140, State.INVITED: 5, State.IMPORTED: 5}
    assert {person.name for person in living if person.is_played} == {PLAYED_HOST, PLAYED_MEMBER}


def test_who_has_not_claimed_agreed_to_nothing_and_has_never_come():
    living = members(np.random.default_rng(5), today=TODAY)
    waiting = [person for person in living if person.state is not State.CLAIMED]

    assert {
        (person.habit, person.is_listed, person.wants_introductions, person.wants_mail)
        for person in waiting
    } == {(Habit.NEVER, False, False, False)}


def test_equal_draws_give_equal_lives():
    one, same, other = (members(np.random.default_rng(seed), today=TODAY) for seed in (5, 5, 6))

    assert one == same
    assert one != other


@pytest.mark.parametrize(
    ("name", "address"),
    [("Søren Bak", "soren-bak"), ("Şişli Ø", "sisli-o"), ("Salt & Clay", "salt-clay")],
)
def test_names_become_plain_addresses(name, address):
    assert plain(name) == address
