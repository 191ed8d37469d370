"""The page of the plan: swaps, locks and a way back; what cannot be read changes nothing."""

import re
from itertools import combinations

import pytest
from sqlalchemy import event, select, update

from models import Block, Evening, Member, Profile, Round, RoundState, Rsvp, Seat
from tests import evenings as nights
from tests import factories as make

ONLY_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
pytestmark = ONLY_SQLITE


def _act(host, what, **fields):
    return host.submit(f"{host.at}/{what}", **fields)


def test_a_swap_a_lock_and_a_way_back_on_the_page_of_the_plan(session, host, night):
    _act(host, "plan")
    first = nights.seats_of(session, night)
    one, *_ = first[1]
    other = next(who for who, at in first[1].items() if at != first[1][one])
    seen = _seating(session)

    _act(host, "plan/swap", number=1, one=one, other=other, seen=seen)
    page = host.get(f"{host.at}/plan").text
    # Where the host is looking: in the round, not above it.
    above, below = (page.index(f'id="round-{number}"') for number in (1, 2))
    assert above < page.index("have changed tables") < below
    assert nights.seats_of(session, night)[1][one] == first[1][other]
    _act(host, "plan/swap", number=1, one=one, other=other, seen=seen)
    assert "changed in the meantime" in host.get(f"{host.at}/plan").text
    _act(host, "plan/swap", number=1, one=one, other=one, seen=_seating(session))
    assert "Choose two people" in host.get(f"{host.at}/plan").text
    _act(host, "plan/lock", number=1, hold=f"{one} {other}", seen=_seating(session))
    assert len(session.scalars(select(Seat.id).where(Seat.is_locked)).all()) == 2
    session.commit()
    _act(host, "plan/undo", seen=_seating(session))
    _act(host, "plan/undo", seen=_seating(session))

    assert nights.seats_of(session, night) == first


def test_one_round_is_open_the_next_or_the_one_in_which_people_were_swapped(session, host, night):
    _act(host, "plan")
    planned = _open_rounds(host)
    seats = nights.seats_of(session, night)[2]
    one = min(seats)

    _act(host, "plan/swap", number=2, one=one, other=0, seen=_seating(session))

    assert (planned, _open_rounds(host)) == (["1"], ["2"])


def _open_rounds(host):
    page = host.get(f"{host.at}/plan").text
    return re.findall(r"<details class=\"round\" open>.*?Round (\d)", page, re.DOTALL)


def test_a_host_who_does_not_mind_lets_the_plan_choose_with_whom_somebody_swaps(
    session, host, night
):
    _act(host, "plan")
    first = nights.seats_of(session, night)[1]
    one = min(first)
    assert '<option value="0">Whoever fits best</option>' in host.get(f"{host.at}/plan").text

    _act(host, "plan/swap", number=1, one=one, other=0, seen=_seating(session))

    after = nights.seats_of(session, night)[1]
    (other,) = (who for who, at in after.items() if at != first[who] and at == first[one])
    assert (after[one], other != one) == (first[other], True)
    assert "have changed tables" in host.get(f"{host.at}/plan").text


def test_once_a_round_has_begun_the_page_does_not_say_that_the_plan_is_worth_nothing(host):
    _act(host, "plan")
    assert "of what is possible" in host.get(f"{host.at}/plan").text

    _act(host, "run/begin", number=1)

    page = host.get(f"{host.at}/plan").text
    assert "Round 2" in page
    assert "of what is possible" not in page


def test_once_a_round_has_begun_a_change_by_hand_claims_no_worth_and_is_undone(
    session, host, night
):
    _act(host, "run/begin", number=1)
    before = nights.seats_of(session, night)[2]
    one = min(before)

    _act(host, "plan/lock", number=2, hold=str(one), seen=_seating(session))
    locked = host.get(f"{host.at}/plan").text
    _act(host, "plan/undo", seen=_seating(session))
    _act(host, "plan/swap", number=2, one=one, other=0, seen=_seating(session))
    swapped = host.get(f"{host.at}/plan").text
    _act(host, "plan/undo", seen=_seating(session))

    assert ["of what is possible" in page for page in (locked, swapped)] == [False, False]
    assert re.search(r"have changed tables: (as good as before|worth \d+ % (more|less))\.", swapped)
    assert nights.seats_of(session, night)[2] == before
    assert session.scalars(select(Seat.id).where(Seat.is_locked)).all() == []


def _plan_in_words(host):
    _act(host, "plan")
    return re.sub("<[^>]*>", "", host.get(f"{host.at}/plan").text)


def test_the_page_of_the_plan_proves_that_no_plan_keeps_every_rule(session, host, night):
    for one in night.people[:3]:
        session.get(Profile, one.member_id).company = "Rye & Co"
    session.commit()
    crowded = _plan_in_words(host)
    night.mixer.table_size, night.mixer.rounds = 2, 8
    session.commit()
    long = _plan_in_words(host)

    assert "No plan can keep every rule" in crowded
    assert "Person A, Person B and Person C must not share a table" in crowded
    assert "and round 1 has 2 tables for 3 people." in crowded
    assert "Person A can meet at most 5 for the first time, and the rounds need 8 or more." in long


def test_many_colleagues_at_one_table_leave_the_plan_in_sight(session, host):
    for profile in session.scalars(select(Profile)):
        profile.company = "Gruppe"
        profile.name = f"محمد {profile.name}"
    session.commit()
    _act(host, "plan")

    _, _, told = host.get(f"{host.at}/plan").text.partition("Of one company, at one table:")
    before, _, _ = told.partition("<details>")

    assert before.count("<li>") == 3
    assert re.search(r"And \d+ more\.</summary>", told)
    assert before.count("\N{FIRST STRONG ISOLATE}") == 6


def test_colleagues_are_told_however_they_write_their_company_and_freelancers_are_none(
    session, host, night
):
    names = ("Rye & Co", "Rye, Co.", "Freelance", "freelance")
    for one, company in zip(night.people, names, strict=False):
        session.get(Profile, one.member_id).company = company
    night.mixer.table_size, night.mixer.rounds = 8, 1
    session.commit()

    _, _, told = _plan_in_words(host).partition("Of one company, at one table:")

    assert told.partition("Round 1")[0].split() == ["Person", "A", "and", "Person", "B"]


def test_no_proof_tells_who_is_kept_apart_for_reasons_of_their_own(session, host, night):
    ids = [one.member_id for one in night.people[:3]]
    for one, other in combinations(ids, 2):
        session.add(Block(member_id=one, other_id=other, at=night.mixer.starts_at))
    session.commit()

    assert "must not share" not in _plan_in_words(host)


def _seating(session):
    found = session.scalar(select(Evening.seating))
    session.commit()
    return found


@pytest.mark.parametrize(
    "what",
    ["plan/swap", "plan/lock", "plan/undo", "plan/wish", "plan/keeper", "run/begin", "run/end"],
)
def test_what_cannot_be_read_changes_nothing(session, host, what):
    _act(host, "plan")
    before = _seating(session)

    answer = _act(host, what, seen="x", number="x", one="x", attendee="x")

    assert answer.status_code == 302
    assert _seating(session) == before
    assert session.scalars(select(Round.state).distinct()).all() == [RoundState.PLANNED]


@pytest.mark.parametrize(
    ("what", "given"),
    [
        ("run/extend", {"number": 1, "seen": 2**63}),
        ("plan/lock", {"number": 2**63, "hold": "1"}),
        ("plan/lock", {"number": 1, "hold": f"{2**31} {2**63} {'9' * 5000}"}),
        ("plan/lock", {"number": 1, "release": " ".join(map(str, range(40_000)))}),
    ],
    ids=["time", "round", "seats", "many seats"],
)
def test_numbers_that_no_row_can_have_change_nothing_either(session, host, what, given):
    _act(host, "plan")
    before = _seating(session)

    answer = _act(host, what, **{"seen": before} | given)

    assert answer.status_code == 302
    assert session.scalars(select(Seat.id).where(Seat.is_locked)).all() == []


def test_a_table_of_whom_no_industry_is_known_says_nothing_of_industries(host):
    host.submit(f"{host.at}/plan")

    page = host.get(f"{host.at}/plan").text

    assert "Table 1" in page
    assert "0 industries" not in page


def test_a_plan_that_lacks_people_is_to_be_made_again_first(session, host, night):
    host.submit(f"{host.at}/plan")
    before = host.get(f"{host.at}/plan").text
    for letter in "ABCDEFGHIJ":
        make.an_attendee(night.mixer, name=f"Guest {letter}", reply=Rsvp.GOING)
    session.commit()

    after = host.get(f"{host.at}/plan").text

    filled = [re.findall(r"button-primary[^>]*>\s*([\w ]+)", page)[0] for page in (before, after)]
    assert [one.strip() for one in filled] == ["Run the evening", "Plan again"]
    assert "Guest G, Guest H and 2 others. Plan again, and they have one." in " ".join(
        re.sub(r"<[^>]*>", "", after).split()
    )


def test_a_host_before_whom_others_are_always_quicker_is_told_so(app, session, host):
    _act(host, "plan")
    hugo = session.scalars(select(Profile).where(Profile.name == "Hugo")).one()
    make.a_membership(session.get(Member, hugo.member_id), make.a_space())
    session.commit()

    def be_quicker(_committed):
        session.execute(update(Evening).values(seating=Evening.seating + 1))
        session.commit()

    opened = app.extensions["database"][1]
    event.listen(opened, "after_commit", be_quicker)
    answer = _act(host, "plan")
    event.remove(opened, "after_commit", be_quicker)

    assert answer.status_code == 302
    assert "changed in the meantime" in host.get(f"{host.at}/plan").text
