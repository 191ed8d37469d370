"""A file in, a file out; every fault is named by its place."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from matching.__main__ import main
from matching.files import reading
from matching.files.values import KINDS, WANT_FIELDS
from matching.mixers.evenings import files
from matching.rules import Weights

ANA = {"id": 1, "industry": "C", "offers": ["Food labelling law"], "asks": ["Packaging design"]}
BO = {"id": "bo", "industry": "M", "offers": ["Packaging design"], "asks": ["Food labels"]}


@pytest.fixture
def run(tmp_path, capsys):
    def _run(people, *options):
        path = tmp_path / "people.json"
        path.write_text(people if isinstance(people, str) else json.dumps(people), encoding="utf-8")
        status = main(["introductions", str(path), *options])
        said = capsys.readouterr()
        return status, said.out, said.err.replace(str(path), "people.json")

    return _run


def test_pairs_come_out_with_the_ids_as_they_were_written(run):
    status, out, err = run([ANA, BO])

    [found] = json.loads(out)
    assert (status, err) == (0, "")
    assert (found["a"], found["b"]) == (1, "bo")
    assert found["reasons"][0] == {
        "text": '1 looks for "Packaging design"; bo offers "Packaging design".',
        "kind": "ask_meets_offer",
        "strength": 1.0,
        "who": "1",
        "other": "bo",
        "ask": "Packaging design",
        "offer": "Packaging design",
    }


def test_the_best_come_first_even_if_others_have_waited(run):
    waiting = [{"id": 7, "left_out_days": 2, "industry": "C"}, {"id": 8, "industry": "M"}]

    _, out, _ = run([*waiting, ANA, BO])

    assert [(found["a"], found["b"]) for found in json.loads(out)] == [(1, "bo"), (7, 8)]


def test_explaining_adds_the_parts_of_each_worth(run):
    _, out, err = run([ANA, BO], "--explain")

    assert err == "1 pair, proven best\n"
    [found] = json.loads(out)
    assert found["parts"]["cross_industry"] == 1
    assert found["parts"]["best_side"] == pytest.approx(1, abs=2e-3)
    assert set(found["parts"]) == {
        *("mutual", "best_side", "common_ground", "cross_industry", "kind", "acquaintance"),
        *("bridging", "newcomer", "zone", "freshness"),
    }


def test_the_answer_goes_to_a_file(run, tmp_path):
    status, out, _ = run([ANA, BO], "--out", str(tmp_path / "pairs.json"))

    assert (status, out) == (0, "")
    assert len(json.loads((tmp_path / "pairs.json").read_text())) == 1


def test_a_file_that_cannot_be_written_is_said(run, tmp_path):
    status, _, err = run([ANA, BO], "--out", str(tmp_path))

    assert (status, err) == (1, f"error: {tmp_path}: Is a directory\n")


def test_each_person_has_as_many_introductions_as_asked_for(run):
    crowd = [ANA, BO, {**BO, "id": 3}, {**BO, "id": 4}]

    def times_ana(*options):
        return sum(1 in (found["a"], found["b"]) for found in json.loads(run(crowd, *options)[1]))

    assert (times_ana(), times_ana("--limit", "3")) == (1, 3)


@pytest.mark.parametrize(
    "apart",
    [{"connected": ["bo"]}, {"declined": ["bo"]}, {"blocked": ["bo"]}, {"last_met": {"bo": 400}}],
)
def test_what_lies_between_two_people_keeps_them_apart(run, apart):
    assert run([{**ANA, **apart}, BO])[1] == "[]\n"


def test_a_seed_is_only_another_order_among_equals(run):
    crowd = [{"id": i, "industry": f"i{i}", "left_out_days": 2} for i in range(6)]

    once, again, other = (run(crowd, "--seed", seed)[1] for seed in ("3", "3", "4"))

    assert once == again != other
    assert len(json.loads(other)) == len(json.loads(once)) == 3


def test_unknown_fields_are_named_and_the_rest_is_done(run):
    offer = {"words": "Food labelling law", "price": 3}
    status, out, err = run([{**ANA, "shoe_size": 40, "colour": "red", "offers": [offer]}, BO])

    assert (status, len(json.loads(out))) == (0, 1)
    assert err == "warning: unknown fields are not read: colour, offers.price, shoe_size\n"


@pytest.mark.parametrize(
    ("people", "fault"),
    [
        ("{", "people.json: is not JSON in UTF-8: Expecting property name"),
        ('[{"id": 1, "asks": ["a"], "asks": ["b"]}]', "people.json: an object has 'asks' twice"),
        ("[" * 100_000, "people.json: holds lists within lists, too deep to be read"),
        ('[{"id": ' + "9" * 5_000 + "}]", "people.json: holds a number of 5000 digits"),
        ('[{"id": 1, "reach": NaN}]', "people[0].reach: must be a number, and is nan"),
        ('[{"id": 1, "reach": 1e999}]', "people[0].reach: must be a number, and is inf"),
        ({"people": []}, "people: must be a list, not an object"),
        ([ANA, 3], "people[1]: must be an object, not a number"),
        ([{}], "people[0].id: is missing"),
        ([{"id": None}], "people[0].id: must be a text or a whole number, not nothing"),
        ([{"id": True}], "people[0].id: must be a text or a whole number, not true or false"),
        ([{"id": ""}], "people[0].id: must not be empty"),
        ([ANA, {"id": "1"}], "people[1].id: '1' is somebody else's id already"),
        ([{"id": 1, "asks": "tea"}], "people[0].asks: must be a list, not a text"),
        ([{"id": 1, "asks": ["tea", 3]}], "people[0].asks[1]: must be a text, not a number"),
        ([{"id": 1, "asks": [{"words": 3}]}], "people[0].asks[0].words: must be a text, not a n"),
        ([{"id": 1, "offers": [{"skills": "ux"}]}], "people[0].offers[0].skills: must be a list"),
        ([{"id": 1, "asks": [{"kind": "tutor"}]}], "people[0].asks[0].kind: is no kind of ask; th"),
        ([{"id": 1, "company": 3}], "people[0].company: must be a text, not a number"),
        ([{"id": 1, "left_out_days": -2}], "people[0].left_out_days: must not be negative"),
        (
            [{"id": 1, "left_out_days": 1.5}],
            "people[0].left_out_days: must be a whole number, and is 1.5",
        ),
        ([{"id": 1, "limit": True}], "people[0].limit: must be a whole number, not true or false"),
        ([{"id": 1, "is_newcomer": 1}], "people[0].is_newcomer: must be true or false"),
        ([{"id": 1, "reach": 2}], "people[0].reach: must be from 0 to 1, and is 2.0"),
        ([{"id": 1, "reach": 10**400}], "people[0].reach: is too large"),
        ([{"id": 1, "weights": {"zone": 10**400}}], "people[0].weights.zone: is too large"),
        ([{"id": 1, "weights": {"luck": 1}}], "people[0].weights.luck: is no part of worth"),
        ([{"id": 1, "weights": {"zone": -1}}], "people[0].weights: weights are finite"),
        ([{"id": 1, "connected": [9]}], "people[0].connected[0]: nobody has the id 9"),
        ([{"id": 1, "connected": 0}], "people[0].connected: must be a list, not a number"),
        ([{"id": 1, "blocked": [1]}], "people[0].blocked[0]: names the person themselves"),
        ([{"id": 1, "declined": [[]]}], "people[0].declined[0]: must be a text or a whole number"),
        ([{"id": 1, "last_met": {"9": 1}}], "people[0].last_met.9: nobody has the id '9'"),
        ([ANA, {"id": 2, "last_met": {"1": "x"}}], "people[1].last_met.1: must be a whole number"),
    ],
)
def test_a_fault_is_one_line_that_says_where(run, people, fault):
    status, out, err = run(people)

    assert (status, out) == (1, "")
    assert err.startswith(f"error: {fault}")
    assert err.count("\n") == 1


@pytest.mark.parametrize("kind", ["", *KINDS])
def test_every_kind_of_ask_is_read_and_explained(run, kind):
    page = (Path(__file__).parents[2] / "docs" / "files.md").read_text()

    assert run([{"id": 1, "asks": [{"words": "tea", "kind": kind}]}])[0] == 0
    assert not kind or f"`{kind}`" in page


def test_every_field_that_is_read_is_explained():
    page = (Path(__file__).parents[2] / "docs" / "files.md").read_text()
    parts = {part.name for part in fields(Weights)} | WANT_FIELDS

    fields_read = parts | reading.KNOWN | files.KNOWN | files.OF_PEOPLE.keys()

    assert {name for name in fields_read if f"`{name}`" not in page} == set()


@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_a_mark_that_some_editors_put_first_changes_nothing(run, mark):
    assert run(mark + json.dumps([ANA, BO])) == run([ANA, BO])


def test_a_file_in_another_encoding_is_said(capsys, tmp_path):
    (tmp_path / "people.json").write_text(json.dumps([ANA]), encoding="utf-16")

    assert main(["introductions", str(tmp_path / "people.json")]) == 1
    assert "people.json: is not JSON in UTF-8" in capsys.readouterr().err


def test_what_is_null_is_left_out(run):
    assert run([{"id": 1, "asks": None, "connected": None, "last_met": None}])[:2] == (0, "[]\n")


def test_a_missing_file_is_said(capsys, tmp_path):
    assert main(["introductions", str(tmp_path / "no.json")]) == 1
    assert "no.json: No such file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--limit", "0"), "argument --limit: must be a whole number from 1 on, and is 0"),
        (("--limit", "two"), "argument --limit: must be a whole number from 1 on, and is two"),
        (("--seed", "-1"), "argument --seed: must be a whole number from 0 on, and is -1"),
    ],
)
def test_a_number_that_cannot_be_is_refused_in_words(capsys, option, said):
    with pytest.raises(SystemExit):
        main(["introductions", "people.json", *option])

    assert capsys.readouterr().err.endswith(f"error: {said}\n")


@pytest.fixture
def into(tmp_path):
    """Run the command in a process of its own, with its output going somewhere."""
    (tmp_path / "people.json").write_text("[]")
    command = [sys.executable, "-m", "matching", "introductions", str(tmp_path / "people.json")]
    return lambda output: subprocess.run(
        command, stdout=output, stderr=subprocess.PIPE, text=True, check=False
    )


def test_a_full_disk_is_one_line(into):
    with Path("/dev/full").open("w") as full:
        done = into(full)

    assert (done.returncode, done.stderr) == (1, "error: the output: No space left on device\n")


def test_whoever_has_read_enough_sees_no_traceback(into):
    reader, writer = os.pipe()
    os.close(reader)

    done = into(writer)

    os.close(writer)
    assert (done.returncode, done.stderr) == (-signal.SIGPIPE, "")
