"""Inputs made to hurt end with a sensible answer."""

import json
from dataclasses import asdict, replace

import pytest

from matching import History, Person, Want, introductions
from matching.__main__ import main
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


TOO_MUCH = pytest.mark.parametrize(
    "more",
    [
        {"bio": "a" * 1_000_000},
        {"bio": "packaging and tea " * 60_000},
        {"offers": (Want(words="x" * 1_000_000),)},
        {"offers": tuple(Want(words=f"offer {i}") for i in range(10_000))},
        {"offers": (Want(words="All", skills=tuple(f"tag {i}" for i in range(10_000))),)},
        {"interests": tuple(f"interest {i}" for i in range(10_000))},
        {"bio": "\x00\ud7ff\U0010ffff \u202e\u0301" * 100},
        {"bio": "\ud800", "offers": (Want(words="\udfff tea"),), "company": "\ud800"},
        {"asks": (Want(words="\x00"),), "offers": (Want(words="!? ... -"), Want(words=" "))},
        {"asks": (Want(words="🦄🦄"),), "offers": (Want(words="🍵"),), "interests": ("🫖",)},
        {"bio": "أبحث عن مصمم", "asks": (Want(words="עיצוב לוגו"),)},
        {"limit": 10**400, "left_out_days": 10**400, "had_today": 10**400},
        {"offers": tuple(Want(words="te.a" + "." * i) for i in range(3_000))},
    ],
)


@TOO_MUCH
def test_too_much_of_one_person_leaves_the_best_pair_of_the_others(more):
    usual, now = everybody_with(**more)

    best = (usual[0].first, usual[0].second)
    assert best in [(proposal.first, proposal.second) for proposal in now]


def test_a_hundred_people_who_say_the_same_get_no_competitors_and_no_crash():
    same = [Person(id=f"p{i:03}", industry="M", offers=(Want(words="Logos"),)) for i in range(100)]

    assert introductions(same, History()) == []


@TOO_MUCH
def test_a_file_with_too_much_of_one_person_is_read_and_answered(more, tmp_path, capsys):
    usual, _ = everybody_with()
    wordy = replace(a_studio()[8], **more)
    people = [asdict(wordy if member.id == wordy.id else member) for member in a_studio()]
    for person in people:
        del person["says_yes"], person["hears_yes"]
        for wants in ("offers", "asks"):
            person[wants] = [want._asdict() for want in person[wants]]
    file, answer = tmp_path / "people.json", tmp_path / "pairs.json"
    file.write_text(json.dumps(people))

    assert main(["introductions", str(file), "--trios", "--out", str(answer)]) == 0

    met = [{found["a"], found["b"]} for found in json.loads(answer.read_text(encoding="utf-8"))]
    assert {usual[0].first, usual[0].second} in met
    assert capsys.readouterr().err == ""


def test_half_a_character_in_an_id_comes_out_as_it_came_in(tmp_path, capsys):
    file = tmp_path / "people.json"
    crowd = [{"id": name, "industry": name, "left_out_days": 2} for name in ("\ud800", "bo")]
    file.write_text(json.dumps(crowd))

    assert main(["introductions", str(file)]) == 0

    [found] = json.loads(capsys.readouterr().out)
    assert {found["a"], found["b"]} == {"\ud800", "bo"}


@pytest.mark.parametrize("text", ["x" * 1_000_000, "\x00", "🦄", "עיצוב", "", "tea\ntea"])
def test_any_cell_of_a_table_is_compared(text, tmp_path, capsys):
    asks, offers = tmp_path / "asks.csv", tmp_path / "offers.csv"
    asks.write_text(f'qid,text\n1,"{text}"\n', encoding="utf-8")
    offers.write_text("cid,text\n7,tea\n8,logos\n", encoding="utf-8")

    assert main(["similarity", str(asks), str(offers)]) == 0

    assert len(capsys.readouterr().out.splitlines()) == 3
