"""When the clock of a round stood still, since that is no time at a table."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step up."""
    pauses = sa.Column("pauses", sa.JSON(), server_default="[]", nullable=False)
    op.add_column("round", pauses)


def downgrade() -> None:
    """Go one step back."""
    op.drop_column("round", "pauses")
