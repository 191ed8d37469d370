"""The name by which somebody knew whom they have blocked."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step up."""
    op.add_column("block", sa.Column("known_as", sa.String(length=80), nullable=True))


def downgrade() -> None:
    """Go one step back."""
    op.drop_column("block", "known_as")
