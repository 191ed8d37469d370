"""What is wrong with a file, told once for all rows in which it is wrong."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.services.spreadsheets import cells
from app.services.spreadsheets.import_plans import Plan
from app.services.spreadsheets.import_rows import Problem
from app.services.spreadsheets.members_export import BYTE_ORDER_MARK

EXAMPLES = 3
_DIFFERS = re.compile(r"(“[^”]*”|\d[\d,]*)")
_FIRST_SENTENCE = re.compile(r"(?:“[^”]*”|\.(?! |$)|[^.“])*\.?")


@dataclass(frozen=True, slots=True)
class Saying:
    """One sentence, word for word, and the rows that it is about."""

    words: str
    numbers: tuple[int, ...]

    @property
    def rows(self) -> str:
        """Those rows, as one would say them."""
        return spans(self.numbers)


@dataclass(frozen=True, slots=True)
class Fault:
    """What several problems of one column have in common, and each of them."""

    column: str
    sayings: tuple[Saying, ...]

    @property
    def words(self) -> str:
        """What is wrong; dots stand for what differs from row to row."""
        return _common([saying.words for saying in self.sayings])

    @property
    def numbers(self) -> tuple[int, ...]:
        """All rows in which it is wrong."""
        return tuple(sorted({number for saying in self.sayings for number in saying.numbers}))

    @property
    def rows(self) -> str:
        """Those rows, as one would say them."""
        return spans(self.numbers)

    @property
    def examples(self) -> tuple[Saying, ...]:
        """A few of them word for word, where they differ."""
        return self.sayings[:EXAMPLES] if len(self.sayings) > 1 else ()

    @property
    def has_more(self) -> bool:
        """Whether there are more than the examples."""
        return len(self.sayings) > EXAMPLES


def faults(problems: Iterable[Problem]) -> list[Fault]:
    """Put together what is wrong in the same way, in the order in which it first comes."""
    alike: dict[tuple[str, str], dict[str, list[int]]] = {}
    for problem in problems:
        sayings = alike.setdefault((problem.column, _kind(problem.words)), {})
        sayings.setdefault(problem.words, []).extend([problem.row] if problem.row else [])
    return [
        Fault(column, tuple(Saying(words, tuple(rows)) for words, rows in sayings.items()))
        for (column, _), sayings in alike.items()
    ]


def as_csv(problems: Iterable[Problem]) -> str:
    """Write all of it row by row, for whoever mends a long list beside it."""
    paper = io.StringIO()
    writer = csv.writer(paper)
    writer.writerow(("Row", "Column", "What to look at"))
    for problem in problems:
        writer.writerow((problem.row, cells.safe(problem.column), cells.safe(problem.words)))
    return BYTE_ORDER_MARK + paper.getvalue()


def spans(numbers: Sequence[int]) -> str:
    """Say rising numbers shortly: 3–41, 77."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    return ", ".join("–".join(map(str, run)) for run in runs)


def _kind(words: str) -> str:
    """Fold what is said to what makes two faults the same: without what they quote or count."""
    return _DIFFERS.sub("…", _first_sentence(words))


def _first_sentence(words: str) -> str:
    found = _FIRST_SENTENCE.match(words)
    return found.group() if found else words


def _common(several: Sequence[str]) -> str:
    if len({_DIFFERS.sub("…", words) for words in several}) > 1:
        several = [_first_sentence(words) for words in several]
    pieces = zip(*map(_DIFFERS.split, several), strict=True)
    return "".join(same[0] if len(set(same)) == 1 else _dots(same[0]) for same in pieces)


def _dots(piece: str) -> str:
    return "“…”" if piece.startswith("“") else "…"


def good_rows(plan: Plan) -> int:
    """Count the rows with which nothing is wrong."""
    wrong = {problem.row for problem in plan.problems}
    return sum(planned.entry.row not in wrong for planned in plan.people)
