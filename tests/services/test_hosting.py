"""What one space knows of somebody stays with it."""

import pytest

from app.services import imports
from app.services.import_plans import Fate
from tests.factories import a_member, a_membership, a_space


@pytest.mark.parametrize("fate", [Fate.JOINING, Fate.CLAIMED])
def test_what_another_space_knows_of_somebody_is_neither_changed_nor_found_out(session, now, fate):
    space, profile = a_space(), {"company": "Folha"}
    ana = a_member("Ana", email="ana@example.org", claimed_at=None, profile=profile)
    a_membership(ana, a_space(), joined_at=None)
    if fate is Fate.CLAIMED:
        a_membership(ana, space, joined_at=None)

    content = b"Name,Mail,Company\nAnna,ana@example.org,Guessed\n"
    planned = imports.run(session, space, content, now=now)

    assert [(one.fate, one.changes) for one in planned.people] == [(fate, ())]
    assert (ana.profile.name, ana.profile.company) == ("Ana", "Folha")
