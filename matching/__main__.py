"""Matching from the command line: a file in, a file out."""

import argparse
import csv
import io
import json
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from matching.errors import InvalidFile, MatchingError
from matching.files.arguments import at_least
from matching.files.documents import read_table, write
from matching.files.reading import Crowd, read_people
from matching.files.sentences import sentence
from matching.introductions import Outcome, choose
from matching.mixers import command as mixer_command
from matching.proposals import Proposal, Reason, Third
from matching.rules import Rules
from matching.similarity import nearest


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks for.

    Parameters
    ----------
    arguments : sequence of str, optional
        The words after the program's name; those of this process when left out.

    Returns
    -------
    status : int
        0, or 1 when a file is not what it must be; 2 when that of a mixer is not.
    """
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except MatchingError as error:
        sys.stderr.write(f"error: {error}\n")
        return int(options.fault)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m matching", description=__doc__)
    tasks = parser.add_subparsers(required=True, metavar="task")

    who = tasks.add_parser("introductions", help="choose who should meet whom")
    who.set_defaults(run=_introductions, fault=1)
    who.add_argument("people", type=Path, help="a JSON file with a list of people")
    who.add_argument("--limit", type=at_least(1), default=1, help="introductions each (1)")
    who.add_argument("--seed", type=at_least(0), default=0, help="decides between equals (0)")
    who.add_argument("--out", type=Path, help="where to write the pairs; else they are printed")
    who.add_argument(
        "--explain",
        action="store_true",
        help="add the parts of each worth, and how good the choice is",
    )
    who.add_argument(
        "--trios",
        action="store_true",
        help="let somebody who would be alone join two others where all three gain",
    )

    near = tasks.add_parser("similarity", help="compare asks with offers, as CSV on the output")
    near.set_defaults(run=_similarity, fault=1)
    near.add_argument("asks", type=Path, help="a CSV file with the columns qid and text")
    near.add_argument("offers", type=Path, help="a CSV file with the columns cid and text")
    near.add_argument("--top", type=at_least(1), default=50, help="offers for each ask (50)")

    mixer_command.add_to(tasks)
    return parser


def _introductions(options: argparse.Namespace) -> None:
    crowd = read_people(options.people, limit=options.limit)
    _warn_of(crowd.unknown)
    outcome = choose(crowd.people, crowd.history, Rules(seed=options.seed, trios=options.trios))
    if options.explain:
        sys.stderr.write(_how_good(outcome))
    best_first = sorted(
        outcome.proposals, key=lambda found: (-found.worth, found.first, found.second)
    )
    listed = [_shape(found, crowd, explain=options.explain) for found in best_first]
    write(options.out, json.dumps(listed, ensure_ascii=False, indent=2) + "\n")


def _warn_of(unknown: Sequence[str]) -> None:
    if unknown:
        sys.stderr.write(f"warning: unknown fields are not read: {', '.join(unknown)}\n")


def _how_good(outcome: Outcome) -> str:
    share = outcome.value / outcome.bound if outcome.bound else 1
    words = "proven best" if share == 1 else f"at least {share:.4%} of the best there can be"
    found = len(outcome.proposals)
    return f"{found} {'pair' if found == 1 else 'pairs'}, {words}\n"


def _shape(proposal: Proposal, crowd: Crowd, *, explain: bool) -> dict[str, object]:
    shape: dict[str, object] = {
        "a": crowd.ids[proposal.first],
        "b": crowd.ids[proposal.second],
        "worth": proposal.worth,
        "reasons": [_reason(reason) for reason in proposal.reasons],
    }
    if proposal.third is not None:
        shape |= _third(proposal.third, crowd)
    if explain:
        shape["parts"] = dict(proposal.parts)
    return shape


def _third(third: Third, crowd: Crowd) -> dict[str, object]:
    given = {"a": third.with_first, "b": third.with_second}
    told = {name: [_reason(reason) for reason in found] for name, found in given.items()}
    return {"c": crowd.ids[third.id], "c_worth": third.worth, "c_reasons": told}


def _reason(reason: Reason) -> dict[str, object]:
    told = {name: value for name, value in reason._asdict().items() if value}
    return {"text": sentence(reason), **told, "strength": round(reason.strength, 4)}


def _similarity(options: argparse.Namespace) -> None:
    asks, offers = _texts(options.asks, "qid"), _texts(options.offers, "cid")
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(("qid", "cid", "score"))
    found = nearest([text for _, text in asks], [text for _, text in offers], top=options.top)
    for (ask, _), best in zip(asks, found, strict=True):
        writer.writerows((ask, offers[at][0], f"{score:.6f}") for at, score in best)
    write(None, table.getvalue())


def _texts(path: Path, key: str) -> list[tuple[str, str]]:
    """Read two columns of a CSV file."""
    columns, rows = read_table(path)
    if not {key, "text"} <= set(columns):
        raise InvalidFile(str(path), f"needs the columns {key} and text")
    first: dict[str, int] = {}
    for line, row in rows.items():
        if not row[key]:
            raise InvalidFile(str(path), f"line {line} has no {key}")
        known = first.setdefault(row[key], line)
        if row["text"] != rows[known]["text"]:
            fault = f"line {line} has another text for the {key} {row[key]!r} than line {known}"
            raise InvalidFile(str(path), fault)
    _warn_of(sorted(set(columns) - {key, "text", ""}))
    return [(name, rows[line]["text"]) for name, line in first.items()]


if __name__ == "__main__":
    # Whoever stops it, or has read enough of it, wants to see no traceback.
    for stopped in (signal.SIGINT, signal.SIGPIPE):
        signal.signal(stopped, signal.SIG_DFL)
    sys.exit(main())
