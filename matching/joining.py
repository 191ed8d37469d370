"""Somebody who is alone joins a pair that was chosen just before."""

from collections.abc import Sequence
from dataclasses import dataclass

from matching.introductions import today
from matching.proposals import Proposal, Reason, Third
from matching.reasons import starter
from matching.rules import Rules
from matching.texts.encoders import best_encoder
from matching.texts.text import Encoder
from matching.trios import thirds
from matching.types import History, Pair, Person, PersonId, pair
from matching.worth.constraints import allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Three people who should be introduced together.

    Parameters
    ----------
    pair : (str, str)
        The two who had each other already.
    third : str
        Who joins them.
    meetings : tuple of Proposal
        The two new pairs, the third with either of the two, each with reasons of its own.
    """

    pair: Pair
    third: PersonId
    meetings: tuple[Proposal, Proposal]


def joined(
    people: Sequence[Person],
    history: History,
    pairs: Sequence[Pair],
    rules: Rules | None = None,
    *,
    encoder: Encoder = best_encoder,
) -> list[Joined]:
    """Let those who are alone join pairs that were just chosen, where all three gain.

    For whoever looks at a room several times before anybody is told: with `Rules.trios` a
    single look does the same.

    Parameters
    ----------
    people : sequence of Person
        Everybody in the room who may have somebody, and those of the pairs. Alone is who is
        in no pair and had nobody today.
    history : History
        What the space remembers about pairs.
    pairs : sequence of (str, str)
        Those who may be joined, in id order; their limits do not matter any more.
    rules : Rules, optional
        What the space allows and prefers.
    encoder : Encoder, optional
        Reads the texts.

    Returns
    -------
    joined : list of Joined
        Nobody is in two of them; a trio is one introduction for each of the three.

    Examples
    --------
    >>> ana, bo, cy = (Person(id=name, industry=name, interests=("tea",)) for name in "abc")
    >>> [trio] = joined([ana, bo, cy], History(), [("a", "b")], Rules(floor=0))
    >>> trio.third, [(one.first, one.second) for one in trio.meetings]
    ('c', [('a', 'c'), ('b', 'c')])
    """
    rules = rules or Rules()
    day = today(people, history, rules, encoder)
    may = allowed(day.room, history, day.rivals, cooling_days=rules.cooling_days)
    found = thirds(day, may, rules, pairs)
    return [_joined(two, third) for two, third in found.items()]


def _joined(two: Pair, third: Third) -> Joined:
    first = _meeting(third.id, two[0], third.worth_with_first, third.with_first)
    second = _meeting(third.id, two[1], third.worth_with_second, third.with_second)
    return Joined(pair=two, third=third.id, meetings=(first, second))


def _meeting(
    third: PersonId, other: PersonId, worth: float, reasons: tuple[Reason, ...]
) -> Proposal:
    first, second = pair(third, other)
    return Proposal(
        first=first, second=second, worth=worth, reasons=reasons, starter=starter(reasons)
    )
