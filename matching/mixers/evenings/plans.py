"""What planning a mixer gives: who sits where, and how good that is."""

from collections.abc import Mapping
from dataclasses import dataclass

from matching.mixers.evenings.evening import Round, Table
from matching.types import PersonId

_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFigures:
    """What can be said of one table in one round.

    Parameters
    ----------
    worth : float
        What the first meetings at it are worth.
    industries : int
        How many different industries sit there; unknown ones are not counted.
    repeats : int
        Pairs who meet there though they met before this evening's round.
    broken : tuple of str
        The rules it breaks, in words.
    """

    worth: float
    industries: int
    repeats: int
    broken: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFigures:
    """What the rounds to come bring one person.

    Parameters
    ----------
    new_people : int
        Whom they meet for the first time.
    worth : float
        What these meetings are worth.
    useful : int
        How many of these meetings are among the best quarter of all that are allowed.
    best : str
        Whom it is worth most to meet among them; empty when there is nobody.
    sits_out : int
        In how many rounds they sit out.
    """

    new_people: int
    worth: float
    useful: int
    best: PersonId
    sits_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A plan in numbers.

    Parameters
    ----------
    tables : tuple of tuple of TableFigures
        For each round and table.
    people : mapping of str to PersonFigures
        For everybody who is there in at least one round.
    without_useful : tuple of str
        Who meets nobody useful.
    moved : int
        How many people sit elsewhere in the round about to start than they were shown.
    """

    tables: tuple[tuple[TableFigures, ...], ...]
    people: Mapping[PersonId, PersonFigures]
    without_useful: tuple[PersonId, ...]
    moved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatingPlan:
    """Who sits where in the rounds to come.

    Parameters
    ----------
    rounds : tuple of rounds
        Each a tuple of tables, each a tuple of ids; a table keeps its number.
    sitting_out : tuple of tuple of str
        For each round who sits out.
    worth : float
        What all first meetings are worth together.
    bound : float
        No plan that keeps the rules can be worth more.
    bound_by : str
        What proves it: "seats", since everybody has only so many, "tables", since there are
        only so many, or "pairs", since no better ones can be chosen; empty where it was given.
    repeats : int
        Meetings of pairs who had met this evening already.
    broken : tuple of str
        The rules that the plan breaks, in words; empty if it keeps them all.
    why : Said or str
        What stands in the way if it does not keep them all; empty otherwise.
    figures : Figures
        The same by table and by person.
    """

    rounds: tuple[Round, ...]
    sitting_out: tuple[Table, ...]
    worth: float
    bound: float
    bound_by: str
    repeats: int
    broken: tuple[str, ...]
    why: str
    figures: Figures

    @property
    def share_of_bound(self) -> float:
        """`worth` as a share of `bound`."""
        return share_of(self.worth, self.bound)


def share_of(worth: float, bound: float) -> float:
    """Say how near a plan is to the best there could be.

    Parameters
    ----------
    worth : float
        What its first meetings are worth.
    bound : float
        What no plan can exceed.

    Returns
    -------
    share : float
        From 0 to 1, in whole millionths: bounds are found in whole units, so that the best plan may
        lie a little below its own.

    Examples
    --------
    >>> share_of(5194.0, 5194.0006)
    1.0
    """
    return min(1.0, round(worth / bound, _DIGITS)) if bound > 0 else 1.0
