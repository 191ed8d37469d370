"""Short ways to whose picture it is, whose stay is to end, and whom to ask whether they met."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step up."""
    _index("ix_profile_photo", "profile", ["photo"], "photo IS NOT NULL")
    # Of all stays that ever ended, the old one went through those before today each time.
    op.drop_index("ix_visit_closes_at", table_name="visit")
    _index("ix_visit_to_end", "visit", ["closes_at"], "checked_out_at IS NULL")
    to_ask = "agreed_at IS NOT NULL AND asked_at IS NULL"
    _index("ix_introduction_to_ask", "introduction", ["space_id", "day"], to_ask)


def downgrade() -> None:
    """Go one step back."""
    op.drop_index("ix_introduction_to_ask", table_name="introduction")
    op.drop_index("ix_visit_to_end", table_name="visit")
    op.create_index("ix_visit_closes_at", "visit", ["closes_at"], unique=False)
    op.drop_index("ix_profile_photo", table_name="profile")


def _index(name: str, table: str, columns: list[str], only: str) -> None:
    where = sa.text(only)
    op.create_index(name, table, columns, unique=False, sqlite_where=where, postgresql_where=where)
