"""Who in a room should meet whom today, and why; pure functions over plain values.

Features, then the worth of each permitted pair, then each person's best candidates, then
the set of pairs with the greatest total worth within everybody's limit, then reasons.
"""

from matching.errors import DuplicatePerson, InvalidFile, InvalidValue, MatchingError
from matching.introductions import Outcome, choose, introductions
from matching.proposals import Proposal, Reason, ReasonKind
from matching.quality import Quality, quality
from matching.report import Look, Past, Report, report
from matching.rules import Rules, Weights
from matching.types import History, Pair, Person, PersonId, Want, pair

__all__ = [
    "DuplicatePerson",
    "History",
    "InvalidFile",
    "InvalidValue",
    "Look",
    "MatchingError",
    "Outcome",
    "Pair",
    "Past",
    "Person",
    "PersonId",
    "Proposal",
    "Quality",
    "Reason",
    "ReasonKind",
    "Report",
    "Rules",
    "Want",
    "Weights",
    "choose",
    "introductions",
    "pair",
    "quality",
    "report",
]
