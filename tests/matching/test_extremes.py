"""Inputs made to hurt end with a sensible answer."""

from dataclasses import replace

import pytest

from matching import History, Person, Want, introductions
from tests.matching.rooms import a_studio


@pytest.mark.parametrize("people", [[], [Person(id="ana")]])
def test_nobody_to_meet_is_no_introduction(people):
    assert introductions(people, History()) == []


def test_all_in_one_company_are_not_introduced():
    people = [replace(member, company="Acme", left_out_days=5) for member in a_studio()]

    assert introductions(people, History()) == []


def everybody_with(**more):
    usual = introductions(a_studio(), History())
    wordy = replace(a_studio()[8], **more)
    people = [wordy if member.id == wordy.id else member for member in a_studio()]
    return usual, introductions(people, History())


@pytest.mark.parametrize(
    "more",
    [
        {"bio": "a" * 1_000_000},
        {"bio": "packaging and tea " * 60_000},
        {"offers": (Want(words="x" * 1_000_000),)},
        {"offers": tuple(Want(words=f"offer {i}") for i in range(10_000))},
        {"offers": (Want(words="All", skills=tuple(f"tag {i}" for i in range(10_000))),)},
        {"interests": tuple(f"interest {i}" for i in range(10_000))},
        {"bio": "\x00\ud7ff\U0010ffff \u202e\u0301" * 100},
    ],
)
def test_too_much_of_one_person_leaves_the_best_pair_of_the_others(more):
    usual, now = everybody_with(**more)

    best = (usual[0].first, usual[0].second)
    assert best in [(proposal.first, proposal.second) for proposal in now]


def test_a_hundred_people_who_say_the_same_get_no_competitors_and_no_crash():
    same = [Person(id=f"p{i:03}", industry="M", offers=(Want(words="Logos"),)) for i in range(100)]

    assert introductions(same, History()) == []
