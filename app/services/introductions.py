"""Two people proposed to each other: what is shown, what they answer, what becomes of it."""

from sqlalchemy.orm import Session

from models import Space


def waiting_for(session: Session, member_id: int, *, space: Space) -> int:
    """Count today's introductions that wait for this member's answer."""
    return 0
