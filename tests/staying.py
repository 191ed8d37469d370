"""Every stay that is written down, as what matters of it."""

from sqlalchemy import select

from models import Visit


def stays(session):
    """Read them anew, the first one first."""
    session.expire_all()
    return session.execute(
        select(Visit.member_id, Visit.space_id, Visit.checked_in_at, Visit.checked_out_at).order_by(
            Visit.id
        )
    ).all()
