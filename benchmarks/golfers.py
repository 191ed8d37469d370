"""In how many rooms nobody meets twice for as many rounds as anybody has found."""

import time

from matching.designs.schedules import design, most_rounds

Row = tuple[str, str, str]

_TABLES, _SECONDS = 10, 10.0


def rows() -> list[Row]:
    """Try every room of up to ten tables, and give how many are reached and the slowest of them."""
    rooms = [(tables, size) for tables in range(2, _TABLES + 1) for size in range(2, tables + 1)]
    times = [took for room in rooms if (took := _seconds(*room)) is not None]
    return [
        (
            "Rooms without repeats for as many rounds as known",
            "45",
            f"{len(times)} of {len(rooms)}",
        ),
        ("The slowest of the rooms reached", "10 s", f"{max(times):.2f} s"),
    ]


def _seconds(tables: int, size: int) -> float | None:
    began = time.process_time()
    found = design(tables, size, most_rounds(tables, size), seconds=_SECONDS)
    return None if found is None else time.process_time() - began
