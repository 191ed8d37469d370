"""Two tables in, the offers nearest to each ask out; faults are named by their line."""

import csv

import pytest

from matching.__main__ import main


@pytest.fixture
def similarity(tmp_path, capsys):
    def _run(asks, offers, *options):
        for name, text in (("asks.csv", asks), ("offers.csv", offers)):
            (tmp_path / name).write_bytes(text.encode("utf-8"))
        files = [str(tmp_path / name) for name in ("asks.csv", "offers.csv")]
        status = main(["similarity", *files, *options])
        said = capsys.readouterr()
        return status, said.out, said.err.replace(f"{tmp_path}/", "")

    return _run


def test_the_nearest_offers_of_each_ask_come_out_as_csv(similarity):
    offers = 'cid,text\n7,tea tasting\n8,"logos, drawn by hand"\n9,tax advice\n'

    status, out, _ = similarity("qid,text\na,a logo\nb,advice on tax\n", offers, "--top", "2")

    lines = [line.split(",") for line in out.splitlines()]
    assert (status, lines[0]) == (0, ["qid", "cid", "score"])
    assert [(q, c) for q, c, _ in lines[1::2]] == [("a", "8"), ("b", "9")]
    assert len(lines) == 5


@pytest.mark.parametrize(
    ("asks", "fault"),
    [
        ("id,text\n1,tea\n", "asks.csv: needs the columns qid and text"),
        ("", "asks.csv: needs the columns qid and text"),
        ('qid,text\n1,"tea\n2,logos\n', "asks.csv: is not CSV in UTF-8: unexpected end of data"),
        ("qid,text\n1,logos, drawn by hand\n", "asks.csv: line 2 has more cells than the first"),
        ("qid,text\n1,tea\n,logos\n", "asks.csv: line 3 has no qid"),
        ("text,qid\ntea\n", "asks.csv: line 2 has no qid"),
        (
            "qid,text\n1,tea\n1,ink\n",
            "asks.csv: line 3 has another text for the qid '1' than line 2",
        ),
        ("qid;text\n1;a, b\n", "asks.csv: has semicolons between its columns, and needs commas"),
        ("qid\ttext\n1\ttea\n", "asks.csv: has tabs between its columns, and needs commas"),
    ],
)
def test_a_table_that_cannot_be_read_is_said(similarity, asks, fault):
    status, _, err = similarity(asks, "cid,text\n1,tea\n")

    assert status == 1
    assert err.startswith(f"error: {fault}")


def test_the_same_row_again_is_read_once(similarity):
    twice = similarity("qid,text\na,tea\na,tea\n", "cid,text\n1,tea\n2,ink\n1,tea\n")
    once = similarity("qid,text\na,tea\n", "cid,text\n1,tea\n2,ink\n")

    assert twice == once


def test_columns_that_are_not_read_are_named(similarity):
    status, _, err = similarity("qid,text,kind,\n1,tea,hire,\n", "cid,text\n1,tea\n")

    assert (status, err) == (0, "warning: unknown fields are not read: kind\n")


def test_a_missing_table_is_said(capsys, tmp_path):
    assert main(["similarity", str(tmp_path / "a.csv"), str(tmp_path / "b.csv")]) == 1
    assert "a.csv: No such file" in capsys.readouterr().err


def test_a_table_has_each_column_once(similarity):
    status, _, err = similarity("qid,text,text\n1,tea,ink\n", "cid,text\n1,tea\n")

    assert (status, err) == (1, "error: asks.csv: has the column 'text' twice\n")


def test_whatever_else_reads_tables_finds_its_limit_as_it_was(similarity):
    usual = csv.field_size_limit(1_000)

    status, *_ = similarity("qid,text\n1," + "tea " * 50_000, "cid,text\na,tea\n")

    assert (status, csv.field_size_limit(usual)) == (0, 1_000)
