"""For when an evening was announced that was begun before its day."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step up."""
    moment = models.base.UtcDateTime(timezone=True)
    op.add_column("evening", sa.Column("announced_for", moment, nullable=True))


def downgrade() -> None:
    """Go one step back."""
    op.drop_column("evening", "announced_for")
