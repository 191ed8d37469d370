"""Mixers with rounds, and who comes to them."""

import secrets

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_USUAL = {"rounds": 4, "round_minutes": 12, "table_size": 5, "sequence": 0}
_NUMBERED_FOR_EVER = {"sqlite_autoincrement": True}
_ADDED = ("zone_id", *_USUAL, "capacity", "audience", "max_same_industry", "cross_role", "uid")


def upgrade() -> None:
    """Go one step up."""
    with op.batch_alter_table("mixer") as batch_op:
        batch_op.add_column(sa.Column("zone_id", sa.Integer(), nullable=True))
        for name, usual in _USUAL.items():
            batch_op.add_column(
                sa.Column(name, sa.Integer(), nullable=False, server_default=str(usual))
            )
        batch_op.add_column(sa.Column("capacity", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "audience",
                sa.Enum("space", "invited", name="audience", native_enum=False, length=24),
                nullable=False,
                server_default="space",
            )
        )
        batch_op.add_column(sa.Column("max_same_industry", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("cross_role", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("uid", sa.String(length=32), nullable=True))
        batch_op.add_column(
            sa.Column("cancelled_at", models.base.UtcDateTime(timezone=True), nullable=True)
        )

    _name_each_for_calendars()
    # The usual values were for the rows that were there; new ones bring their own.
    with op.batch_alter_table(
        "mixer", recreate="auto", table_kwargs=_NUMBERED_FOR_EVER
    ) as batch_op:
        for name in (*_USUAL, "audience", "cross_role"):
            batch_op.alter_column(name, server_default=None)
        batch_op.alter_column("uid", existing_type=sa.String(length=32), nullable=False)
        batch_op.create_unique_constraint(batch_op.f("uq_mixer_uid"), ["uid"])
        batch_op.create_foreign_key(
            batch_op.f("fk_mixer_zone_id"), "zone", ["zone_id"], ["id"], ondelete="SET NULL"
        )

    op.create_table(
        "attendee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mixer_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("company", sa.String(length=120), nullable=False),
        sa.Column("industry", sa.String(length=24), nullable=False),
        sa.Column("offers", sa.Text(), nullable=False),
        sa.Column("asks", sa.Text(), nullable=False),
        sa.Column(
            "reply",
            sa.Enum(
                "invited",
                "going",
                "waiting",
                "not_going",
                name="rsvp",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("replied_at", models.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column(
            "role",
            sa.Enum("mentor", "mentee", name="mixerrole", native_enum=False, length=24),
            nullable=True,
        ),
        sa.Column("is_listed", sa.Boolean(), nullable=False),
        sa.Column("wants_letters", sa.Boolean(), nullable=False),
        sa.Column("arrived_at", models.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("left_at", models.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", models.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "member_id IS NOT NULL OR name != ''", name=op.f("ck_attendee_somebody")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_attendee_member_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["mixer_id"], ["mixer.id"], name=op.f("fk_attendee_mixer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendee")),
        sa.UniqueConstraint("mixer_id", "member_id", name=op.f("uq_attendee_mixer_id_member_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("attendee") as batch_op:
        batch_op.create_index("ix_attendee_member_id", ["member_id"], unique=False)
        batch_op.create_index("ix_attendee_mixer_id_reply", ["mixer_id", "reply"], unique=False)


def _name_each_for_calendars() -> None:
    mixer = sa.table("mixer", sa.column("id", sa.Integer()), sa.column("uid", sa.String()))
    connection = op.get_bind()
    for (mixer_id,) in connection.execute(sa.select(mixer.c.id)).all():
        named = sa.update(mixer).where(mixer.c.id == mixer_id).values(uid=secrets.token_hex(16))
        connection.execute(named)


def downgrade() -> None:
    """Go one step back."""
    op.drop_table("attendee")
    with op.batch_alter_table("mixer") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_mixer_zone_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_mixer_uid"), type_="unique")
        for name in (*_ADDED, "cancelled_at"):
            batch_op.drop_column(name)
