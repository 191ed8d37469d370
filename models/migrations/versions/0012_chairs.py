"""Somebody can sit down in the middle of a round."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step up."""
    op.add_column(
        "seat", sa.Column("taken_at", models.base.UtcDateTime(timezone=True), nullable=True)
    )


def downgrade() -> None:
    """Go one step back."""
    op.drop_column("seat", "taken_at")
