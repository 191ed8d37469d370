from datetime import UTC, datetime

from models import Reply
from tests.factories import a_member_of, a_space, a_visit, a_zone, an_introduction

AGREED = {"first_reply": Reply.YES, "second_reply": Reply.YES}


def test_a_card_of_two_who_agreed_has_a_button_to_say_where_one_sits_until_they_met(
    session, sign_in
):
    now = datetime.now(UTC)
    space = a_space()
    a_zone(space)
    ana, bo = a_member_of(space, "Ana"), a_member_of(space, "Bo")
    for person in (ana, bo):
        a_visit(person, space, now=now)
    introduction = an_introduction(ana, bo, space, now=now, agreed_at=now, **AGREED)
    browser, page = sign_in(ana), f"/spaces/{space.slug}/introductions"

    before = browser.get(page).text
    introduction.second_met = True
    session.commit()
    after = browser.get(page).text

    assert ("Say where I sit" in before, "Say hello" in before) == (True, True)
    assert ("Say where I sit" in after, "Say hello" in after) == (False, False)
    assert "You have met." in after
