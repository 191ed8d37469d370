"""Today's introductions for one room: the whole way from people to proposals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import repeat

import numpy as np

from matching.choosing.last_resorts import COUNTS, needed
from matching.choosing.pairing import Choice, pair_up
from matching.errors import DuplicatePerson
from matching.garbage_collection import collection_paused
from matching.lessons.lesson import expected, explored
from matching.preparation import prepared
from matching.proposals import Proposal, row_by_row
from matching.ranking import ranked
from matching.reasons import reasons, starter
from matching.rules import Rules
from matching.texts.encoders import best_encoder
from matching.texts.text import Encoder, Floats
from matching.trios import with_thirds
from matching.types import History, Person
from matching.worth.acquaintance import Acquaintance
from matching.worth.affinity import Day
from matching.worth.candidates import Edges, candidates
from matching.worth.constraints import allowed
from matching.worth.freshness import MUST_BE_NEXT_DAYS, priority, staleness

# Digits of a worth that mean something; the rest is rounding of the machine.
_DIGITS = 6


def introductions(
    people: Sequence[Person],
    history: History,
    rules: Rules | None = None,
    *,
    encoder: Encoder = best_encoder,
) -> list[Proposal]:
    """Choose who should be introduced to whom today.

    Parameters
    ----------
    people : sequence of Person
        Everybody who is present, open and willing, each once, in any order.
    history : History
        What the space remembers about pairs.
    rules : Rules, optional
        What the space allows and prefers.
    encoder : Encoder, optional
        Reads the texts.

    Returns
    -------
    proposals : list of Proposal
        Those left out longest first, then the worthiest; nobody is in more than their
        limit allows.

    Raises
    ------
    DuplicatePerson
        If two people have the same id.

    Notes
    -----
    The same people, history and rules give the same answer, in whatever order they come.
    Time grows with the square of people; memory does not grow with their texts.

    Examples
    --------
    >>> from matching.types import Want
    >>> ana = Person(id="ana", industry="C", offers=(Want(words="Food labelling law"),),
    ...     asks=(Want(words="Somebody who designs packaging"),))
    >>> bo = Person(id="bo", industry="M", offers=(Want(words="Packaging design"),),
    ...     asks=(Want(words="Help with food labelling"),))
    >>> [proposal] = introductions([bo, ana], History())
    >>> proposal.first, proposal.second
    ('ana', 'bo')
    >>> proposal.starter.ask
    'Somebody who designs packaging'
    """
    return choose(people, history, rules, encoder=encoder).proposals


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The introductions of a day, and how near they are to the best there could be.

    Parameters
    ----------
    proposals : list of Proposal
        Those left out longest first, then the worthiest.
    value : float
        What they may be expected to be worth together, and what it counts that somebody left
        out has one.
    bound : float
        No other choice from the candidates can be worth more; equal to `value` where
        the choice is proven best.
    """

    proposals: list[Proposal]
    value: float
    bound: float


def choose(
    people: Sequence[Person],
    history: History,
    rules: Rules | None = None,
    *,
    encoder: Encoder = best_encoder,
) -> Outcome:
    """Choose who should be introduced to whom today, and tell how good the choice is.

    Parameters
    ----------
    people : sequence of Person
        Everybody who is present, open and willing, each once, in any order.
    history : History
        What the space remembers about pairs.
    rules : Rules, optional
        What the space allows and prefers.
    encoder : Encoder, optional
        Reads the texts.

    Returns
    -------
    outcome : Outcome
        The same proposals as `introductions` gives, with their value and a bound.

    Raises
    ------
    DuplicatePerson
        If two people have the same id.

    Examples
    --------
    >>> outcome = choose([], History())
    >>> outcome.proposals, outcome.value == outcome.bound
    ([], True)
    """
    rules = rules or Rules()
    day = today(people, history, rules, encoder)
    may = allowed(day.room, history, day.rivals, cooling_days=rules.cooling_days)
    edges = candidates(day, may, rules)
    if not rules.trios:
        # Nobody asks for the worth of pairs again, and choosing needs memory of its own.
        day, may = day.without_gains(), np.zeros((0, 0), dtype=np.bool_)
    choice = _chosen(day.room.people, edges, rules)
    chosen = edges.only(choice.chosen)
    with collection_paused():
        proposals = _proposals(day, chosen, rules)
        if rules.trios:
            proposals = with_thirds(day, may, rules, chosen, proposals)
        in_order = ranked(proposals, {person.id: person for person in people})
    return Outcome(proposals=in_order, value=choice.value, bound=choice.bound)


def today(people: Sequence[Person], history: History, rules: Rules, encoder: Encoder) -> Day:
    """Gather all that worth is made from.

    Parameters
    ----------
    people : sequence of Person
        Everybody present; those whose limit is used up take no part and change nothing.
    history : History
        What the space remembers about pairs.
    rules : Rules
        What the space allows and prefers.
    encoder : Encoder
        Reads the texts.

    Returns
    -------
    day : Day
        The room, its acquaintances, and what everybody could gain.

    Raises
    ------
    DuplicatePerson
        If two people have the same id.
    """
    if len({person.id for person in people}) < len(people):
        msg = "two people have the same id"
        raise DuplicatePerson(msg)
    here = [person for person in people if person.limit]
    known = prepared(here, encoder, seed=rules.seed)
    graph = Acquaintance(known.room.row, history.met)
    stale = staleness(known.room, history, cooling_days=rules.cooling_days)
    return Day(known.room, graph, known.gains, stale, known.rivals)


def _chosen(people: Sequence[Person], edges: Edges, rules: Rules) -> Choice:
    """Choose those that may be expected to be worth most together, and no last resort in vain."""
    worth = expected(edges, people, rules)
    if len(edges.is_last_resort):
        worth = np.where(edges.is_last_resort, COUNTS * worth, worth)
    choice = pair_up(
        replace(edges, worth=worth),
        [min(person.limit, len(people)) for person in people],
        [priority(person.left_out_days) for person in people],
    )
    waiting = [person.left_out_days >= MUST_BE_NEXT_DAYS for person in people]
    return replace(choice, chosen=needed(edges, choice.chosen, np.array(waiting, dtype=np.bool_)))


def _proposals(day: Day, chosen: Edges, rules: Rules) -> list[Proposal]:
    """Say of each chosen pair what it is worth, and why."""
    names = np.array([person.id for person in day.room.people], dtype=object)
    in_order = names[chosen.first] < names[chosen.second]
    ones = np.where(in_order, chosen.first, chosen.second)
    others = np.where(in_order, chosen.second, chosen.first)
    parts = {name: level.astype(float).round(_DIGITS) for name, level in chosen.parts.items()}
    given = reasons(day, ones, others, parts)
    rows = row_by_row(
        Proposal,
        names[ones].tolist(),
        names[others].tolist(),
        chosen.worth.round(_DIGITS).tolist(),
        given,
        map(starter, given),
        _by_name(parts),
        explored(chosen, day.room.people, rules).tolist(),
        repeat(None),
    )
    return list(rows)


def _by_name(parts: Mapping[str, Floats]) -> Iterator[dict[str, float]]:
    levels = zip(*(level.tolist() for level in parts.values()), strict=True)
    return map(dict, map(zip, repeat(tuple(parts)), levels))
