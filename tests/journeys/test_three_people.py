"""Three people on one card: two say yes, and the third says no to one of them."""

from datetime import UTC, datetime

import pytest

from tests import factories
from tests.journeys import acts


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_two_of_three_say_yes_and_meet_and_the_third_is_left_in_peace(yard, person):
    with yard.rows():
        space = acts.a_space()
        three = [acts.a_baker(space), acts.a_designer(space), acts.a_baker(space, "Cy Falk")]
        for one in three:
            acts.is_in(one, space)
        factories.a_trio(three, space, now=datetime.now(UTC))
        emails = [one.email for one in three]
    ana, bo, cy = (person().sign_in(email) for email in emails)

    ana.go("/spaces/yard/introductions").press("Introduce us")
    before = bo.go("/spaces/yard/introductions").text
    cy.go("/spaces/yard/introductions").press("Not Ana")

    assert not cy.sees("Introduce us")
    assert bo.go("/spaces/yard/introductions").text == before
    assert bo.press("Introduce us").sees("One of the two said yes, too.")
    assert bo.sees("Ana is in.")
    assert ana.go("/spaces/yard/introductions").sees("Bo is in.")
    assert ana.sees("Cy Falk")
