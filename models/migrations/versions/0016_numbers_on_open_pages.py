"""Pages left open name memberships and uploaded files by number, so no number is given twice."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_POINT_TO_MEMBERSHIPS = ("consent", "invitation")


def upgrade() -> None:
    """Go one step up."""
    _made_anew(numbered_for_ever=True)


def downgrade() -> None:
    """Go one step back."""
    _made_anew(numbered_for_ever=False)


def _made_anew(*, numbered_for_ever: bool) -> None:
    # PostgreSQL never gives a number twice; SQLite does unless it is told not to.
    if op.get_bind().dialect.name != "sqlite":
        return
    kept = {"sqlite_autoincrement": numbered_for_ever}
    # Making a table anew takes the rows along that point to it; these are put back afterwards.
    for name in _POINT_TO_MEMBERSHIPS:
        op.execute(sa.text(f"create temporary table kept_{name} as select * from {name}"))  # noqa: S608 - our own names
    for name in ("import_draft", "membership"):
        with op.batch_alter_table(name, recreate="always", table_kwargs=kept):
            pass
    for name in _POINT_TO_MEMBERSHIPS:
        op.execute(sa.text(f"insert into {name} select * from kept_{name}"))  # noqa: S608 - as above
        op.execute(sa.text(f"drop table kept_{name}"))
