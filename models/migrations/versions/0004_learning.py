"""What learning from answers and telling how good introductions are need to remember."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step up."""
    # Columns are added in place: making a table anew would take the rows that point to it along.
    op.add_column("introduction", sa.Column("parts", sa.JSON(), nullable=True))
    op.add_column(
        "introduction",
        sa.Column("is_explored", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column(
        "membership", sa.Column("reach", sa.Double(), server_default="0.5", nullable=False)
    )
    op.create_table(
        "choosing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", models.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("matching_version", sa.String(length=24), nullable=False),
        sa.Column("lesson_version", sa.Integer(), nullable=True),
        sa.Column("pairs", sa.Integer(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("bound", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["space_id"], ["space.id"], name=op.f("fk_choosing_space_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_choosing")),
    )
    op.create_index("ix_choosing_space_id_day", "choosing", ["space_id", "day"], unique=False)
    op.create_table(
        "lesson",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("taught_at", models.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("matching_version", sa.String(length=24), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("loss", sa.Double(), nullable=False),
        sa.Column("loss_without", sa.Double(), nullable=False),
        sa.Column("is_used", sa.Boolean(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["space_id"], ["space.id"], name=op.f("fk_lesson_space_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson")),
        sa.UniqueConstraint("space_id", "day", name=op.f("uq_lesson_space_id_day")),
        sa.UniqueConstraint("space_id", "version", name=op.f("uq_lesson_space_id_version")),
    )


def downgrade() -> None:
    """Go one step down."""
    op.drop_table("lesson")
    op.drop_table("choosing")
    op.drop_column("membership", "reach")
    op.drop_column("introduction", "is_explored")
    op.drop_column("introduction", "parts")
