"""Run every benchmark, print one table and write it to docs/benchmarks.md; or print some alone.

``python -m benchmarks mixers`` measures what `benchmarks/mixers.py` has, and writes nothing.
"""

import argparse
import importlib
import os
import pkgutil
import platform
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

import benchmarks
from app.server import settle_memory

DOCUMENT = Path(__file__).parent.parent / "docs" / "benchmarks.md"
WORDS = """# Benchmarks

Written by `make bench`, last on {machine}. Nothing here is a test: a busy machine
makes no build fail.

{table}

## How it is measured

**Matching.** Times are of one processor, the shortest of a few turns; *a dense product of
5,000* is that many vectors of 256 numbers compared with each other and the 20 best of each
kept, measured in the same run. 5,000 people are measured by the clock, and so is the product
beside them, since all processors share that work. As in the server, what starting has made is
left out of the search for garbage. *Texts read before*: their vectors are remembered, all else
is done anew. *Who write the same*: other people, whose texts are those of a room before, so that
most pairs of texts have been compared; *looked at again*: the same people. An arrival is somebody
new, whose texts were read, among 499 who have had an introduction today. *700 spaces*: all
700 are matched by two processes, and the longer time counts; texts are drawn from 2,400
phrases. *From the database*: twelve spaces of 714 members in SQLite, read, encoded and matched
by a process that has read nothing; the last three of them stand for the rest. Memory is the
highest that the process held, above what it held before.

**Who is in.** A space with 200 people in and listed, each with a profile, two offers with
tags and an ask; forty more are unlisted or have blocked the viewer, who is signed in,
checked in, and has two introductions to answer. Requests go through Flask's test client,
so that no network is measured, and are taken in turns with a bare "hello" of the same
Flask. Each figure is the median of the turns in processor time, so that a busy machine
changes little, as a multiple of "hello" and in milliseconds. *No card kept* is the page as a new
process makes it; *the same page again* is kept whole while nobody writes anything; *all cards
kept* is another page of the same people; *unchanged* is what an open page
asks every ten seconds. While nobody writes anything, who is looking and whom they may see
is not asked of the database again; *just written* is the same right after somebody wrote
something, when it is.

**Mixers.** Three rooms of each kind are drawn: firms of uneven size, one of seven fields each,
and a worth for every pair; the mean counts, and the worst. The bound lets each person meet whom
they like best, whatever that means for tables; at tables of more than two it cannot be reached,
the less the fewer people of one field may share a table. In rooms of up to 150 people a second
bound knows that whoever joins a table meets all there, and for pairs a third is the best choice of
as many as the rounds need; the lowest counts, and *by seats alone* is the share of the first, by
which the goals were set. A plan in pairs is the best there is where everybody stays for all rounds.
The others are as good as the time allows: the same seed gives the same plan only in pairs.
*Hard rooms* are 40 in which rules pull at each other, of 4 to 300 people: many rounds, large
firms, people who stay together or apart, hosts, locked seats, people not there, rounds played.
Each plan is checked by other code than that which plans and judges. Of some rooms nobody knows
whether there is a plan.

**Texts.** The pairs in `benchmarks/words` were made up for this. Each left side ranks the right
sides of all sets together. Of six sets every other pair was used while the reading was tuned, and
only the rest is measured. The list of other names was finished before it was tried on any of them;
afterwards names that mean something else were taken out or moved, and some meanings put in more
usual words; and how much one sure pair may take from all others was chosen after a look at the
questions held back. Of the list of trades two thirds were finished before they were tried; the
narrower trades came after a look at one half of the occupations and duties. Whoever wrote it had
written the register and what people say of themselves just before, and had seen the first set of
what a person does, so that these three flatter it; the occupations and duties held back had been
written long before, and were not looked at. Where a trade is not listed, nothing is gained. An ask
of one language may be met by an offer of another that is not the one in the file, and an
occupation by another of nearly the same name; both count as missed. Five sets were written last,
before the list of trades was looked at for them; how far a text leans towards a trade was chosen by
the one half of each, and has four numbers, for which the figures of the other half were seen, too;
and so they were for how much meaning and letters count and from where on a trade is near, so that
these five flatter it. Of each set the half that was not chosen by is measured.
"""


def main() -> None:
    """Collect the figures of every module here that has some, or of those that were named."""
    modules = _modules()
    arguments = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    arguments.add_argument("module", nargs="*", help=f"of {', '.join(modules)}")
    named = arguments.parse_args().module
    unknown = [name for name in named if name not in modules]
    if unknown:
        arguments.error(f"no benchmark is called {unknown[0]}")
    settle_memory()
    figures = [row for name in named or modules for row in modules[name].rows()]
    table = _table([("Measure", "Goal", "Figure"), *figures])
    if not named:
        DOCUMENT.write_text(WORDS.format(table=table, machine=_machine()))
    print(table)


def _modules() -> dict[str, ModuleType]:
    names = sorted(found.name for found in pkgutil.iter_modules(benchmarks.__path__))
    found = {
        name: importlib.import_module(f"benchmarks.{name}") for name in names if name[0] != "_"
    }
    return {name: module for name, module in found.items() if hasattr(module, "rows")}


def _table(rows: list[tuple[str, str, str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [_line(row, widths) for row in rows]
    return "\n".join([lines[0], _line(("-" * width for width in widths), widths), *lines[1:]])


def _line(cells: Iterable[str], widths: list[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"


def _machine() -> str:
    return f"{os.cpu_count()} processors, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
