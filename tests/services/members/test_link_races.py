"""A link works once, also for those who use it at the same moment."""

from sqlalchemy import select

from app.services import tokens
from app.services.accounts import email_changes, resets
from app.services.members import invitations
from models import EmailChange, Letter, Member, PasswordReset
from tests.factories import a_member, a_membership, a_space
from tests.using_links import KEY, ask, claim, correct, move, reset


def token_of(invitation):
    return invitations.link_path(invitation, key=KEY).rsplit("/", 1)[1]


def passwords_of(session):
    session.expire_all()
    return session.scalars(select(Member.password_hash)).all()


def test_of_three_who_claim_with_one_link_one_does(session, race, now):
    waiting = a_membership(a_member(claimed_at=None), a_space(), joined_at=None)
    invitation = invitations.invite(session, waiting, now=now)
    link = (invitation.id, token_of(invitation))
    session.commit()

    outcomes = race(*([(claim, *link, f"hash {n}")] for n in range(3)))

    assert outcomes.count("done") == 1
    assert set(outcomes) <= {"done", "LinkEnded", "Conflict"}
    assert len(passwords_of(session)) == 1


def test_of_two_spaces_that_are_claimed_at_once_one_makes_the_account(session, race, now):
    noa = a_member(claimed_at=None)
    links = []
    for _ in range(2):
        waiting = a_membership(noa, a_space(), joined_at=None)
        invitation = invitations.invite(session, waiting, now=now)
        links.append((invitation.id, token_of(invitation)))
    session.commit()

    outcomes = race(*([(claim, *link, f"hash {link[0]}")] for link in links))

    assert outcomes == ["Conflict", "done"]


def test_of_three_new_passwords_by_one_link_one_is_kept(session, race, now):
    member = a_member(password_hash="old")
    resets.ask(session, member.email, now=now)
    made = session.scalars(select(PasswordReset)).one()
    link = (made.id, tokens.token_for("reset", made.nonce, key=KEY))
    session.commit()

    outcomes = race(*([(reset, *link, f"new {n}")] for n in range(3)))

    assert outcomes.count("done") == 1
    assert set(outcomes) <= {"done", "LinkEnded", "Conflict"}
    assert passwords_of(session)[0].startswith("new ")


def test_of_many_who_ask_at_once_one_letter_comes(session, race):
    member = a_member(password_hash="old")
    session.commit()

    outcomes = race(*([(ask, member.email)] * 5 for _ in range(3)))

    assert set(outcomes) == {"done"}
    assert len(session.scalars(select(Letter)).all()) == 1


def test_of_three_who_move_to_one_address_at_once_one_gets_it(session, race, now):
    for _ in range(3):
        email_changes.ask(session, a_member().id, "new@example.org", now=now)
    changes = session.scalars(select(EmailChange.id)).all()
    session.commit()

    outcomes = race(*([(move, change_id)] for change_id in changes))

    assert outcomes == ["LinkEnded", "LinkEnded", "done"]


def test_of_three_whose_address_is_mended_to_one_at_once_one_gets_it(session, race):
    space = a_space()
    waiting = [a_membership(a_member(claimed_at=None), space, joined_at=None) for _ in range(3)]
    ids = [membership.id for membership in waiting]
    session.commit()

    outcomes = race(*([(correct, space.id, number, "noa@example.org")] for number in ids))

    assert outcomes == ["Refused", "Refused", "done"]
