from datetime import timedelta

import pytest
from sqlalchemy import select

from app.services.matchmaking import matchmaking
from models import Block, Interest, Reply, Via, Visit
from tests.counting import statements_of
from tests.factories import (
    a_member_of,
    a_skill,
    a_space,
    a_visit,
    an_ask,
    an_encounter,
    an_introduction,
    an_offer,
)
from tests.helping import helper, pairs


@pytest.fixture
def pair(session, now):
    """Two people in one space who should be introduced unless something speaks against it."""
    space = a_space()
    ana = helper(space, now, "leases", wants="labels", industry="N-law")
    bo = helper(space, now, "labels", wants="leases", industry="C-food")
    return space, ana, bo


def test_two_who_can_help_each_other_are_matched(session, now, pair):
    space, ana, bo = pair

    assert pairs(session, space, now) == [(ana.id, bo.id)]


def test_the_same_rows_give_the_same_matches(session, now, pair):
    space, _ana, _bo = pair
    helper(space, now, "photographs", wants="websites", industry="N-photo")
    helper(space, now, "websites", wants="photographs", industry="K-software")

    first, again = (matchmaking.todays(session, space, now=now) for _ in range(2))

    assert first == again
    assert len(first) > 1


def test_nobody_is_proposed_to_somebody_who_has_left(session, now, pair):
    space, _ana, bo = pair
    visit = session.scalars(select(Visit).where(Visit.member_id == bo.id)).one()
    visit.checked_out_at = now
    session.flush()

    assert pairs(session, space, now + timedelta(hours=1)) == []


@pytest.mark.parametrize("by_first", [True, False])
def test_a_block_by_either_keeps_both_apart(session, now, pair, by_first):
    space, ana, bo = pair
    one, other = (ana, bo) if by_first else (bo, ana)
    session.add(Block(member_id=one.id, other_id=other.id, at=now))
    session.flush()

    assert pairs(session, space, now) == []


@pytest.mark.parametrize("noted_by", [None, 0, 1])
def test_people_who_have_met_are_not_introduced_whoever_noted_it(session, now, pair, noted_by):
    space, ana, bo = pair
    by = None if noted_by is None else (ana, bo)[noted_by].id
    via = Via.INTRODUCTION if by is None else Via.BY_HAND
    an_encounter(ana, bo, a_space(), now=now - timedelta(days=900), noted_by_id=by, via=via)

    assert pairs(session, space, now) == []


@pytest.mark.parametrize("side", ["first_reply", "second_reply"])
def test_never_is_for_ever_and_everywhere(session, now, pair, side):
    space, ana, bo = pair
    long_ago = now - timedelta(days=3000)
    an_introduction(ana, bo, a_space(), now=long_ago, **{side: Reply.NEVER})

    assert pairs(session, space, now) == []


@pytest.mark.parametrize(("days", "expected"), [(29, 0), (31, 1)])
def test_the_same_two_are_proposed_again_only_after_the_cooling_time(
    session, now, pair, days, expected
):
    space, ana, bo = pair
    space.cooling_days = 30
    an_introduction(ana, bo, space, now=now - timedelta(days=days), first_reply=Reply.NOT_NOW)
    an_introduction(ana, bo, space, now=now - timedelta(days=days + 100))

    assert len(pairs(session, space, now)) == expected


def test_people_of_one_company_are_not_introduced(session, now):
    space = a_space()
    for subject, wants in (("leases", "labels"), ("labels", "leases")):
        person = a_member_of(space, profile={"industry": "N-law", "company": "Acme Ltd"})
        an_offer(person, f"Advice on {subject}")
        an_ask(person, f"Advice on {wants}")
        a_visit(person, space, now=now)

    assert pairs(session, space, now) == []


def test_nobody_gets_more_than_the_limit_whatever_was_answered(session, now):
    space = a_space(introductions_per_day=2)
    people = [
        helper(space, now, f"subject {n}", wants=f"subject {(n + 1) % 5}", industry=code)
        for n, code in enumerate(["N-law", "C-food", "F", "K-software", "S-arts"])
    ]
    busy = people[0]
    gone = [a_member_of(space), a_member_of(space)]
    an_introduction(busy, gone[0], space, now=now, first_reply=Reply.NEVER)
    an_introduction(busy, gone[1], a_space(), now=now)

    found = pairs(session, space, now)

    assert busy.id not in {one for both in found for one in both}
    assert max(sum(p.id in both for both in found) for p in people) == 1


@pytest.mark.parametrize(("most", "own", "got"), [(3, 1, 1), (0, 3, 0)])
def test_one_may_choose_fewer_than_the_space_has_and_no_more(session, now, most, own, got):
    space = a_space(introductions_per_day=most)
    ana = helper(space, now, "a", wants="b", industry="N-law", introductions_per_day=own)
    for code in ("C-food", "F", "K-software"):
        helper(space, now, "b", wants="a", industry=code, introductions_per_day=3)

    found = pairs(session, space, now)

    assert sum(ana.id in both for both in found) == got


def test_an_alias_is_the_tag_that_it_means(session, now):
    space = a_space()
    ux = a_skill("user experience")
    a_skill("UX", means_id=ux.id)
    ana = a_member_of(space, profile={"industry": "N-law"})
    an_ask(ana, "Somebody for our forms", skills=["UX"])
    bo = a_member_of(space, profile={"industry": "N-design"})
    an_offer(bo, "Making things easy", skills=["user experience"])
    for person in (ana, bo):
        a_visit(person, space, now=now)

    [match] = matchmaking.todays(session, space, now=now)

    assert match.reasons[0]["words"] == ["user experience"]


def test_an_ask_that_has_expired_counts_no_more(session, now):
    space = a_space()
    ana = a_member_of(space, profile={"industry": "N-law"})
    an_ask(ana, "Packaging design", expires_on=now.date() - timedelta(days=1))
    bo = a_member_of(space, profile={"industry": "N-design"})
    an_offer(bo, "Packaging design")
    for person in (ana, bo):
        a_visit(person, space, now=now)

    kinds = [r["kind"] for m in matchmaking.todays(session, space, now=now) for r in m.reasons]

    assert "ask_meets_offer" not in kinds


def test_reasons_are_stored_as_plain_values_for_both_sides(session, now, pair):
    space, ana, bo = pair
    for person in (ana, bo):
        session.add(Interest(member_id=person.id, name="chess"))
    session.flush()

    [match] = matchmaking.todays(session, space, now=now)

    told = sorted(
        (r["kind"], r["who"] or 0, r["other"] or 0, r["ask"], r["offer"], r["words"])
        for r in match.reasons
    )
    assert told == [
        ("ask_meets_offer", ana.id, bo.id, "Advice on labels", "Advice on labels", ["labels"]),
        ("ask_meets_offer", bo.id, ana.id, "Advice on leases", "Advice on leases", ["leases"]),
        ("shared_interest", 0, 0, "", "", ["chess"]),
    ]
    assert [r["is_starter"] for r in match.reasons] == [True, False, False]


def test_common_acquaintances_are_kept_only_by_what_both_may_read(session, now, pair):
    space, ana, bo = pair
    known = [helper(space, now, f"k{n}", wants=f"w{n}", industry="F") for n in range(3)]
    for person in known:
        an_encounter(ana, person, space, now=now - timedelta(days=9))
    for person in known[:2]:
        an_encounter(bo, person, space, now=now - timedelta(days=9))
    an_encounter(
        bo, known[2], space, now=now - timedelta(days=9), via=Via.BY_HAND, noted_by_id=bo.id
    )

    matches = matchmaking.todays(session, space, now=now)

    [ours] = [m for m in matches if (m.first_id, m.second_id) == (ana.id, bo.id)]
    people = [r["people"] for r in ours.reasons if r["kind"] == "common_acquaintance"]
    assert people == [[person.id for person in known[:2]]]


def test_one_common_acquaintance_alone_is_not_kept(session, now, pair):
    space, ana, bo = pair
    known = helper(space, now, "k", wants="w", industry="F")
    for person in (ana, bo):
        an_encounter(person, known, space, now=now - timedelta(days=9))

    [ours] = matchmaking.todays(session, space, now=now)

    assert "common_acquaintance" not in {reason["kind"] for reason in ours.reasons}


def test_whoever_was_left_out_twice_comes_first(session, now):
    space = a_space(introductions_per_day=1)
    helper(space, now, "a", wants="b", industry="N-law")
    best = helper(space, now, "b", wants="a", industry="C-food")
    waiting = a_member_of(space, profile={"industry": "F"})
    an_ask(waiting, "Advice on a", skills=["a"])
    a_visit(waiting, space, now=now)
    assert waiting.id not in pairs(session, space, now)[0]
    for ago in (1, 2):
        then = now - timedelta(days=ago)
        a_visit(waiting, space, now=then, checked_out_at=then)

    [chosen] = pairs(session, space, now)

    assert waiting.id in chosen
    assert best.id > 0


@pytest.mark.parametrize("people", [2, 6])
def test_it_costs_the_same_number_of_queries_however_many_are_in(session, now, people):
    space = a_space()
    for n in range(people):
        helper(space, now, f"s{n}", wants=f"s{(n + 1) % people}", industry="N-law")

    # What has not been read yet is looked for where it is kept.
    matchmaking.todays(session, space, now=now)

    with statements_of(session) as sent:
        matchmaking.todays(session, space, now=now)

    assert len(sent) == 13
