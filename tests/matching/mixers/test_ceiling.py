"""What no plan can exceed: by seats, by tables, and in rooms too large for all pairs at once."""

from functools import cache
from itertools import combinations

import numpy as np
import pytest

from matching import Attendee, Evening, figures, pair, seat
from matching.mixers.bounds import eigenvalue_bound
from matching.mixers.bounds.ceiling import by_seats, ceiling, gain_of
from matching.mixers.bounds.eigenvalue_bound import by_eigenvalues
from matching.mixers.bounds.table_counts import TableCount, table_counts
from matching.mixers.evenings.floor import floor_of


def a_room(count, *, worth=None, industries="", **more):
    fields = dict(enumerate(industries))
    people = tuple(Attendee(id=f"p{i:03d}", industry=fields.get(i, "")) for i in range(count))
    ids = [one.id for one in people]
    if worth is not None:
        worth = {pair(ids[i], ids[j]): float(worth[i, j]) for i, j in combinations(range(count), 2)}
    return Evening(attendees=people, worth=worth, **more)


def by_tables(evening):
    floor = floor_of(evening)
    return by_eigenvalues(floor, gain_of(floor), table_counts(floor))


@cache
def seatings(count, smallest, largest):
    """List the pairs who share a table, for every way to seat so many."""

    def tables_of(left):
        if not left:
            yield ()
        for size in range(smallest, min(largest, len(left)) + 1):
            for others in combinations(left[1:], size - 1):
                table = (left[0], *others)
                for rest in tables_of(tuple(one for one in left if one not in table)):
                    yield (table, *rest)

    marks = []
    for tables in tables_of(tuple(range(count))):
        mark = np.zeros((count, count), dtype=bool)
        for table in tables:
            mark[np.ix_(table, table)] = True
        marks.append(mark[np.triu_indices(count, k=1)])
    return np.array(marks)


def best_by_trying_everything(worth, rounds, smallest, largest):
    marks = seatings(len(worth), smallest, largest)
    value = marks @ worth[np.triu_indices(len(worth), k=1)]
    if rounds == 1:
        return value.max()
    apart = marks.astype(int) @ marks.T.astype(int) == 0
    return np.where(apart, value + value[:, None], 0).max()


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    ("count", "smallest", "largest", "rounds"),
    [
        (9, 3, 3, 2),
        (9, 3, 3, 1),
        (8, 2, 4, 1),
        (8, 4, 4, 1),
        (7, 2, 3, 1),
        (9, 2, 4, 1),
        (8, 2, 4, 2),
    ],
)
def test_no_plan_is_worth_more_than_the_ceiling(seed, count, smallest, largest, rounds):
    chance = np.random.default_rng(seed)
    taste = chance.normal(size=(count, 1 + seed % 2))
    worth = np.maximum(0, 2 + taste @ taste.T + 0.5 * chance.normal(size=(count, count)))
    worth = (worth + worth.T) / 2
    sizes = {"table_size": largest, "smallest_table": smallest, "rounds": rounds}

    evening = a_room(count, worth=worth, **sizes)

    best = best_by_trying_everything(worth, rounds, smallest, largest)
    assert np.isfinite(by_tables(evening))
    assert best <= by_tables(evening) + 1e-6
    assert best <= ceiling(floor_of(evening)).worth + 1e-6


@pytest.mark.parametrize(
    ("count", "smallest", "largest", "rounds", "tables"),
    [
        (9, 3, 3, 4, 3),
        (16, 4, 4, 5, 4),
        (12, 3, 4, 3, 4),
        (25, 5, 5, 3, 5),
        (30, 5, 5, 4, 6),
        (23, 3, 5, 3, 5),
        (26, 4, 6, 3, 6),
        (22, 2, 6, 2, 6),
    ],
)
@pytest.mark.parametrize("others", [0.0, 0.3, 0.9])
def test_a_plan_whose_pairs_are_worth_most_is_not_above_the_ceiling(
    count, smallest, largest, rounds, tables, others
):
    sizes = {"table_size": largest, "smallest_table": smallest, "rounds": rounds, "tables": tables}
    worth = np.random.default_rng(count).random((count, count))
    ids = a_room(count, **sizes).ids
    plan = seat(a_room(count, worth=worth, **sizes), seconds=0.1)
    worth = others * worth
    for table in (table for tables in plan.rounds for table in tables):
        rows = [ids.index(name) for name in table]
        worth[np.ix_(rows, rows)] = 1

    most = by_tables(a_room(count, worth=worth, **sizes))

    assert not plan.broken
    assert figures(a_room(count, worth=worth, **sizes), plan.rounds).worth <= most + 1e-6 < np.inf


@pytest.mark.parametrize(
    ("count", "smallest", "largest", "rounds"),
    [(30, 5, 5, 2), (25, 5, 5, 3), (12, 3, 4, 3), (23, 3, 5, 3), (26, 4, 6, 3)],
)
def test_eigenvalues_of_a_plan_add_up_to_no_more_than_is_said(count, smallest, largest, rounds):
    evening = a_room(count, rounds=rounds, table_size=largest, smallest_table=smallest)
    plan, met, options = seat(evening, seconds=0.1), rounds * np.eye(count), []
    for tables in plan.rounds:
        at = np.array([[name in table for name in evening.ids] for table in tables], dtype=float)
        met += at.T @ at - np.eye(count)
        squares = int((at.sum(axis=1) ** 2).sum())
        options.append(TableCount(len(tables), 0, squares, squares, 0))
    room = eigenvalue_bound._Room(met, met > 0, rounds, smallest, largest)
    way = eigenvalue_bound._way(room, options)

    values = np.cumsum(np.linalg.eigvalsh(eigenvalue_bound._without_means(met))[::-1])

    assert not plan.broken
    assert (values[: way.directions] <= eigenvalue_bound._sums(room, way) + 1e-9).all()
    assert eigenvalue_bound._lengths(room, way) == (
        pytest.approx(values[-1]),
        pytest.approx(values[-1]),
    )


@pytest.mark.parametrize(
    ("count", "size", "rounds", "share"),
    [(12, 4, 3, 0.92), (30, 5, 4, 0.996), (64, 8, 4, 0.96), (37, 4, 4, 0.999), (100, 10, 3, 0.92)],
)
def test_tables_prove_more_than_seats(count, size, rounds, share):
    worth = np.random.default_rng(1).random((count, count))
    floor = floor_of(a_room(count, worth=worth, rounds=rounds, table_size=size))
    gain, options = gain_of(floor), table_counts(floor)

    assert by_eigenvalues(floor, gain, options) < share * by_seats(floor, gain, options)


def test_without_time_the_bound_is_that_of_seats_or_of_the_first_prices():
    worth = np.random.default_rng(1).random((30, 30))
    floor = floor_of(a_room(30, worth=worth, rounds=4, table_size=5))
    gain, options = gain_of(floor), table_counts(floor)
    seats, best = by_seats(floor, gain, options), by_eigenvalues(floor, gain, options)

    assert by_eigenvalues(floor, gain, options, until=0) == pytest.approx(seats)
    assert best + 1e-3 < ceiling(floor, until=0).worth <= seats


def test_six_in_a_ring_cannot_all_sit_beside_both_neighbours():
    worth = np.roll(np.eye(6), 1, axis=1)
    evening = a_room(6, worth=worth + worth.T, rounds=1, table_size=3, smallest_table=3)
    floor = floor_of(evening)

    most = ceiling(floor)

    assert by_seats(floor, gain_of(floor), table_counts(floor)) == 6
    assert most.by == "tables"
    assert 4 <= most.worth < 4.6


@pytest.mark.parametrize(
    "more",
    [
        {"allow_repeats": True},
        {"absent": {0: frozenset({"p000"})}},
        {"keep_together": (frozenset({"p000", "p001"}),)},
        {"sit_out_allowed": 1},
    ],
)
def test_tables_prove_nothing_where_rounds_differ_or_people_meet_again(more):
    sizes = {"rounds": 2, "table_size": 3, "smallest_table": 2}

    assert by_tables(a_room(9, worth=np.ones((9, 9)), **sizes)) < np.inf
    assert by_tables(a_room(9, worth=np.ones((9, 9)), **sizes, **more)) == np.inf


def test_tables_prove_nothing_where_rounds_may_have_any_number_of_them():
    sizes = {"rounds": 30, "table_size": 30, "smallest_table": 2}

    assert by_tables(a_room(60, worth=np.ones((60, 60)), **sizes)) == np.inf


def test_where_tables_leave_no_plan_its_seats_bound_it():
    worth = np.random.default_rng(1).random((8, 8))
    sizes = {"rounds": 2, "table_size": 4, "smallest_table": 4}

    evening = a_room(8, worth=worth + worth.T, **sizes)

    assert by_tables(evening) == np.inf
    assert ceiling(floor_of(evening)).by == "seats"


def test_people_of_one_industry_may_need_more_tables_and_fewer_pairs_meet():
    ones, sizes = np.ones((12, 12)), {"rounds": 1, "table_size": 4, "max_same_industry": 1}

    free = ceiling(floor_of(a_room(12, worth=ones, **sizes)))
    crowded = ceiling(floor_of(a_room(12, worth=ones, industries="aaaa", **sizes)))

    assert (free.worth, crowded.worth) == (pytest.approx(18), pytest.approx(12))


def test_tables_of_uneven_sizes_may_seat_more_pairs():
    evening = a_room(9, worth=np.ones((9, 9)), rounds=1, table_size=4, smallest_table=2, tables=3)
    ids = evening.ids

    plan = figures(evening, [(ids[:4], ids[4:7], ids[7:])])

    assert (plan.broken, plan.worth, plan.bound) == ((), 10, pytest.approx(10))


def test_a_plan_that_breaks_rules_is_no_better_than_the_best():
    ones = np.ones((4, 4))
    evening = a_room(4, worth=ones, industries="aabb", max_same_industry=1, rounds=1, table_size=2)
    ids = evening.ids

    plan = figures(evening, [(ids[:3], ids[3:])])

    assert (plan.worth, plan.share_of_bound) == (3, 1.0)


def test_a_room_of_a_hundred_and_sixty_is_bounded_by_its_pairs():
    evening = a_room(160, worth=np.ones((160, 160)), rounds=1, table_size=2)

    assert ceiling(floor_of(evening)) == (80, "seats")
