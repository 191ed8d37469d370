"""How much hosts let it count that fields differ, one is new, circles are apart, zones the same."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_PARTS = ("cross_industry", "newcomer", "bridging", "zone")


def upgrade() -> None:
    """Go one step up."""
    for part in _PARTS:
        column = sa.Column(f"counts_{part}", sa.Integer(), server_default="1", nullable=False)
        op.add_column("space", column)


def downgrade() -> None:
    """Go one step back."""
    for part in reversed(_PARTS):
        op.drop_column("space", f"counts_{part}")
