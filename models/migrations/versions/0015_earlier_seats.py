"""Where somebody sat in a round before they left, and came back to it."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step up."""
    op.create_table(
        "earlier_seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("attendee_id", sa.Integer(), nullable=False),
        sa.Column("table_number", sa.Integer(), nullable=False),
        sa.Column("since", models.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("until", models.base.UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("since < until", name=op.f("ck_earlier_seat_a_while")),
        sa.CheckConstraint("table_number > 0", name=op.f("ck_earlier_seat_a_table")),
        sa.ForeignKeyConstraint(
            ["attendee_id"],
            ["attendee.id"],
            name=op.f("fk_earlier_seat_attendee_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_earlier_seat_round_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_seat")),
    )
    op.create_index(op.f("ix_earlier_seat_attendee_id"), "earlier_seat", ["attendee_id"])
    op.create_index(op.f("ix_earlier_seat_round_id"), "earlier_seat", ["round_id"])


def downgrade() -> None:
    """Go one step back."""
    op.drop_table("earlier_seat")
