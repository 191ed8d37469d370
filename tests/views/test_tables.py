"""One's own table on the phone: what it learns of by itself, and what it never shows."""

import pytest
from sqlalchemy.orm import joinedload

from models import Glad, Member
from tests import evenings as nights

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_the_phone_learns_by_itself_that_both_are_glad_and_of_one_alone_nothing(
    session, host, night, sign_in
):
    host.submit(f"{host.at}/plan")
    host.submit(f"{host.at}/run/begin", number=1)
    host.submit(f"{host.at}/run/end", number=1)
    seats = nights.seats_of(session, night)[1]
    me, *others = [one for one in night.people if seats[one.id] == seats[night.people[0].id]]
    phone = sign_in(session.get(Member, me.member_id, options=[joinedload(Member.profile)]))
    marks = []

    for said in ((), (others[0].id, me.id), (me.id, others[1].id), (me.id, others[0].id)):
        if said:
            from_id, about_id = said
            session.add(Glad(from_id=from_id, about_id=about_id, at=night.mixer.starts_at))
        session.commit()
        marks.append(phone.get(f"{host.at}/table/now").headers["ETag"])

    assert marks[0] == marks[1] == marks[2] != marks[3]
