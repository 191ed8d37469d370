"""The list of members for a spreadsheet."""

import csv
import io
from collections.abc import Iterable

from app.services.members.members_queries import Person
from app.services.spreadsheets import cells
from app.services.spreadsheets.import_columns import Field

HEADINGS = (Field.NAME.value, Field.EMAIL.value, Field.COMPANY.value, "Role", "State", "Since")
BYTE_ORDER_MARK = "\ufeff"  # without it, Excel takes UTF-8 for Windows-1252


def as_csv(people: Iterable[Person]) -> str:
    """Write the list, so that no name in it is run as a formula."""
    paper = io.StringIO()
    writer = csv.writer(paper)
    writer.writerow(HEADINGS)
    for person in people:
        told = (person.name, person.email, person.company, person.role.value, person.state.value)
        writer.writerow([*map(cells.safe, told), person.starts_on.isoformat()])
    return BYTE_ORDER_MARK + paper.getvalue()
