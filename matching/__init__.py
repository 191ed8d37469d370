"""Who in a room should meet whom today, and why; pure functions over plain values.

Features, then the worth of each permitted pair, then each person's best candidates, then
the set of pairs with the greatest total worth within everybody's limit, then reasons.
"""

from matching.errors import DuplicatePerson, InvalidFile, InvalidValue, MatchingError
from matching.introductions import Outcome, choose, introductions
from matching.joining import Joined, joined
from matching.lessons.learning import FEWEST_ANSWERS, Answer, Taught, taught, tendency, usual_share
from matching.messages import Said
from matching.mixers.evenings.evening import Attendee, Evening, Round, Table
from matching.mixers.evenings.plans import (
    Figures,
    PersonFigures,
    SeatingPlan,
    TableFigures,
    share_of,
)
from matching.mixers.figures import figures
from matching.mixers.reasons import TableReason, table_reasons
from matching.mixers.tables import obstacle_to, seat
from matching.people.meanings import EDITION, learn, meanings, texts_of, unread
from matching.proposals import Proposal, Reason, ReasonKind, Third
from matching.quality import Quality, quality
from matching.report import Look, Past, Report, report
from matching.rules import Lesson, Rules, Weights
from matching.types import History, Pair, Person, PersonId, Want, pair
from matching.wants.likeness import meets, other_names, text_of
from matching.warm_up import warm
from matching.worth.constraints import company_name

VERSION = "5"
"""Kept with each introduction, so that later versions can be compared by what became of it."""

__all__ = [
    "EDITION",
    "FEWEST_ANSWERS",
    "VERSION",
    "Answer",
    "Attendee",
    "DuplicatePerson",
    "Evening",
    "Figures",
    "History",
    "InvalidFile",
    "InvalidValue",
    "Joined",
    "Lesson",
    "Look",
    "MatchingError",
    "Outcome",
    "Pair",
    "Past",
    "Person",
    "PersonFigures",
    "PersonId",
    "Proposal",
    "Quality",
    "Reason",
    "ReasonKind",
    "Report",
    "Round",
    "Rules",
    "Said",
    "SeatingPlan",
    "Table",
    "TableFigures",
    "TableReason",
    "Taught",
    "Third",
    "Want",
    "Weights",
    "choose",
    "company_name",
    "figures",
    "introductions",
    "joined",
    "learn",
    "meanings",
    "meets",
    "obstacle_to",
    "other_names",
    "pair",
    "quality",
    "report",
    "seat",
    "share_of",
    "table_reasons",
    "taught",
    "tendency",
    "text_of",
    "texts_of",
    "unread",
    "usual_share",
    "warm",
]
