"""Somebody can come to some rounds of a mixer only."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step up."""
    op.add_column("attendee", sa.Column("first_round", sa.Integer(), nullable=True))
    op.add_column("attendee", sa.Column("last_round", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Go one step down."""
    op.drop_column("attendee", "last_round")
    op.drop_column("attendee", "first_round")
