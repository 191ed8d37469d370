"""Rooms made from a plan that keeps every rule, so that nothing can be proved against them."""

from itertools import combinations

from hypothesis import strategies as st

from matching import Attendee, Evening, pair

MOST_TABLES = (3, 5, 7)


@st.composite
def planted_rooms(draw):
    """Draw an evening, and the rounds of a plan of it that keeps every rule.

    Of rows of as many people as there are tables each shifts by its number from round to
    round; for a prime number of tables nobody meets twice.
    """
    tables = draw(st.sampled_from(MOST_TABLES))
    rows = draw(st.integers(2, tables))
    names = draw(st.permutations([f"p{i:02d}" for i in range(rows * tables)]))
    played = draw(st.integers(0, tables - 1))
    count = draw(st.integers(played + 1, tables))
    plan = [
        [
            [names[row * tables + (t - row * number) % tables] for row in range(rows)]
            for t in range(tables)
        ]
        for number in range(count)
    ]
    groups = [
        frozenset({name, f"{name}+"})
        for name in draw(st.lists(st.sampled_from(names), max_size=2, unique=True))
    ]
    for group in groups:
        name, mate = sorted(group)
        for table in (table for seated in plan for table in seated if name in table):
            table.append(mate)
    out, away = [], {}
    for number, seated in enumerate(plan):
        gone = {one for one in draw(st.sets(st.sampled_from(names), max_size=3)) if one[0] == "p"}
        gone -= {name for group in groups for name in group} | set(seated[0])
        for table in seated:
            table[:] = [name for name in table if name not in gone]
        benched = draw(st.booleans())
        out.append(gone if benched else set())
        if not benched and number >= played:
            away[number - played] = frozenset(gone)
    return draw(rules(names, groups, plan, played, out, away))


@st.composite
def rules(draw, names, groups, plan, played, out, away):
    """Draw rules that the plan keeps."""
    sizes = [len(table) for seated in plan[played:] for table in seated]
    smallest = min(sizes)
    if smallest < 2:
        return draw(planted_rooms())
    everybody = [*names, *(name for group in groups for name in group if name not in names)]
    met = {pair(*both) for seated in plan for table in seated for both in combinations(table, 2)}
    others = sorted({pair(*both) for both in combinations(everybody, 2)} - met)
    apart = draw(st.lists(st.sampled_from(others), max_size=30)) if others else []
    fields = {name: draw(st.sampled_from(["", "x", "y", "z"])) for name in everybody}
    alike = max(
        [fields[name] for name in table].count(field)
        for seated in plan[played:] for table in seated for field in "xyz"
    )  # fmt: skip
    to_come = plan[played:]
    hosts = {}
    for table, people in enumerate(to_come[0]):
        always = [n for n in people if all(n in seated[table] for seated in to_come)]
        if always and draw(st.booleans()):
            hosts[always[0]] = table
    locked = {}
    for number in draw(st.sets(st.integers(0, len(to_come) - 1), max_size=2)):
        table = draw(st.integers(0, len(to_come[number]) - 1))
        locked[number] = {draw(st.sampled_from(to_come[number][table])): table}
    one = Evening(
        attendees=tuple(Attendee(id=name, industry=fields[name]) for name in everybody),
        rounds=len(to_come),
        table_size=max(sizes),
        smallest_table=draw(st.integers(2, smallest)),
        tables=draw(st.sampled_from([None, len(plan[0])])),
        keep_apart=frozenset(apart),
        keep_together=tuple(groups),
        fixed=hosts,
        locked=locked,
        absent=away,
        history=tuple(tuple(map(tuple, seated)) for seated in plan[:played]),
        max_same_industry=draw(st.sampled_from([None, max(1, alike)])),
        sit_out_allowed=max(map(len, out[played:])),
        sit_out_max_per_person=max(sum(n in gone for gone in out[played:]) for n in everybody),
        worth={},
    )
    return one, tuple(tuple(map(tuple, seated)) for seated in to_come)
