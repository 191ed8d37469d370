"""In which order proposals are shown to the whole room."""

from collections.abc import Iterable, Mapping
from operator import attrgetter

from matching.proposals import Proposal
from matching.types import Person, PersonId


def ranked(proposals: Iterable[Proposal], people: Mapping[PersonId, Person]) -> list[Proposal]:
    """Put proposals in order: those left out longest first, then by worth.

    Parameters
    ----------
    proposals : iterable of Proposal
        In any order.
    people : mapping of str to Person
        Everybody in them by id.

    Returns
    -------
    proposals : list of Proposal
        Repeatable: equal ones are in id order.
    """

    def waited(proposal: Proposal) -> int:
        first, second = people[proposal.first], people[proposal.second]
        return max(first.left_out_days, second.left_out_days)

    # What counts least first: each order keeps the one before among equals, and to compare
    # numbers takes far less time than to compare rows of numbers and names.
    in_order = sorted(proposals, key=attrgetter("first", "second"))
    in_order.sort(key=attrgetter("worth"), reverse=True)
    in_order.sort(key=waited, reverse=True)
    return in_order
