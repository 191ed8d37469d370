"""What a mixer is planned from: who comes, in how many rounds, at which tables, by which rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from matching.errors import InvalidValue
from matching.mixers.evenings import seat_checks as check
from matching.mixers.evenings.evening_types import require_attendee, require_evening
from matching.rules import Weights
from matching.types import Pair, PersonId, Want

Table = tuple[PersonId, ...]
Round = tuple[Table, ...]

# More than any evening has; beyond them the arrays of a plan fit into no memory.
MOST_PEOPLE = 10_000
# Sums of more lose what smaller ones are worth beside them.
MOST_WORTH = 1e15


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """Somebody who comes to a mixer.

    Parameters
    ----------
    id : str
        Names the person in every answer; unique in the evening.
    company : str
        The company's name as written; people of one company never share a table.
    industry : str
        Code of the industry; empty when unknown.
    role : str
        What divides the room where only unlike roles meet, such as "mentor".
    offers, asks : tuple of Want
        What the person can help with, and what they look for.
    interests : tuple of str
        Interests beside work.
    bio : str
        Headline and what they work on now.
    """

    id: PersonId
    company: str = ""
    industry: str = ""
    role: str = ""
    offers: tuple[Want, ...] = ()
    asks: tuple[Want, ...] = ()
    interests: tuple[str, ...] = ()
    bio: str = ""

    def __post_init__(self) -> None:
        """Refuse somebody without a name, or with fields of another type."""
        require_attendee(self)
        if not self.id:
            msg = "an attendee needs an id"
            raise InvalidValue(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evening:
    """A mixer, or what is left of one.

    Parameters
    ----------
    attendees : tuple of Attendee
        Everybody who comes for at least one round; also who has left, if they were seated.
    rounds : int
        How many rounds are still to be planned; they are counted from 0.
    table_size : int
        Most people at a table, 2 for pairs.
    smallest_table : int or None
        Fewest people at a table; one less than `table_size` when None, but never below 2.
    tables : int or None
        How many tables there are; as many as needed when None.
    competitors : frozenset of (str, str)
        Names of companies whose people never share a table.
    keep_apart : frozenset of pair
        People who never share a table.
    keep_together : tuple of frozenset of str
        People who share a table in every round; among them nothing counts as a repeat.
        Groups that share somebody become one.
    fixed : mapping of str to int
        Table hosts, and the table (from 0) at which each sits in every round.
    locked : mapping of int to mapping of str to int
        For some rounds the table at which some people sit.
    absent : mapping of int to frozenset of str
        For some rounds who is not there.
    history : tuple of rounds
        The rounds of this evening that were played, each a tuple of tables of ids.
    met : mapping of pair to int
        Pairs who know each other from before this evening, and how many days ago they
        last met; such a pair earns nothing and costs a little.
    about_to_start : tuple of tables or None
        Round 0 as people have already been shown it; as few as possible are moved.
    max_same_industry : int or None
        Most people of one industry at a table.
    cross_role_only : bool
        Whether people of one role never share a table.
    sit_out_allowed : int or None
        How many may sit out in each round; when None, as many as arithmetic demands.
    sit_out_max_per_person : int
        In how many rounds one person may sit out.
    sat_out : mapping of str to int
        In how many rounds of this evening each has sat out already; they count, too.
    worth : mapping of pair to float, or None
        What each pair's first meeting is worth, 0 for pairs not named; computed from
        offers and asks, as for introductions, when None.
    counts : Weights
        How much each part of such a worth counts.
    allow_repeats : bool
        Whether people may meet twice this evening; only a first meeting earns its worth.

    Raises
    ------
    InvalidValue
        If something contradicts itself or names a stranger; the words begin with its
        place, such as ``attendees[3].id``.
    """

    attendees: tuple[Attendee, ...]
    rounds: int
    table_size: int
    smallest_table: int | None = None
    tables: int | None = None
    competitors: frozenset[Pair] = frozenset()
    keep_apart: frozenset[Pair] = frozenset()
    keep_together: tuple[frozenset[PersonId], ...] = ()
    fixed: Mapping[PersonId, int] = field(default_factory=dict)
    locked: Mapping[int, Mapping[PersonId, int]] = field(default_factory=dict)
    absent: Mapping[int, frozenset[PersonId]] = field(default_factory=dict)
    history: tuple[Round, ...] = ()
    met: Mapping[Pair, int] = field(default_factory=dict)
    about_to_start: Round | None = None
    max_same_industry: int | None = None
    cross_role_only: bool = False
    sit_out_allowed: int | None = None
    sit_out_max_per_person: int = 1
    sat_out: Mapping[PersonId, int] = field(default_factory=dict)
    worth: Mapping[Pair, float] | None = None
    counts: Weights = field(default_factory=Weights)
    allow_repeats: bool = False

    def __post_init__(self) -> None:
        """Refuse what no evening can be."""
        require_evening(self, Attendee)
        ids = check.each_once("attendees", [person.id for person in self.attendees])
        self._check_numbers()
        check.pairs("keep_apart", self.keep_apart, ids)
        groups = check.groups(
            "keep_together", self.keep_together, ids, most=self.table_size, apart=self.keep_apart
        )
        object.__setattr__(self, "keep_together", groups)
        check.seats("fixed", self.fixed, ids, tables=self.tables)
        for number, seats in self.locked.items():
            check.round_number("locked", number, self.rounds)
            check.seats(f"locked[{number}]", seats, ids, tables=self.tables)
        for number, people in self.absent.items():
            check.round_number("absent", number, self.rounds)
            check.known(f"absent[{number}]", people, ids)
        for number, tables in enumerate(self.history):
            check.tables(f"history[{number}]", tables, ids)
        check.tables("about_to_start", self.about_to_start or (), ids)
        check.counts("sat_out", self.sat_out, ids)
        check.ordered("met", self.met)
        check.worths("worth", self.worth or {}, ids, most=MOST_WORTH)

    def _check_numbers(self) -> None:
        check.not_more("attendees", len(self.attendees), MOST_PEOPLE)
        for name, least in _LEAST.items():
            given = getattr(self, name)
            if given is not None and given < least:
                msg = f"{name}: must be at least {least}, and is {given}"
                raise InvalidValue(msg)
            check.not_more(name, given or 0, _MOST.get(name, MOST_PEOPLE))
        if self.smallest > self.table_size:
            sizes = f"{self.smallest_table} is more than {self.table_size}"
            msg = f"smallest_table: must not exceed table_size, and {sizes}"
            raise InvalidValue(msg)

    @property
    def smallest(self) -> int:
        """Fewest people at a table."""
        given = self.smallest_table
        return max(2, self.table_size - 1) if given is None else given

    @property
    def ids(self) -> tuple[PersonId, ...]:
        """Everybody's id, in order of the attendees."""
        return tuple(person.id for person in self.attendees)

    def present(self, number: int) -> tuple[PersonId, ...]:
        """Say who is there in a round.

        Parameters
        ----------
        number : int
            The round, from 0.

        Returns
        -------
        ids : tuple of str
            In order of the attendees.
        """
        away = self.absent.get(number, frozenset())
        return tuple(name for name in self.ids if name not in away)

    def seats(self, number: int) -> dict[PersonId, int]:
        """Say who must sit where in a round.

        Parameters
        ----------
        number : int
            The round, from 0.

        Returns
        -------
        seats : dict of str to int
            The table of each host who is there and of each locked person.
        """
        away = self.absent.get(number, frozenset())
        hosts = {name: table for name, table in self.fixed.items() if name not in away}
        return hosts | dict(self.locked.get(number, {}))

    def may_sit_out(self, must: int) -> int:
        """Say how many may sit out in a round.

        Parameters
        ----------
        must : int
            How many have no seat by arithmetic.

        Returns
        -------
        people : int
            As many as is said; as many as must where nothing is.
        """
        return must if self.sit_out_allowed is None else self.sit_out_allowed


_LEAST = {
    "rounds": 1,
    "table_size": 2,
    "smallest_table": 2,
    "tables": 1,
    "max_same_industry": 1,
    "sit_out_allowed": 0,
    "sit_out_max_per_person": 0,
}
_MOST = {"rounds": 1_000}
