"""Rounds, seats and plans of mixers."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step up."""
    op.create_table(
        "evening",
        sa.Column("mixer_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("seating", sa.Integer(), nullable=False),
        sa.Column("finished_at", models.base.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["mixer_id"], ["mixer.id"], name=op.f("fk_evening_mixer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("mixer_id", name=op.f("pk_evening")),
    )
    op.create_table(
        "round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mixer_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("planned", "running", "done", name="roundstate", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("started_at", models.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ends_at", models.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("paused_at", models.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("extensions", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state = 'planned' OR ends_at IS NOT NULL", name=op.f("ck_round_has_an_end")
        ),
        sa.ForeignKeyConstraint(
            ["mixer_id"], ["mixer.id"], name=op.f("fk_round_mixer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
        sa.UniqueConstraint("mixer_id", "number", name=op.f("uq_round_mixer_id_number")),
    )
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.create_index(
            "uq_round_running",
            ["mixer_id"],
            unique=True,
            sqlite_where=sa.text("state = 'running'"),
            postgresql_where=sa.text("state = 'running'"),
        )

    op.create_table(
        "seating",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mixer_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "change",
            sa.Enum(
                "planned",
                "people",
                "swapped",
                "locked",
                "undone",
                name="change",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("seats", sa.JSON(), nullable=False),
        sa.Column("made_at", models.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["mixer_id"], ["mixer.id"], name=op.f("fk_seating_mixer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seating")),
        sa.UniqueConstraint("mixer_id", "number", name=op.f("uq_seating_mixer_id_number")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "glad",
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column("at", models.base.UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("from_id != about_id", name=op.f("ck_glad_another")),
        sa.ForeignKeyConstraint(
            ["about_id"], ["attendee.id"], name=op.f("fk_glad_about_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["from_id"], ["attendee.id"], name=op.f("fk_glad_from_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("from_id", "about_id", name=op.f("pk_glad")),
    )
    with op.batch_alter_table("glad", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_glad_about_id"), ["about_id"], unique=False)

    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("attendee_id", sa.Integer(), nullable=False),
        sa.Column("table_number", sa.Integer(), nullable=False),
        sa.Column("is_locked", sa.Boolean(), nullable=False),
        sa.CheckConstraint("table_number > 0", name=op.f("ck_seat_a_table")),
        sa.ForeignKeyConstraint(
            ["attendee_id"], ["attendee.id"], name=op.f("fk_seat_attendee_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_seat_round_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat")),
        sa.UniqueConstraint("round_id", "attendee_id", name=op.f("uq_seat_round_id_attendee_id")),
    )
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seat_attendee_id"), ["attendee_id"], unique=False)

    op.create_table(
        "seating_wish",
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("apart", "together", name="wishkind", native_enum=False, length=24),
            nullable=False,
        ),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_seating_wish_ordered")),
        sa.ForeignKeyConstraint(
            ["first_id"], ["attendee.id"], name=op.f("fk_seating_wish_first_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["second_id"],
            ["attendee.id"],
            name=op.f("fk_seating_wish_second_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_seating_wish")),
    )
    with op.batch_alter_table("seating_wish", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seating_wish_second_id"), ["second_id"], unique=False)

    op.create_table(
        "table_host",
        sa.Column("attendee_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("table_number", sa.Integer(), nullable=False),
        sa.CheckConstraint("table_number > 0", name=op.f("ck_table_host_a_table")),
        sa.ForeignKeyConstraint(
            ["attendee_id"],
            ["attendee.id"],
            name=op.f("fk_table_host_attendee_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("attendee_id", name=op.f("pk_table_host")),
    )


def downgrade() -> None:
    """Go one step back."""
    op.drop_table("table_host")
    with op.batch_alter_table("seating_wish", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_seating_wish_second_id"))

    op.drop_table("seating_wish")
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_seat_attendee_id"))

    op.drop_table("seat")
    with op.batch_alter_table("glad", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_glad_about_id"))

    op.drop_table("glad")
    op.drop_table("seating")
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_round_running",
            sqlite_where=sa.text("state = 'running'"),
            postgresql_where=sa.text("state = 'running'"),
        )

    op.drop_table("round")
    op.drop_table("evening")
