"""Planning a mixer from the command line: a room in, a plan out."""

import argparse
import json
import sys
from pathlib import Path

from matching.errors import InvalidFile
from matching.files.arguments import at_least
from matching.files.documents import write
from matching.mixers.evenings.files import Mixer, read_mixer
from matching.mixers.evenings.plans import SeatingPlan
from matching.mixers.evenings.spreadsheets import read_people
from matching.mixers.evenings.worths import worth_of
from matching.mixers.tables import seat, warm

# A file that is not what it must be.
FAULT = 2


def add_to(tasks: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Say what the command line takes for a mixer.

    Parameters
    ----------
    tasks : argparse action
        Where tasks are named.
    """
    mixer = tasks.add_parser("mixer", help="plan who sits at which table in which round")
    mixer.set_defaults(run=_mixer, fault=FAULT)
    mixer.add_argument("room", type=Path, help="a JSON file of a mixer, or a CSV file of people")
    mixer.add_argument("--table-size", type=int, help="most people at a table (with CSV)")
    mixer.add_argument("--rounds", type=int, help="how many rounds to plan (with CSV)")
    mixer.add_argument("--seconds", type=_seconds, default=10.0, help="how long to look (10)")
    mixer.add_argument(
        "--seed", type=at_least(0), default=0, help="decides where chance decides (0)"
    )
    mixer.add_argument("--out", type=Path, help="where to write the plan; else it is printed")


def _seconds(word: str) -> float:
    try:
        seconds = float(word)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < float("inf"):
        msg = f"must be a number from 0 on, and is {word}"
        raise argparse.ArgumentTypeError(msg)
    return seconds


def _mixer(options: argparse.Namespace) -> None:
    mixer = _read(options)
    if mixer.unknown:
        sys.stderr.write(f"warning: unknown fields are not read: {', '.join(mixer.unknown)}\n")
    warm()
    if mixer.evening.worth is None:
        worth_of(mixer.evening)  # reading what people write is not looking, and takes a second
    plan = seat(mixer.evening, seconds=options.seconds, seed=options.seed)
    for fault in (plan.why, *plan.broken):
        if fault:
            sys.stderr.write(f"warning: {fault}\n")
    text = json.dumps(_shape(plan, mixer), ensure_ascii=False) + "\n"
    write(options.out, text)


def _read(options: argparse.Namespace) -> Mixer:
    of_people = {"--table-size": options.table_size, "--rounds": options.rounds}
    if options.room.suffix.lower() != ".csv":
        mixer = read_mixer(options.room)
        for option, given in of_people.items():
            if given is not None:
                sys.stderr.write(f"warning: {option} is for CSV files, and is not read\n")
        return mixer
    for option, given in of_people.items():
        if given is None:
            raise InvalidFile(option, "is needed with a CSV file")
    return read_people(options.room, table_size=options.table_size, rounds=options.rounds)


def _shape(plan: SeatingPlan, mixer: Mixer) -> dict[str, object]:
    ids = mixer.ids
    return {
        "rounds": [
            [[ids[name] for name in table] for table in tables if table] for tables in plan.rounds
        ],
        "table_numbers": [
            [number for number, table in enumerate(tables) if table] for tables in plan.rounds
        ],
        "sitting_out": [[ids[name] for name in out] for out in plan.sitting_out],
        "worth": round(plan.worth, 6),
        "share_of_bound": plan.share_of_bound,
        "bound_by": plan.bound_by,
        "repeats": plan.repeats,
        "broken": list(plan.broken),
        "why": plan.why,
    }
