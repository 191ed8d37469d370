"""A room in, a plan out; every fault of a room is named by its place."""

import json

import pytest

from matching import seat
from matching.__main__ import main
from matching.mixers.evenings.files import mixer_of

ROOM = {
    "attendees": [{"id": i, "company": f"c{i // 2}", "industry": "ab"[i % 2]} for i in range(8)],
    "rounds": 2,
    "table_size": 2,
    "competitors": [["c0", "c3"]],
    "weights": {"kind": "ones"},
    "absent": {"1": [6, 7]},
    "keep_apart": [[4, 6]],
    "fixed": {"0": 1},
    "locked": {"0": {"5": 1}},
}


@pytest.fixture
def run(tmp_path, capsys):
    def _run(room, *options, name="room.json", seconds="0.05"):
        path = tmp_path / name
        path.write_text(room if isinstance(room, str) else json.dumps(room), encoding="utf-8")
        status = main(["mixer", str(path), "--seconds", seconds, *options])
        said = capsys.readouterr()
        return status, said.out, said.err.replace(str(path), name)

    return _run


def test_a_plan_comes_out_with_the_ids_as_they_were_written(run, tmp_path):
    status, out, err = run(ROOM, "--out", str(tmp_path / "plan.json"))

    plan = json.loads((tmp_path / "plan.json").read_text())
    assert (status, out, err) == (0, "", "")
    assert (plan["rounds"][0][1], plan["sitting_out"]) == ([0, 5], [[], []])
    assert [sorted(i for table in tables for i in table) for tables in plan["rounds"]] == [
        [*range(8)],
        [*range(6)],
    ]
    assert (plan["repeats"], plan["broken"], plan["why"]) == (0, [], "")


def test_a_host_keeps_the_number_of_a_table_behind_empty_ones(run):
    room = {"n": 4, "rounds": 1, "table_size": 2, "fixed": {"3": 2}, "weights": {"kind": "ones"}}

    _, out, _ = run(room)

    plan = json.loads(out)
    assert plan["table_numbers"] == [[0, 2]]
    assert 3 in plan["rounds"][0][1]


def test_reading_what_people_write_takes_nothing_of_the_time_to_look(run):
    fields = ["tax returns", "logo design", "press photos", "legal advice", "web shops"]
    people = [
        {
            "id": i,
            "offers": [f"{fields[i % 5]} for {4**i} people"],
            "asks": [f"{fields[i // 5 % 5]} for {9**i} people"],
        }
        for i in range(40)
    ]
    room = {"attendees": people, "rounds": 3, "table_size": 4}

    _, out, _ = run(room, seconds="0.4")

    at_once = seat(mixer_of(room).evening, seconds=0)
    assert json.loads(out)["worth"] > at_once.worth + 1


def test_lists_of_people_who_stay_together_and_share_somebody_are_one(run):
    room = {"n": 9, "rounds": 2, "table_size": 3}
    lists = {"keep_together": [[0, 1], [7, 8], [2, 1]]}

    status, out, _ = run(room | lists)

    rounds = json.loads(out)["rounds"]
    assert status == 0
    assert all(sum({0, 1, 2} == set(table) for table in tables) == 1 for tables in rounds)
    assert all(any({7, 8} <= set(table) for table in tables) for tables in rounds)


def test_people_come_from_a_table_too(run):
    people = "name,company,offers,asks\nana,Oat,tea; ink,\nbo,,,\ncy,,,ink\n"

    status, out, _ = run(people, "--table-size", "2", "--rounds", "1", name="people.csv")

    assert status == 0
    assert sorted(map(len, json.loads(out)["sitting_out"])) == [1]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"attendees": [{"id": 1}, {"id": 1}]}, "attendees[1].id: '1' is the id of attendees[0]"),
        ({"attendees": [{}]}, "attendees[0].id: is missing"),
        ({"attendees": None}, "attendees: is missing"),
        ({"table_size": 1}, "table_size: must be at least 2, and is 1"),
        ({"min_table_size": 3}, "min_table_size: must not exceed table_size"),
        ({"min_table_size": 0}, "min_table_size: must be at least 2, and is 0"),
        ({"smallest_table": 3}, "smallest_table: must not exceed table_size"),
        ({"rounds": None}, "rounds: is missing"),
        ({"history": [[[0, 99]]]}, "history[0][0]: nobody has the id '99'"),
        ({"history": [[[0, 1], [1, 2]]]}, "history[0][1]: '1' is seated at history[0][0] already"),
        ({"keep_apart": [[1]]}, "keep_apart[0]: must name two, and names 1"),
        ({"keep_apart": [[1, 1]]}, "keep_apart[0]: names '1' twice"),
        (
            {"keep_together": [[1, 2], [3, 7], [2, 5]]},
            "keep_together[0], keep_together[2]: 3 people do not fit at a table of 2",
        ),
        (
            {"keep_together": [[4, 5], [5, 6]], "table_size": 4},
            "keep_together[0], keep_together[1]: '4' and '6' are kept apart",
        ),
        ({"absent": {"7": [1]}}, "absent[7]: there is no such round"),
        ({"absent": {"x": [1]}}, "absent: 'x' is not the number of a round"),
        ({"absent": {"1": [1], "01": [2]}}, "absent: names round 1 twice"),
        ({"locked": {"0": {"1": 1}}}, "fixed.0, locked[0].1: both at table 1 in round 0"),
        ({"locked": {"0": {"0": 2}}}, "fixed.0, locked[0].0: at two tables in round 0"),
        ({"locked": {"1": {"6": 2}}}, "locked[1].6, absent[1]: at a table and not there"),
        ({"fixed": {"0": 1, "7": 1}}, "fixed.0, fixed.7: together at table 1 in every round"),
        ({"tables": 1}, "fixed.0: there is no table 1"),
        ({"fixed": {"0": 10**9}}, "fixed.0: there is no table 1000000000; they are counted from 0"),
        ({"locked": {"0": {"5": 1000}}}, "locked[0].5: there is no table 1000"),
        ({"sat_out": {"0": 10**12}}, "sat_out.0: nobody does so 1000000000000 times"),
        ({"weights": {"kind": "ints", "upper": [1]}}, "weights.upper: must have 28 numbers"),
        ({"weights": {"upper": [1e308] * 28}}, "weights.upper[0]: must be from -1e+15 to 1e+15"),
        ({"keep_together": [[4, 6]]}, "keep_together[0]: '4' and '6' are kept apart"),
        ({"rounds": 10**30}, "rounds: must be at most 1000"),
        ({"table_size": 10**30}, "table_size: must be at most 10000"),
        ({"attendees": None, "n": 10**9}, "n: must be at most 10000"),
        ({"allow_repeats": "no"}, "allow_repeats: must be true or false, not a text"),
        ({"kind": ["golfer"]}, "kind: must be a text, not a list"),
        ({"n": [9]}, "n: is for rooms without attendees, of whom there are 8"),
        ({"n": 9}, "n: is for rooms without attendees, of whom there are 8"),
    ],
)
def test_a_fault_is_one_line_that_says_where(run, change, fault):
    status, out, err = run(ROOM | change)

    assert (status, out) == (2, "")
    assert err.startswith(f"error: {fault}")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "name", "fault"),
    [
        ("{", "room.json", "room.json: is not JSON in UTF-8"),
        ('{"rounds": 1, "rounds": 2}', "room.json", "room.json: an object has 'rounds' twice"),
        ('\ufeff{"rounds": 1}', "room.json", "attendees: "),
        ("company\nOat\n", "people.csv", "people.csv: needs a column id or name"),
        ("id\n", "people.csv", "people.csv: names nobody below its first line"),
        ("id,company\n,Oat\n", "people.csv", "line 2.id: is missing"),
        ("id,company\nana,Oat,Rye\n", "people.csv", "people.csv: line 2 has more cells than"),
        ('id,company\nana,"Oat\nbo,Rye\n', "people.csv", "people.csv: is not CSV in UTF-8"),
        ("id;role\nana;a\n", "people.csv", "people.csv: has semicolons between its columns"),
        ("id,id\nana,bo\n", "people.csv", "people.csv: has the column 'id' twice"),
    ],
)
def test_a_file_that_cannot_be_read_is_said(run, text, name, fault):
    status, _, err = run(text, "--table-size", "2", "--rounds", "1", name=name)

    assert (status, err.startswith(f"error: {fault}")) == (2, True)


def test_unknown_fields_are_named_and_the_rest_is_done(run):
    room = ROOM | {"keep_appart": [[0, 1]], "attendees": [{"id": i, "firm": "Oat"} for i in "ab"]}
    bare = {name: room[name] for name in ("attendees", "rounds", "table_size", "keep_appart")}

    status, out, err = run(bare | {"rounds": 1})

    assert (status, json.loads(out)["rounds"]) == (0, [[["a", "b"]]])
    assert err == "warning: unknown fields are not read: attendees.firm, keep_appart\n"


def test_unknown_fields_of_an_offer_are_named_too(run):
    attendees = [{"id": "a", "offers": [{"text": "Bread"}]}, {"id": "b", "asks": ["bread"]}]

    _, _, err = run({"attendees": attendees, "rounds": 1, "table_size": 2})

    assert err == "warning: unknown fields are not read: attendees.offers.text\n"


def test_unknown_columns_are_named_too(run):
    options = ("--table-size", "2", "--rounds", "1")

    _, _, err = run("name,firm,\nana,Oat,\nbo,Rye,\n", *options, name="people.csv")

    assert err == "warning: unknown fields are not read: firm\n"


def test_half_a_character_is_written_the_way_json_names_it(run):
    _, out, _ = run('{"attendees": [{"id": "\\ud800"}, {"id": "b"}], "rounds": 1, "table_size": 2}')

    assert json.loads(out)["rounds"] == [[["\ud800", "b"]]]


@pytest.mark.parametrize("people", [{"n": 0}, {"attendees": []}])
@pytest.mark.parametrize("size", [2, 3])
def test_where_nobody_comes_nobody_sits(run, people, size):
    status, out, err = run(people | {"rounds": 2, "table_size": size})

    assert (status, json.loads(out)["rounds"], err) == (0, [[], []], "")


def test_what_is_said_of_a_table_of_people_is_not_read_with_a_room(run):
    status, out, err = run(ROOM, "--rounds", "5")

    assert (status, len(json.loads(out)["rounds"])) == (0, 2)
    assert err == "warning: --rounds is for CSV files, and is not read\n"


def test_time_that_is_no_number_is_said_as_any_other(run, capsys):
    with pytest.raises(SystemExit):
        run(ROOM, seconds="soon")

    assert "--seconds: must be a number from 0 on, and is soon" in capsys.readouterr().err


def test_what_is_missing_on_the_command_line_is_said(run, tmp_path, capsys):
    assert run("id\nana\n", "--rounds", "1", name="people.csv")[0] == 2
    assert main(["mixer", str(tmp_path / "no.json")]) == 2
    assert main(["mixer", str(tmp_path / "no.csv"), "--table-size", "2", "--rounds", "1"]) == 2
    with pytest.raises(SystemExit):
        main(["mixer", "room.json", "--seconds", "-1"])
