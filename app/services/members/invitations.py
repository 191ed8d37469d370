"""The way in: an invitation link lets one person claim one membership."""

from datetime import datetime, timedelta

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session, selectinload

from app.services import hosting, letters, tokens
from app.services.errors import Conflict, LinkEnded, NotFound
from app.services.profiles import profiles
from models import Invitation, Letter, LetterKind, Member, Membership

PURPOSE = "join"
LASTS = timedelta(days=14)
WITH_ALL = selectinload(Invitation.membership).options(
    selectinload(Membership.space),
    selectinload(Membership.member).selectinload(Member.profile),
)


def invite(session: Session, membership: Membership, *, now: datetime) -> Invitation:
    """Invite the person to claim this membership; an older link stops working."""
    if membership.joined_at is not None:
        message = "This person has joined already."
        raise Conflict(message)
    revoke(session, membership, now=now)
    invitation = Invitation(
        membership_id=membership.id,
        nonce=tokens.new_nonce(),
        created_at=now,
        expires_at=now + LASTS,
    )
    session.add(invitation)
    session.flush()
    letters.write(
        session, LetterKind.INVITATION, to=membership.member_id, about_id=invitation.id, now=now
    )
    return invitation


def revoke(session: Session, membership: Membership, *, now: datetime) -> None:
    """Make every open link to this membership stop working."""
    session.execute(
        update(Invitation)
        .where(
            Invitation.membership_id == membership.id,
            Invitation.used_at.is_(None),
            Invitation.revoked_at.is_(None),
        )
        .values(revoked_at=now)
    )


def has_gone_out(session: Session, invitation: Invitation) -> bool:
    """Whether its letter was sent; one that waits or has failed has told nobody anything."""
    sent = exists().where(
        Letter.kind == LetterKind.INVITATION,
        Letter.about_id == invitation.id,
        Letter.sent_at.is_not(None),
    )
    return bool(session.scalar(select(sent)))


def link_path(invitation: Invitation, *, key: str) -> str:
    """Give the path of the link; the address of the installation goes in front."""
    return f"/join/{invitation.id}/{tokens.token_for(PURPOSE, invitation.nonce, key=key)}"


def opened(
    session: Session, invitation_id: int, token: str, *, key: str, now: datetime
) -> Invitation:
    """Give the invitation behind a link, with its space and person.

    A wrong, used, revoked or expired link raises the same LinkEnded, so that
    nobody learns which numbers are taken.
    """
    invitation = session.get(Invitation, invitation_id, options=[WITH_ALL], populate_existing=True)
    nonce = invitation.nonce if invitation else tokens.new_nonce()
    is_right = tokens.is_right(token, PURPOSE, nonce, key=key)
    if invitation is None or not is_right or not invitation.is_open(now):
        raise LinkEnded
    membership = invitation.membership
    ends_on = membership.ends_on
    has_ended = ends_on is not None and ends_on < membership.space.today(now)
    if has_ended or membership.member.disabled_at is not None:
        raise LinkEnded
    return invitation


def name_in(session: Session, invitation: Invitation, *, now: datetime) -> str:
    """Give the name with which this space's hosts invite; none where only others have typed one."""
    membership = invitation.membership
    return membership.member.profile.name if _is_ours(session, membership, now) else ""


def _is_ours(session: Session, membership: Membership, now: datetime) -> bool:
    shown = select(Membership.id).join(Member, Member.id == Membership.member_id)
    today = membership.space.today(now)
    ours = shown.where(Membership.id == membership.id, hosting.is_shown(today))
    return session.scalar(ours) is not None


def claim(
    session: Session,
    invitation_id: int,
    token: str,
    *,
    key: str,
    name: str,
    password_hash: str,
    now: datetime,
) -> Member:
    """Make the account and this membership a newcomer's own.

    Only the membership that the link names is opened; those of other spaces
    wait for their own invitation, and what their hosts have typed goes: whoever holds the
    link has it from this space. Somebody who has an account already is refused: a link alone
    never touches a password.
    """
    invitation = opened(session, invitation_id, token, key=key, now=now)
    member = invitation.membership.member
    is_ours = _is_ours(session, invitation.membership, now)
    claimed = session.scalar(
        update(Member)
        .where(Member.id == member.id, Member.claimed_at.is_(None))
        .values(claimed_at=now, password_hash=password_hash)
        .returning(Member.id)
    )
    if claimed is None:
        raise Conflict
    if not is_ours:
        profiles.empty(session, member.id)
    member.profile.name = name
    member.profile.touch()
    _use(session, invitation, now)
    return member


def accept(
    session: Session, invitation_id: int, token: str, *, key: str, by: int, now: datetime
) -> Membership:
    """Open one more space to somebody who has an account and is signed in to it."""
    invitation = opened(session, invitation_id, token, key=key, now=now)
    if invitation.membership.member_id != by:
        raise NotFound
    _use(session, invitation, now)
    return invitation.membership


def _use(session: Session, invitation: Invitation, now: datetime) -> None:
    used = session.scalar(
        update(Invitation)
        .where(
            Invitation.id == invitation.id,
            Invitation.used_at.is_(None),
            Invitation.revoked_at.is_(None),
        )
        .values(used_at=now)
        .returning(Invitation.id)
    )
    if used is None:
        raise LinkEnded
    membership = invitation.membership
    membership.joined_at, membership.left_as, membership.is_off_list = now, None, False
    session.flush()
