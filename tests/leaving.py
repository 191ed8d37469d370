"""Somebody who has left a space, and what is kept of them there."""

from datetime import date

from sqlalchemy import select

from models import Membership
from tests.factories import a_member, a_membership

YESTERDAY = date(2026, 3, 2)


def ana_who_left(space):
    """Somebody who was listed, and left yesterday."""
    ana = a_member("Ana Silva", email="ana@example.org", profile={"company": "Cork", "photo": "a1"})
    a_membership(ana, space, ends_on=YESTERDAY, wants_mail=True)
    return ana


def membership_of(session, member, space):
    both = (Membership.member_id == member.id, Membership.space_id == space.id)
    return session.scalars(select(Membership).where(*both)).one()
