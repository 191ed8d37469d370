"""A host mends the name or the address of somebody who has not claimed their profile yet."""

from datetime import date

import pytest
from sqlalchemy import func, select

from app.services.errors import NotFound, Refused
from app.services.members import corrections
from models import Membership
from tests.factories import (
    a_member,
    a_membership,
    a_mixer,
    a_space,
    a_visit,
    an_attendee,
    an_invitation,
)


@pytest.fixture
def space(session):
    return a_space()


def test_what_was_mistyped_is_mended_and_the_old_link_ends(session, space, now):
    hers = a_membership(a_member("Anna", claimed_at=None), space, joined_at=None)
    invitation = an_invitation(hers, now=now)

    corrections.correct(session, space, hers.id, name="Ana", email=hers.member.email, now=now)
    session.flush()
    session.refresh(invitation)
    assert (hers.member.profile.name, invitation.is_open(now)) == ("Ana", True)
    corrections.correct(session, space, hers.id, name="Ana", email="Ana@example.org", now=now)
    session.flush()
    session.refresh(invitation)

    assert (hers.member.email, invitation.is_open(now)) == ("ana@example.org", False)


def test_only_what_nobody_has_claimed_and_no_other_space_knows_is_mended(session, space, now):
    claimed = a_membership(a_member(), space)
    gone = a_membership(a_member(), space, ends_on=date(2026, 3, 1))
    shared = a_membership(a_member(claimed_at=None), space, joined_at=None)
    a_membership(shared.member, a_space(), joined_at=None)
    elsewhere = a_membership(a_member(claimed_at=None), a_space(), joined_at=None)
    hers = a_membership(a_member(claimed_at=None), space, joined_at=None)

    for membership, email, refusal in (
        (claimed, "a@example.org", corrections.OWN_NOW),
        (shared, "a@example.org", corrections.OWN_NOW),
        (elsewhere, "a@example.org", NotFound.message),
        (hers, claimed.member.email, corrections.TAKEN),
        (hers, gone.member.email, corrections.TAKEN),
    ):
        with pytest.raises(Refused) as refused:
            corrections.correct(session, space, membership.id, name="A", email=email, now=now)
        assert refused.value.message == refusal


def test_the_address_of_somebody_elsewhere_is_mended_like_any_other(session, space, now):
    zoe = a_member("Zoe", email="zoe@example.org")
    a_membership(zoe, a_space())
    mistyped = a_membership(a_member("Zo", claimed_at=None), space, joined_at=None)
    invitation = an_invitation(mistyped, now=now)
    a_visit(mistyped.member, space, now=now)
    zo = mistyped.member.email

    mended = corrections.correct(session, space, mistyped.id, name="Zo", email=zoe.email, now=now)
    session.flush()
    session.refresh(invitation)

    assert (mended.member_id, mended.space_id, mended.joined_at) == (zoe.id, space.id, None)
    assert (mistyped.member.email, mistyped.is_current(space.today(now))) == (zo, False)
    assert (zoe.profile.name, invitation.is_open(now)) == ("Zoe", False)


@pytest.mark.parametrize("what", ["nothing", "a visit", "a mixer", "a time elsewhere"])
def test_whoever_was_mistyped_is_off_the_list_unless_something_hangs_on_them(
    session, space, now, what
):
    a_membership(a_member("Zoe", email="zoe@example.org"), a_space())
    mistyped = a_membership(a_member("Zo", claimed_at=None), space, joined_at=None)
    an_invitation(mistyped, now=now)
    if what == "a visit":
        a_visit(mistyped.member, space, now=now)
    if what == "a mixer":
        an_attendee(a_mixer(space, now=now), mistyped.member)
    if what == "a time elsewhere":
        a_membership(mistyped.member, a_space(), ends_on=date(2026, 1, 1))

    corrections.correct(session, space, mistyped.id, name="Zo", email="zoe@example.org", now=now)
    session.commit()

    here = select(func.count()).where(Membership.space_id == space.id)
    assert session.scalar(here) == (1 if what == "nothing" else 2)
