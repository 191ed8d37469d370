"""A members file to fill in, with three people who do not exist."""

import csv
import io

from app.services.spreadsheets.import_columns import OWN

_BYTE_ORDER_MARK = "\ufeff"  # without it, Excel takes UTF-8 for Windows-1252
_PEOPLE = (
    (
        "Inês Cardoso",
        "ines@example.com",
        "Folha",
        "Design",
        "Packaging that folds flat",
        "packaging; branding",
        "Somebody who knows food law",
        "chess; cycling",
    ),
    (
        "Tomasz Wiśniewski",
        "tomasz@example.com",
        "",
        "Accounting & tax",
        "Books for small firms",
        "bookkeeping; VAT",
        "",
        "",
    ),
    ("Amara Okafor", "amara@example.com", "Oka Foods", "Food & drink making", "", "", "", "bread"),
)


def as_csv() -> str:
    """Write the file with the columns that we know."""
    paper = io.StringIO()
    writer = csv.writer(paper)
    writer.writerow([field.value for field in OWN])
    writer.writerows(_PEOPLE)
    return _BYTE_ORDER_MARK + paper.getvalue()
