"""What somebody had said of a mixer who was let in at its door, to be so again after a slip."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_REPLIES = ("invited", "going", "waiting", "not_going")


def upgrade() -> None:
    """Go one step up."""
    replies = sa.Enum(*_REPLIES, name="rsvp", native_enum=False, length=24)
    op.add_column("attendee", sa.Column("said_before", replies, nullable=True))


def downgrade() -> None:
    """Go one step back."""
    op.drop_column("attendee", "said_before")
