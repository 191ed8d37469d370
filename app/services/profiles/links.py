"""Places on the web that members point to."""

from sqlalchemy.orm import Session, selectinload

from app.services import texts
from app.services.errors import NotFound, Refused
from app.services.profiles import profiles
from models import Link, Profile

MOST = 10
LONGEST_LABEL = 40
_WITH_LINKS = selectinload(Profile.links)


class TooMany(Refused):
    """A list that nobody would read to its end."""

    status = 409
    message = f"You have {MOST} links already. Remove one of them first."


def add(session: Session, *, by: int, url: str, label: str) -> Link:
    """Point to one more place; the same address twice stays one link."""
    address, words = texts.web_address(url), _label(label)
    profile = profiles.to_change(session, by, _WITH_LINKS)
    same = [link for link in profile.links if link.url == address]
    if not same and len(profile.links) >= MOST:
        raise TooMany
    link = same[0] if same else Link(url=address)
    link.label = words
    if not same:
        link.position = max((other.position for other in profile.links), default=0) + 1
        profile.links.append(link)
    profile.touch()
    session.flush()
    return link


def change(session: Session, link_id: int, *, by: int, url: str, label: str) -> Link:
    """Point elsewhere, or call it differently."""
    address, words = texts.web_address(url), _label(label)
    profile = profiles.to_change(session, by)
    link = of_member(session, link_id, by=by)
    link.url, link.label = address, words
    profile.touch()
    return link


def remove(session: Session, link_id: int, *, by: int) -> None:
    """Stop pointing there; a link that is gone already stays gone."""
    profile = profiles.to_change(session, by, _WITH_LINKS)
    profile.links = [link for link in profile.links if link.id != link_id]
    profile.touch()
    session.flush()


def of_member(session: Session, link_id: int, *, by: int) -> Link:
    """Give one's own link; another's is not found."""
    link = session.get(Link, link_id)
    if link is None or link.member_id != by:
        raise NotFound
    return link


def _label(text: str) -> str:
    return texts.fitting(texts.one_line(text), most=LONGEST_LABEL)
