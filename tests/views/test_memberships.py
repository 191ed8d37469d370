"""One's own settings in a space."""

from datetime import date

import pytest
from sqlalchemy import select

from models import Consent, Membership


def test_settings_of_a_space_show_what_holds_and_keep_what_changes(session, sign_in, ana, harbour):
    browser, path = sign_in(ana), "/spaces/harbour/settings"
    page = browser.get(path).text
    assert page.count("checked") == 2
    until = date(2099, 5, 1)

    browser.submit(
        path, introductions="y", mail="y", limit="0", reach="0.75", paused_until=until.isoformat()
    )

    membership = session.scalars(select(Membership)).one()
    session.refresh(membership)
    assert (membership.is_listed, membership.wants_introductions, membership.wants_mail) == (
        False,
        True,
        True,
    )
    assert (membership.introductions_per_day, membership.paused_until) == (0, until)
    assert membership.reach == 0.75
    assert len(session.scalars(select(Consent)).all()) == 2


@pytest.mark.parametrize(
    "wrong",
    [{"limit": "3"}, {"limit": "x"}, {"reach": "2"}, {"limit": "1", "paused_until": "2020-01-01"}],
    ids=str,
)
def test_settings_that_make_no_sense_change_nothing(session, sign_in, ana, wrong):
    browser, path = sign_in(ana), "/spaces/harbour/settings"

    answer = browser.submit(path, path, **wrong)

    assert answer.status_code == 400
    membership = session.scalars(select(Membership)).one()
    session.refresh(membership)
    assert (membership.is_listed, membership.introductions_per_day) == (True, None)
    assert session.scalars(select(Consent)).all() == []
