"""Whether a linear programme proves that no plan of an evening keeps every rule."""

import numpy as np

from matching.messages import Said
from matching.mixers.evenings.floor import Floor
from matching.mixers.proofs.cliques import cliques
from matching.mixers.proofs.counting import may_meet
from matching.mixers.proofs.programme import Programme

_PROVEN = 1e-6
# People by people and kinds of rounds; a larger programme takes more than a few seconds.
_LARGEST = 10_000
_SAID = Said(
    "A linear programme proves that there is no such plan: whoever sits where, "
    "some have too few new people to meet."
)


def proof(floor: Floor, *, seconds: float) -> str:
    """Say that no plan keeps every rule, if a linear programme proves it.

    Parameters
    ----------
    floor : Floor
        The evening.
    seconds : float
        How long it may take.

    Returns
    -------
    reason : str
        One sentence; empty where nothing is proved, where people may meet twice, and in rooms
        of more than about a hundred people, where it would take too long.

    Notes
    -----
    A share of a meeting for each pair and each kind of round (rounds in which the same
    people are there), at most one for a pair in all rounds; a share of a seat for each
    person. Whoever has a seat shares it with enough others, and with no more than the rules
    allow of those who must not share a table, or are of one industry. If even such shares
    leave something over, the more so do plans.
    """
    from scipy.optimize import linprog

    if not may_be_proved(floor):
        return ""
    programme = _programme(floor)
    # One more variable gives way in all limits from below; if it must, there is no plan.
    short = programme.new(1)
    for row, most in enumerate(programme.most):
        if most < 0:
            programme.rows.append(row)
            programme.columns.append(int(short[0]))
            programme.factors.append(most)
    cost = np.zeros(programme.variables)
    cost[short] = 1
    found = linprog(
        cost,
        A_ub=programme.limits(),
        b_ub=programme.most,
        bounds=(0, None),
        method="highs",
        options={"time_limit": seconds},
    )
    return _SAID if found.status == 0 and found.fun > _PROVEN else ""


def may_be_proved(floor: Floor) -> bool:
    """Say whether a linear programme can be asked.

    Parameters
    ----------
    floor : Floor
        The evening.

    Returns
    -------
    may : bool
        By the number of people and of kinds of rounds.
    """
    kinds = len({here.tobytes() for here in floor.here})
    return not floor.evening.allow_repeats and kinds * len(floor) ** 2 <= _LARGEST


def _programme(floor: Floor) -> Programme:
    programme = Programme()
    kinds: dict[bytes, list[int]] = {}
    for number in range(floor.evening.rounds):
        kinds.setdefault(floor.here[number].tobytes(), []).append(number)
    once: dict[tuple[int, int], list[int]] = {}
    benches: list[list[int]] = [[] for _ in range(len(floor))]
    may = may_meet(floor)
    for numbers in kinds.values():
        kind = _Kind(floor, programme, numbers, may)
        kind.limit()
        for both, column in kind.column.items():
            once.setdefault(both, []).append(column)
        for i, column in kind.seat.items():
            benches[i].append(column)
    for columns in once.values():
        programme.at_most(1, (columns, 1))
    for i, columns in enumerate(benches):
        least = int(floor.here[:, i].sum()) - floor.evening.sit_out_max_per_person
        programme.at_most(-least, (columns, -1))
        # Nobody sits in half a round more than they have new people for.
        need = floor.evening.smallest - 1 - int(floor.together[i].sum())
        if need > 0:
            programme.at_most(int(may[i].sum()) // need, (columns, 1))
    return programme


class _Kind:
    """The rounds in which the same people are there."""

    def __init__(
        self,
        floor: Floor,
        programme: Programme,
        numbers: list[int],
        may: np.ndarray[tuple[int, int], np.dtype[np.bool_]],
    ) -> None:
        self.floor, self.programme, self.numbers = floor, programme, numbers
        here = floor.here[numbers[0]]
        self.people = np.flatnonzero(here)
        self.seat = dict(
            zip(self.people.tolist(), programme.new(len(self.people)).tolist(), strict=True)
        )
        one, other = np.nonzero(np.triu(may & np.outer(here, here), k=1))
        columns = programme.new(len(one)).tolist()
        self.column = dict(
            zip(zip(one.tolist(), other.tolist(), strict=True), columns, strict=True)
        )
        self.by_person: dict[int, dict[int, int]] = {i: {} for i in self.seat}
        for (i, j), column in self.column.items():
            self.by_person[i][j] = self.by_person[j][i] = column

    def limit(self) -> None:
        """Write down what holds in these rounds."""
        evening, programme = self.floor.evening, self.programme
        apart = [set(rows.tolist()) for rows in cliques(self.floor.never) if len(rows) > 1]
        for i, seat in self.seat.items():
            programme.at_most(len(self.numbers), ([seat], 1))
            mates = int(self.floor.together[i, self.people].sum())
            partners = self.by_person[i]
            programme.at_most(
                0, (partners.values(), -1), ([seat], max(0, evening.smallest - 1 - mates))
            )
            programme.at_most(0, (partners.values(), 1), ([seat], 1 - evening.table_size))
            for crowd in apart:
                if i not in crowd:
                    self._share(i, [c for j, c in partners.items() if j in crowd], 1)
            self._industries(i)
            if evening.ids[i] in evening.fixed:
                programme.at_most(-len(self.numbers), ([seat], -1))
        must = [self.floor.shapes[number].out for number in self.numbers]
        out = sum(map(self.floor.evening.may_sit_out, must))
        programme.at_most(out - len(self.numbers) * len(self.people), (self.seat.values(), -1))

    def _share(self, i: int, columns: list[int], most: int) -> None:
        """Let somebody meet so many of these in each round."""
        if len(columns) > most:
            self.programme.at_most(0, (columns, 1), ([self.seat[i]], -most))

    def _industries(self, i: int) -> None:
        most, industry = self.floor.evening.max_same_industry, self.floor.industry
        if most is None:
            return
        by_code: dict[int, list[int]] = {}
        for j, column in self.by_person[i].items():
            by_code.setdefault(int(industry[j]), []).append(column)
        for code, columns in by_code.items():
            if code >= 0:
                self._share(i, columns, most - int(industry[i] == code))
