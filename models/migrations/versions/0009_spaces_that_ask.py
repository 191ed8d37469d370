"""A space may ask its hosts for a second step."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step up."""
    # In place: making the table anew would take the rows that point to it along.
    op.add_column(
        "space",
        sa.Column("asks_second_factor", sa.Boolean(), server_default=sa.false(), nullable=False),
    )


def downgrade() -> None:
    """Go one step back."""
    op.drop_column("space", "asks_second_factor")
