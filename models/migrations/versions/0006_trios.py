"""Three people can be proposed to each other."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step up."""
    op.create_table(
        "trio",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["space_id"], ["space.id"], name=op.f("fk_trio_space_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trio")),
    )
    op.create_index("ix_trio_space_id", "trio", ["space_id"], unique=False)
    # In place: making the table anew would take the rows that point to it along.
    leads_to = sa.ForeignKey("trio.id", name="fk_introduction_trio_id")
    op.add_column(
        "introduction",
        sa.Column("trio_id", sa.Integer(), leads_to, nullable=True),
        inline_references=True,
    )
    op.create_index("ix_introduction_trio_id", "introduction", ["trio_id"], unique=False)


def downgrade() -> None:
    """Go one step down."""
    op.drop_index("ix_introduction_trio_id", table_name="introduction")
    op.drop_column("introduction", "trio_id")
    op.drop_index("ix_trio_space_id", table_name="trio")
    op.drop_table("trio")
