"""Deleting oneself: the person goes, and with them everything that points to them."""

from sqlalchemy import Engine, delete, or_, select
from sqlalchemy.orm import Session

from app.services import hosting
from app.services.errors import Refused
from models import Attendee, Introduction, Member, Membership, Profile, Space, Visit

MOMENT_MS = 1000


class LastHost(Refused):
    """A space would be left without anybody to run it."""

    status = 409
    message = "You are the last host of a space. Make somebody else host there first."


def erase(session: Session, member_id: int) -> str | None:
    """Delete a member, unless a space would be left without a host; see `forget`."""
    for space_id in _hosted(session, member_id):
        if not hosting.has_another_host(session, space_id, but=member_id):
            raise LastHost
    return forget(session, member_id)


def forget(session: Session, member_id: int) -> str | None:
    """Delete a member with all that is theirs; give the stem of a picture still to be removed.

    Every table that points to a member does so with ON DELETE CASCADE, so one
    statement takes everything; a test writes a canary into every column and
    looks for it afterwards.
    """
    photo = session.scalar(select(Profile.photo).where(Profile.member_id == member_id))
    _wait_for_others(session, member_id)
    session.execute(delete(Member).where(Member.id == member_id))
    return photo


def _wait_for_others(session: Session, member_id: int) -> None:
    """Let whoever holds a row of a member come to an end, before the member is held, too.

    Whoever answers them or hides them holds such a row first and then, by what is
    written about it, the member; in the other order each would wait for the other.
    """
    involved = or_(Introduction.first_id == member_id, Introduction.second_id == member_id)
    for held in (
        select(Member.id).where(Member.id == member_id),
        select(Membership.id).where(Membership.member_id == member_id).order_by(Membership.id),
        select(Visit.id).where(Visit.member_id == member_id).order_by(Visit.id),
    ):
        session.execute(held.with_for_update(key_share=True))
    # Those who seat them, or write down whom they met, hold no more of it than its key.
    comes = select(Attendee.id).where(Attendee.member_id == member_id).order_by(Attendee.id)
    session.execute(comes.with_for_update())
    # Nor do those who write a hello.
    met = select(Introduction.id).where(involved).order_by(Introduction.id)
    session.execute(met.with_for_update())


def _hosted(session: Session, member_id: int) -> list[int]:
    # Locked, so that two last hosts cannot both leave at the same moment.
    return list(
        session.scalars(
            select(Space.id)
            .join(Membership, Membership.space_id == Space.id)
            .where(Membership.member_id == member_id, hosting.runs_for_good())
            .order_by(Space.id)
            .with_for_update(of=Space)
        )
    )


def settle(engine: Engine) -> None:
    """Fold SQLite's log into the file, so that erased words do not linger there.

    Deleted cells are overwritten (PRAGMA secure_delete), but the log keeps the
    old pages until it is folded in. On PostgreSQL, vacuuming does this.

    It waits a moment at most for those who read, for whoever writes waits for it meanwhile;
    where somebody reads for longer, it is left to the next time.
    """
    if engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()  # a checkpoint cannot run inside a transaction
    connection.detach()  # its haste is not for those who come after
    try:
        connection.cursor().execute(f"PRAGMA busy_timeout = {MOMENT_MS}")
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
