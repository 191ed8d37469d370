"""Three members proposed to each other: three rows, each between two, that are one introduction.

Every rule about two people (who may be proposed, who may see whom, what is remembered of whom,
what goes with whoever leaves) holds row by row, and so for each of the three. What one member
sees and says is about both rows that they are in; each of the others may go from it at any
time, and what is left looks like any introduction of two.
"""

from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import ColumnElement, Function, distinct, func, or_, select
from sqlalchemy.orm import Session

from models import Introduction, Trio


def counted_as() -> ColumnElement[int]:
    """Give the same number for all rows of a trio, and another for every other introduction."""
    return func.coalesce(-Introduction.trio_id, Introduction.id)


def count() -> Function[int]:
    """Count introductions, those of a trio as one."""
    return func.count(distinct(counted_as()))


def tie(session: Session, rows: Iterable[Introduction], *, space_id: int) -> None:
    """Make a trio of the three introductions of three people."""
    trio = Trio(space_id=space_id)
    session.add(trio)
    session.flush()
    for row in rows:
        row.trio_id = trio.id
        row.parts = None


def sides_of(session: Session, introduction: Introduction, member_id: int) -> list[Introduction]:
    """Give the introductions that one member answers together with this one, itself among them.

    In the order of their numbers, in which all who write to them do so.
    """
    if introduction.trio_id is None:
        return [introduction]
    rows = session.scalars(
        select(Introduction)
        .where(
            Introduction.trio_id == introduction.trio_id,
            or_(Introduction.first_id == member_id, Introduction.second_id == member_id),
        )
        .order_by(Introduction.id)
        .execution_options(populate_existing=True)
    )
    return list(rows)


def on_the_card(
    session: Session, introduction_id: int, *, by: int, together_with: Collection[int] = ()
) -> list[Introduction]:
    """Give the introductions that a card told its reader of: one, or two of the same trio.

    In the order of their numbers. Those of others are left out, and so is what is no longer
    there: whoever has erased themselves stops nobody from answering the other.
    """
    named = {introduction_id, *together_with}
    rows = session.scalars(
        select(Introduction)
        .where(
            Introduction.id.in_(named),
            or_(Introduction.first_id == by, Introduction.second_id == by),
        )
        .order_by(Introduction.id)
        .execution_options(populate_existing=True)
    ).all()
    if not rows:
        return []
    meant = next((row for row in rows if row.id == introduction_id), rows[0])
    return [row for row in rows if row is meant or row.is_tied_to(meant)]


def once_each(rows: Iterable[Introduction]) -> Iterator[tuple[int, int]]:
    """Give each member with the number of an introduction, of a trio only the first."""
    told: set[tuple[int, int]] = set()
    for row in rows:
        for member_id in (row.first_id, row.second_id):
            about = (member_id, -row.trio_id if row.trio_id else row.id)
            if about not in told:
                told.add(about)
                yield member_id, row.id


def first_of_each(rows: Iterable[Introduction]) -> Iterator[tuple[int, int]]:
    """Give each member with the number of the first of all these introductions."""
    first: dict[int, int] = {}
    for row in rows:
        for member_id in (row.first_id, row.second_id):
            first.setdefault(member_id, row.id)
    yield from first.items()
