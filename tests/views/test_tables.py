"""One's own table on the phone: what it learns of by itself, and what it never shows."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import joinedload

from models import Glad, Member, Rsvp
from tests import evenings as nights
from tests import factories as make
from tests.factories import a_visit, an_ask, an_offer

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_the_phone_learns_by_itself_that_both_are_glad_and_of_one_alone_nothing(
    session, host, night, sign_in
):
    host.submit(f"{host.at}/plan")
    host.submit(f"{host.at}/run/begin", number=1)
    host.submit(f"{host.at}/run/end", number=1)
    seats = nights.seats_of(session, night)[1]
    me, *others = [one for one in night.people if seats[one.id] == seats[night.people[0].id]]
    phone = sign_in(_member(session, me))
    marks = []

    for said in ((), (others[0].id, me.id), (me.id, others[1].id), (me.id, others[0].id)):
        if said:
            from_id, about_id = said
            session.add(Glad(from_id=from_id, about_id=about_id, at=night.mixer.starts_at))
        session.commit()
        marks.append(phone.get(f"{host.at}/table/now").headers["ETag"])

    assert marks[0] == marks[1] == marks[2] != marks[3]


def _member(session, attendee):
    return session.get(Member, attendee.member_id, options=[joinedload(Member.profile)])


def test_who_agrees_to_be_seen_is_worth_meeting_at_the_table_without_a_check_in(
    session, host, night, sign_in
):
    ana, bo = (_member(session, one) for one in night.people[:2])
    night.mixer.table_size = 8
    bo.profile.headline = "Keeps books"
    an_offer(bo, "Bookkeeping for small firms")
    an_ask(ana, "Bookkeeping for small firms")
    session.commit()
    host.submit(f"{host.at}/plan")
    host.submit(f"{host.at}/run/begin", number=1)

    phone = sign_in(ana)
    told = phone.get(f"{host.at}/table").text
    a_visit(bo, night.space, now=datetime.now(UTC), is_listed=False)
    session.commit()
    hiding = phone.get(f"{host.at}/table").text

    assert ("Keeps books" in told, "Bookkeeping for small firms" in told) == (True, True)
    assert f"/people/{bo.id}" not in told
    assert "Person B" in hiding
    assert ("Keeps books" in hiding, "Bookkeeping for small firms" in hiding) == (False, False)


def test_whoever_is_not_noted_as_here_is_not_told_to_keep_talking(session, host, night, sign_in):
    bo = make.a_member_of(night.space, "Bo Late")
    make.an_attendee(night.mixer, bo, reply=Rsvp.GOING)
    session.commit()
    ana = sign_in(_member(session, night.people[0]))
    phone = sign_in(bo)
    host.submit(f"{host.at}/plan")
    host.submit(f"{host.at}/run/begin", number=1)
    host.submit(f"{host.at}/run/pause", number=1)

    paused = [who.get(f"{host.at}/table").text for who in (ana, phone)]
    host.submit(f"{host.at}/run/finish", number=1)
    over = [who.get(f"{host.at}/table").text for who in (ana, phone)]

    assert ["Keep talking" in page for page in paused] == [True, False]
    assert ["Glad to meet again" in page for page in over] == [True, False]


def test_whoever_sits_out_is_promised_no_seat_that_no_plan_keeps(session, host, night, sign_in):
    told = []
    for number in (1, 2):
        host.submit(f"{host.at}/run/begin", number=number)
        late = make.a_member_of(night.space, f"Late {number}")
        make.an_attendee(night.mixer, late, reply=Rsvp.GOING, arrived_at=datetime.now(UTC))
        session.commit()
        told.append(sign_in(late).get(f"{host.at}/table").text)
        host.submit(f"{host.at}/run/end", number=number)

    assert ["You sit out this round" in page for page in told] == [True, True]
    assert ["This page says when it is your turn" in page for page in told] == [True, False]


@pytest.mark.parametrize("minutes", [0, 8])
def test_that_people_are_kept_is_said_where_they_have_met(session, host, night, sign_in, minutes):
    host.submit(f"{host.at}/plan")
    host.submit(f"{host.at}/run/begin", number=1)
    nights.talk(session, minutes=minutes)
    host.submit(f"{host.at}/run/finish", number=1)

    page = sign_in(_member(session, night.people[0])).get(f"{host.at}/table").text

    assert page.count("Glad to meet again") == 3
    assert ("kept among the people you have met" in page) is bool(minutes)
    assert ("Thank you for coming" in page) is not bool(minutes)
    # It leads to a page on which nobody of tonight stands where nobody is kept.
    assert ("button-primary" in page) is bool(minutes)


def test_of_guests_by_name_nothing_is_kept_and_nobody_is_asked(session, host, night, sign_in):
    for one in night.people[1:]:
        session.delete(one)
    make.an_attendee(night.mixer, name="Gerda Low", arrived_at=night.mixer.starts_at)
    ana = _member(session, night.people[0])
    session.commit()
    host.submit(f"{host.at}/plan")
    host.submit(f"{host.at}/run/begin", number=1)
    host.submit(f"{host.at}/run/end", number=1)
    phone = sign_in(ana)

    moving = phone.get(f"{host.at}/table").text
    host.submit(f"{host.at}/run/finish", number=1)
    over = phone.get(f"{host.at}/table").text

    assert ["Gerda Low" in page for page in (moving, over)] == [True, True]
    assert "Would you be glad" not in moving + over
    assert "kept among the people" not in over


def test_whoever_is_shut_out_during_a_round_sits_with_nobody(session, host, night, sign_in):
    host.submit(f"{host.at}/run/begin", number=1)
    seats = nights.seats_of(session, night)[1]
    me, out, *_others = [one for one in night.people if seats[one.id] == seats[night.people[0].id]]
    name = _member(session, out).profile.name
    phone = sign_in(_member(session, me))
    session.commit()
    before = phone.get(f"{host.at}/table").text

    _member(session, out).disabled_at = night.mixer.starts_at
    session.commit()

    assert [name in page for page in (before, phone.get(f"{host.at}/table").text)] == [True, False]
