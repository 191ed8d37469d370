"""What one space knows of somebody stays with it."""

from datetime import date

import pytest

from app.services import tokens
from app.services.members import invitations
from app.services.profiles import portraits
from app.services.spreadsheets import imports
from app.services.spreadsheets.import_plans import Fate
from tests.factories import a_member, a_membership, a_space, an_ask, an_offer

KEY = "not-a-secret"


@pytest.mark.parametrize("fate", [Fate.JOINING, Fate.CLAIMED])
@pytest.mark.parametrize("ends_on", [None, date(2026, 3, 3)])
def test_what_another_space_knows_of_somebody_is_neither_changed_nor_found_out(
    session, now, fate, ends_on
):
    space, profile = a_space(), {"company": "Folha"}
    ana = a_member("Ana", email="ana@example.org", claimed_at=None, profile=profile)
    a_membership(ana, a_space(), joined_at=None, ends_on=ends_on)
    if fate is Fate.CLAIMED:
        a_membership(ana, space, joined_at=None)

    content = b"Name,Mail,Company\nAnna,ana@example.org,Guessed\n"
    planned = imports.run(session, space, content, now=now)

    assert [(one.fate, one.changes) for one in planned.people] == [(fate, ())]
    assert (ana.profile.name, ana.profile.company) == ("Ana", "Folha")


def test_whoever_claims_an_account_by_one_space_s_link_gets_nothing_typed_by_another(session, now):
    """A host can hold the link that they have made, also without being who it is for."""
    first, second = a_space(), a_space()
    told = {"company": "Folha", "headline": "Packaging", "bio": "Met at the fair"}
    ana = a_member("Ana", email="ana@example.org", claimed_at=None, profile=told)
    an_offer(ana, "Packaging", ["packaging"])
    an_ask(ana, "Food law")
    ours, theirs = (a_membership(ana, one, joined_at=None) for one in (first, second))
    session.commit()
    invited = [invitations.invite(session, one, now=now) for one in (ours, theirs)]
    opened = [_opened(session, one, now) for one in invited]

    named = [invitations.name_in(session, one, now=now) for one in opened]
    token = tokens.token_for(invitations.PURPOSE, invited[1].nonce, key=KEY)
    given = {"key": KEY, "name": "Anna", "password_hash": "x", "now": now}
    invitations.claim(session, invited[1].id, token, **given)
    session.commit()
    session.expire_all()
    found = portraits.own(session, ana.id)

    assert named == ["Ana", ""]
    assert (found.name, found.company, found.headline, found.bio) == ("Anna", "", "", "")
    assert (found.offers, found.asks) == ([], [])


def _opened(session, invitation, now):
    token = tokens.token_for(invitations.PURPOSE, invitation.nonce, key=KEY)
    return invitations.opened(session, invitation.id, token, key=KEY, now=now)
