"""The name with which somebody left a space, and whose line its hosts see no more."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step up."""
    # In place: making the table anew would take the rows that point to it along.
    op.add_column("membership", sa.Column("left_as", sa.String(length=80), nullable=True))
    op.add_column(
        "membership",
        sa.Column("is_off_list", sa.Boolean(), server_default=sa.false(), nullable=False),
    )


def downgrade() -> None:
    """Go one step back."""
    op.drop_column("membership", "is_off_list")
    op.drop_column("membership", "left_as")
