"""In which order proposals are shown to the whole room."""

from collections.abc import Iterable, Mapping

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

    def place(proposal: Proposal) -> tuple[int, float, PersonId, PersonId]:
        first, second = people[proposal.first], people[proposal.second]
        waited = max(first.left_out_days, second.left_out_days)
        return (-waited, -proposal.worth, proposal.first, proposal.second)

    return sorted(proposals, key=place)
