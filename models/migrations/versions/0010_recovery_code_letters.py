"""Letters tell of recovery codes by number, so no number is given twice."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step up."""
    _made_anew(numbered_for_ever=True)


def downgrade() -> None:
    """Go one step back."""
    _made_anew(numbered_for_ever=False)


def _made_anew(*, numbered_for_ever: bool) -> None:
    # PostgreSQL never gives a number twice; SQLite does unless it is told not to. Nothing points
    # to this table, so making it anew takes nothing along.
    if op.get_bind().dialect.name != "sqlite":
        return
    kept = {"sqlite_autoincrement": numbered_for_ever}
    with op.batch_alter_table("recovery_code", recreate="always", table_kwargs=kept):
        pass
