"""An invitation opens one membership, once, to whoever holds the link."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.services.errors import Conflict, LinkEnded, NotFound
from app.services.members import invitations
from models import Invitation, Letter, LetterKind, Member, Membership
from tests.factories import a_member, a_membership, a_space

KEY = "the installation's own"


def somebody_invited(session, now, *, name="Noa", **member):
    """A membership that waits, its invitation and the token of the link."""
    member = a_member(name, **({"claimed_at": None} | member))
    waiting = a_membership(member, a_space(), joined_at=None, welcomed_at=None)
    invitation = invitations.invite(session, waiting, now=now)
    return waiting, invitation, token_of(invitation)


def token_of(invitation):
    return invitations.link_path(invitation, key=KEY).rsplit("/", 1)[1]


def claim(session, invitation, token, now, *, name="Noa Adler", password_hash="hash"):
    return invitations.claim(
        session,
        invitation.id,
        token,
        key=KEY,
        name=name,
        password_hash=password_hash,
        now=now,
    )


def test_an_invitation_has_a_link_and_a_letter(session, now):
    waiting, invitation, token = somebody_invited(session, now)

    assert invitations.link_path(invitation, key=KEY) == f"/join/{invitation.id}/{token}"
    assert len(token) == 43
    assert session.execute(select(Letter.kind, Letter.member_id, Letter.about_id)).all() == [
        (LetterKind.INVITATION, waiting.member_id, invitation.id)
    ]


def test_the_link_cannot_be_worked_out_from_the_database_alone(session, now):
    _, invitation, token = somebody_invited(session, now)

    others = invitations.link_path(invitation, key="another key").rsplit("/", 1)[1]

    assert others != token
    assert token not in {invitation.nonce, others}


def test_a_newcomer_claims_account_and_membership(session, now):
    waiting, invitation, token = somebody_invited(session, now)

    member = claim(session, invitation, token, now)

    session.expire_all()
    row = session.execute(
        select(Member.id, Member.claimed_at, Member.password_hash, Membership.joined_at).join(
            Membership, Membership.member_id == Member.id
        )
    ).one()
    assert row == (member.id, now, "hash", now)
    assert session.get(Membership, waiting.id).welcomed_at is None


def test_the_name_is_the_one_the_newcomer_gave(session, now):
    _, invitation, token = somebody_invited(session, now)

    member = claim(session, invitation, token, now, name="Noa Adler")

    assert (member.profile.name, member.profile.version) == ("Noa Adler", 2)


def test_a_link_works_once(session, now):
    _, invitation, token = somebody_invited(session, now)
    claim(session, invitation, token, now)

    with pytest.raises(LinkEnded):
        claim(session, invitation, token, now, password_hash="the thief's")

    session.expire_all()
    assert session.scalars(select(Member.password_hash)).one() == "hash"


@pytest.mark.parametrize("wrong", ["", "{0:.42}", "{0}A", "ü{0}", "x" * 43])
def test_a_wrong_token_opens_nothing(session, now, wrong):
    _, invitation, token = somebody_invited(session, now)

    with pytest.raises(LinkEnded):
        claim(session, invitation, wrong.format(token), now)


def test_the_token_of_another_invitation_opens_nothing(session, now):
    _, invitation, _ = somebody_invited(session, now)
    _, _, token = somebody_invited(session, now)

    with pytest.raises(LinkEnded):
        claim(session, invitation, token, now)


def test_a_number_that_does_not_exist_looks_like_a_wrong_token(session, now):
    with pytest.raises(LinkEnded) as missing:
        invitations.opened(session, 999, "x" * 43, key=KEY, now=now)

    assert missing.value.message == LinkEnded.message


def test_a_link_ends_after_two_weeks(session, now):
    _, invitation, token = somebody_invited(session, now)

    before = invitations.opened(
        session, invitation.id, token, key=KEY, now=now + timedelta(days=13.9)
    )
    assert before is invitation
    with pytest.raises(LinkEnded):
        claim(session, invitation, token, now + timedelta(days=14))


def test_a_new_invitation_ends_the_older_link(session, now):
    waiting, older, token = somebody_invited(session, now)

    newer = invitations.invite(session, waiting, now=now)

    session.expire_all()
    with pytest.raises(LinkEnded):
        claim(session, older, token, now)
    claim(session, newer, token_of(newer), now)


def test_a_revoked_link_ends(session, now):
    waiting, invitation, token = somebody_invited(session, now)

    invitations.revoke(session, waiting, now=now)

    session.expire_all()
    with pytest.raises(LinkEnded):
        claim(session, invitation, token, now)


def test_the_link_of_an_ended_membership_or_a_disabled_person_ends(session, now):
    over, invitation, token = somebody_invited(session, now)
    over.ends_on = date(2026, 3, 2)
    with pytest.raises(LinkEnded):
        claim(session, invitation, token, now)

    _, another, its_token = somebody_invited(session, now, disabled_at=now)
    with pytest.raises(LinkEnded):
        claim(session, another, its_token, now)


def test_whoever_joined_is_not_invited_again(session, now):
    membership = a_membership(a_member(), a_space())

    with pytest.raises(Conflict):
        invitations.invite(session, membership, now=now)


def test_a_link_never_touches_an_account_that_exists(session, now):
    _, invitation, token = somebody_invited(session, now, claimed_at=now, password_hash="theirs")

    with pytest.raises(Conflict):
        claim(session, invitation, token, now, password_hash="the thief's")

    session.rollback()


def test_somebody_with_an_account_opens_one_more_space(session, now):
    waiting, invitation, token = somebody_invited(session, now, claimed_at=now)

    invitations.accept(session, invitation.id, token, key=KEY, by=waiting.member_id, now=now)

    session.expire_all()
    assert session.get(Membership, waiting.id).joined_at == now
    assert session.get(Invitation, invitation.id).used_at == now


def test_somebody_else_s_invitation_is_not_found(session, now):
    waiting, invitation, token = somebody_invited(session, now, claimed_at=now)
    thief = a_member()

    with pytest.raises(NotFound):
        invitations.accept(session, invitation.id, token, key=KEY, by=thief.id, now=now)

    assert waiting.joined_at is None


def test_claiming_in_one_space_opens_no_other(session, now):
    member = a_member("Noa", claimed_at=None)
    here = a_membership(member, a_space(), joined_at=None)
    elsewhere = a_membership(member, a_space(), joined_at=None)
    invitation = invitations.invite(session, here, now=now)
    theirs = invitations.invite(session, elsewhere, now=now)

    claim(session, invitation, token_of(invitation), now)

    session.expire_all()
    assert session.get(Membership, here.id).joined_at == now
    assert session.get(Membership, elsewhere.id).joined_at is None
    with pytest.raises(Conflict):
        claim(session, theirs, token_of(theirs), now)
