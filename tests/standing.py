"""A viewer in a space at one moment, as services take it, for a member of that space."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.services.viewers import Here, Viewer
from models import Membership
from tests.conftest import NOON


def standing(session, member, space, *, now=NOON):
    """Place a member in a space without signing in."""
    membership = session.scalars(
        select(Membership)
        .where(Membership.member_id == member.id, Membership.space_id == space.id)
        .options(joinedload(Membership.space))
    ).one()
    viewer = Viewer(
        id=member.id,
        name=member.profile.name,
        email=member.email,
        photo=None,
        sign_in_id=1,
        signed_in_at=now,
        seen_at=now,
        until=now + timedelta(days=1),
        memberships=(membership,),
    )
    return Here(viewer=viewer, membership=membership, space=space, now=now)
