"""Two people of one name are told apart wherever a name stands alone, and only there."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models import Attendee, Member, Membership, Profile, Rsvp
from tests import evenings as nights
from tests.factories import an_attendee

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

MEMBER, GUEST = "Bo Chen (Kort &amp; Co)", "Bo Chen (Lyng)"


@pytest.fixture
def namesakes(session, night):
    """A member and a guest who are called alike, and come."""
    member = night.people[0]
    profile = session.get(Profile, member.member_id)
    profile.name, profile.company = "Bo Chen", "Kort & Co"
    guest = an_attendee(
        night.mixer, name="Bo Chen", company="Lyng", arrived_at=datetime.now(UTC), reply=Rsvp.GOING
    )
    session.commit()
    return member, guest


def test_the_host_chooses_between_two_of_one_name_by_their_companies(session, host, namesakes):
    one, other = (one.id for one in namesakes)
    host.submit(f"{host.at}/plan")
    host.submit(f"{host.at}/plan/wish", one=one, other=other, kind="apart")
    host.submit(f"{host.at}/plan/keeper", attendee=other, table=2)

    plan = host.get(f"{host.at}/plan").text

    for choice in (f'<option value="{one}">{MEMBER}</option>', f">{GUEST}</option>"):
        assert choice in plan
    assert f"{MEMBER}, table " in plan
    assert f"{MEMBER} and {GUEST} never at one table" in plan
    assert f"{GUEST} stays at table 2" in plan
    assert "Person B (" not in plan


def test_wall_paper_and_the_hosts_page_tell_them_apart(session, host, namesakes):
    host.submit(f"{host.at}/plan")
    host.submit(f"{host.at}/run/begin", number=1)

    pages = [host.get(f"{host.at}/{page}").text for page in ("projector", "print/schedules", "run")]

    for page in pages:
        assert (f"{MEMBER}<" in page or f"{MEMBER}," in page, GUEST in page) == (True, True)


def test_the_wall_says_nothing_more_of_a_member_who_is_not_listed(session, host, namesakes, night):
    member = session.scalars(
        select(Membership).where(Membership.member_id == namesakes[0].member_id)
    ).one()
    member.is_listed = False
    session.commit()
    host.submit(f"{host.at}/plan")
    host.submit(f"{host.at}/run/begin", number=1)

    wall = host.get(f"{host.at}/projector").text

    assert ("Kort" in wall, "<bdi>Bo Chen</bdi>" in wall, GUEST in wall) == (False, True, True)


def test_a_long_company_does_not_make_all_names_on_the_wall_small(session, host, namesakes):
    session.get(Attendee, namesakes[1].id).company = "Lyng and Daughters Consulting Engineers"
    session.commit()
    host.submit(f"{host.at}/plan")
    host.submit(f"{host.at}/run/begin", number=1)

    assert "<bdi>Bo Chen (Lyng and…)</bdi>" in host.get(f"{host.at}/projector").text


def test_a_phone_tells_them_apart_at_a_table_and_afterwards(
    session, host, namesakes, night, sign_in
):
    night.mixer.table_size = 9
    me = session.get(Member, night.people[1].member_id, options=[joinedload(Member.profile)])
    session.commit()
    host.submit(f"{host.at}/plan")
    host.submit(f"{host.at}/run/begin", number=1)
    phone = sign_in(me)

    sitting = phone.get(f"{host.at}/table").text
    host.submit(f"{host.at}/run/end", number=1)
    after = phone.get(f"{host.at}/table").text.split('id="tonight"')[1]

    assert (MEMBER in sitting, GUEST in sitting) == (True, True)
    # Of whom one may not see when nobody sits there any more, the name says enough beside it.
    assert ("<bdi>Bo Chen</bdi>" in after, MEMBER in after, GUEST in after) == (True, False, True)


def test_whoever_comes_late_and_is_called_like_somebody_is_told_of_by_company(
    session, host, namesakes, night
):
    guest = session.get(Attendee, namesakes[1].id)
    guest.arrived_at = None
    session.commit()
    host.submit(f"{host.at}/plan")
    host.submit(f"{host.at}/run/begin", number=1)

    host.submit(f"{host.at}/run/came/{guest.id}")

    seat = nights.seats_of(session, night)[2][guest.id]
    assert f"{GUEST} sits at table {seat} in round 2." in host.get(f"{host.at}/run").text
