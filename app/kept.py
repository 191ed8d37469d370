"""Whether a request has kept anything: then nobody is told that nothing was changed."""

from flask import g
from sqlalchemy.orm import Session


class RequestSession(Session):
    """A session that remembers that it was committed."""

    has_kept = False

    def commit(self) -> None:
        """Keep what was changed."""
        super().commit()
        self.has_kept = True


def has_kept() -> bool:
    """Whether what the request at hand asks for is done, although something may fail since."""
    return bool(getattr(g.get("session"), "has_kept", False))
