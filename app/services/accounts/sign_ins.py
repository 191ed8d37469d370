"""Who is signed in on which device: one row each; without the row nobody is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from app.services import addresses, tokens
from app.services.accounts.consistent_hashing import drawn
from app.services.errors import Conflict, NotFound, Refused
from models import Member, Membership, Role, SecondFactor, SignIn

SEEN_EVERY = timedelta(hours=1)
LONGEST_AGENT = 200
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


class CodeNeeded(Refused):
    """The password was right, and a second step is on."""

    message = "Type the code that your phone shows."


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who may sign in, and the hash to check their password against."""

    id: int
    password_hash: str | None


@dataclass(frozen=True, slots=True)
class Device:
    """One signed-in device, as its owner can tell it from others."""

    id: int
    browser: str
    system: str
    signed_in_at: datetime
    seen_at: datetime


def known(session: Session, email: str) -> Known | None:
    """Find who signs in with this e-mail; None for strangers, the unclaimed and the disabled."""
    return _known(session, Member.email == addresses.folded(email))


def known_as(session: Session, member_id: int) -> Known | None:
    """Find who may sign in by their number."""
    return _known(session, Member.id == member_id)


def hash_of_somebody(session: Session, email: str, *, key: str) -> str | None:
    """Give the password hash of some account for this e-mail, which need not be anybody's.

    So an unknown e-mail can take as long as some account does, whatever their passwords were
    hashed with. It is the same account each time, and until that one is gone only a new one
    takes its place: just as with a known e-mail, the time changes only to that of today.
    """
    may_sign_in = (
        Member.password_hash.is_not(None),
        Member.claimed_at.is_not(None),
        Member.disabled_at.is_(None),
    )
    # Neither look goes through everybody: one begins at the end of all numbers, one at `start`.
    newest = session.scalar(select(func.max(Member.id)).where(*may_sign_in)) or 0
    token = tokens.token_for("takes as long as", addresses.folded(email), key=key)
    start = drawn(int(tokens.hashed(token), 16), newest + 1)
    somebody = select(Member.password_hash).where(*may_sign_in, Member.id >= start)
    return session.scalar(somebody.order_by(Member.id).limit(1))


def _known(session: Session, who: ColumnElement[bool]) -> Known | None:
    found = session.execute(
        select(Member.id, Member.password_hash).where(
            who, Member.claimed_at.is_not(None), Member.disabled_at.is_(None)
        )
    ).one_or_none()
    return None if found is None else Known(found.id, found.password_hash)


def begin(
    session: Session,
    member_id: int,
    *,
    password_hash: str | None,
    has_proved: bool = False,
    agent: str,
    now: datetime,
) -> str:
    """Sign a device in and give its token, which is kept nowhere but in its cookie.

    `password_hash` is what the password was checked against; when it was
    replaced in the meantime, or its owner disabled, nobody is signed in. Nor is
    anybody with a second step who has not proved to have the phone: there is
    no other door than this.
    """
    may = session.execute(
        select(Member.id)
        .where(
            Member.id == member_id,
            Member.password_hash == password_hash,
            Member.claimed_at.is_not(None),
            Member.disabled_at.is_(None),
        )
        .with_for_update()
    )
    if may.first() is None:
        raise Conflict
    # Asked once the row is locked, so that a step that is turned on right now is known.
    if not has_proved and _asks_code(session, member_id):
        raise CodeNeeded
    token = tokens.new_nonce()
    is_host = hosts(session, member_id, today=now.date())
    session.add(
        SignIn(
            token_hash=tokens.hashed(token),
            member_id=member_id,
            agent="".join(sign for sign in agent if sign.isprintable())[:LONGEST_AGENT],
            created_at=now,
            seen_at=now,
            expires_at=SignIn.end_of(now, now, is_host=is_host),
        )
    )
    session.flush()
    return token


def _asks_code(session: Session, member_id: int) -> bool:
    return bool(session.scalar(select(exists().where(SecondFactor.member_id == member_id))))


def hosts(session: Session, member_id: int, *, today: date) -> bool:
    """Whether this person runs a space."""
    return bool(
        session.scalar(
            select(
                exists().where(
                    Membership.member_id == member_id,
                    Membership.role == Role.HOST,
                    Membership.joined_at.is_not(None),
                    or_(Membership.ends_on.is_(None), Membership.ends_on >= today),
                )
            )
        )
    )


def seen(session: Session, sign_in_id: int, *, is_host: bool, now: datetime) -> None:
    """Note that the device is in use, which puts off the end of its sign-in."""
    sign_in = session.get(SignIn, sign_in_id)
    if sign_in is not None and now - sign_in.seen_at >= SEEN_EVERY:
        sign_in.seen_at = now
        sign_in.expires_at = SignIn.end_of(sign_in.created_at, now, is_host=is_host)


def end(session: Session, sign_in_id: int, *, by: int) -> None:
    """Sign one of one's own devices out; somebody else's cannot be found."""
    ended = session.scalar(
        delete(SignIn).where(SignIn.id == sign_in_id, SignIn.member_id == by).returning(SignIn.id)
    )
    if ended is None:
        raise NotFound


def forget(session: Session, sign_in_id: int) -> None:
    """End the sign-in of the device at hand, if it has not ended already."""
    session.execute(delete(SignIn).where(SignIn.id == sign_in_id))


def end_all(session: Session, member_id: int, *, but: int | None = None) -> None:
    """Sign out all devices of a member, or all but the one at hand."""
    others = delete(SignIn).where(SignIn.member_id == member_id)
    session.execute(others if but is None else others.where(SignIn.id != but))


def disable(session: Session, email: str, *, now: datetime) -> None:
    """Shut somebody out from this moment on: no sign-in, and none that goes on."""
    member_id = session.scalar(
        update(Member)
        .where(Member.email == addresses.folded(email))
        .values(disabled_at=now)
        .returning(Member.id)
    )
    if member_id is None:
        raise NotFound
    end_all(session, member_id)


def devices_of(session: Session, member_id: int, *, now: datetime) -> list[Device]:
    """List where a member is signed in, the most recently used first."""
    found = session.scalars(
        select(SignIn)
        .where(SignIn.member_id == member_id, SignIn.expires_at > now)
        .order_by(SignIn.seen_at.desc(), SignIn.id.desc())
    )
    return [_device(sign_in) for sign_in in found]


def _device(sign_in: SignIn) -> Device:
    return Device(
        id=sign_in.id,
        browser=_named(sign_in.agent, BROWSERS),
        system=_named(sign_in.agent, SYSTEMS),
        signed_in_at=sign_in.created_at,
        seen_at=sign_in.seen_at,
    )


def _named(agent: str, names: tuple[tuple[str, str], ...]) -> str:
    return next((name for mark, name in names if mark in agent), "")
