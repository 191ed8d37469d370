"""Letters to three who were introduced together: one about both others, as long as it is true."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.services import correspondence
from app.services.acquaintance import blocks
from app.services.introductions import follow_ups, introductions
from app.services.introductions.introduction_reasons import Why
from app.services.letters import Errand
from app.services.members import erasure
from models import Letter, LetterKind, Reply
from tests.factories import a_member_of, a_space, a_trio, a_visit, an_introduction

YES = {"first_reply": Reply.YES, "second_reply": Reply.YES}


@pytest.fixture
def space():
    return a_space()


@pytest.fixture
def people(session, space, now):
    people = [a_member_of(space, name, wants_mail=True) for name in ("Ana", "Bo", "Cy")]
    for person in people:
        a_visit(person, space, now=now)
    return people


def named_in(session, kind, to, about, now):
    """Whom a letter names that is sent now; None when there is nothing to tell."""
    session.flush()
    errand = Errand(1, kind, to.id, about.id, "message", 1)
    facts = correspondence.facts_for(session, errand, key="", now=now)
    return facts and [partner.name for partner in facts["partners"]]


def test_a_proposal_names_both_and_only_whom_there_is_still_to_answer(session, space, people, now):
    ana, bo, cy = people
    ab, ac, bc = a_trio(people, space, now=now)
    blocks.block(session, bo.id, by=cy.id, now=now)
    introductions.answer(session, ac.id, by=cy.id, reply=Reply.YES, now=now)

    proposed = LetterKind.PROPOSED
    assert named_in(session, proposed, ana, ab, now) == ["Bo", "Cy"]
    assert named_in(session, proposed, bo, ab, now) == ["Ana"]
    assert named_in(session, proposed, cy, ac, now) is None
    assert bc.second_reply is Reply.PENDING


def test_what_one_look_proposed_is_one_letter_and_not_one_answer(session, space, people, now):
    ana, bo, cy = people
    first = an_introduction(ana, bo, space, now=now, worth=0.4)
    an_introduction(ana, cy, space, now=now, worth=0.8)
    later = a_member_of(space, "Dan")
    a_visit(later, space, now=now)
    an_introduction(ana, later, space, now=now, proposed_at=now + timedelta(hours=1))
    session.flush()

    facts = correspondence.facts_for(
        session, Errand(1, LetterKind.PROPOSED, ana.id, first.id, "message", 1), key="", now=now
    )

    assert ([one.name for one in facts["partners"]], facts["is_one"]) == (["Cy", "Bo"], False)


def test_a_letter_says_why_from_the_side_of_its_reader_and_nothing_of_third_people(
    session, space, people, now
):
    ana, bo, cy = people
    wants = {"kind": "ask_meets_offer", "who": ana.id, "other": bo.id, "ask": "SEO", "offer": "Ads"}
    knows = {"kind": "common_acquaintance", "people": [ana.id, bo.id, cy.id]}
    told = an_introduction(ana, bo, space, now=now, reasons=[knows, wants])
    session.flush()

    facts = [
        correspondence.facts_for(
            session, Errand(1, LetterKind.PROPOSED, to.id, told.id, "message", 1), key="", now=now
        )
        for to in (ana, bo)
    ]

    whys = [[(who.name, reasons) for who, reasons, _doing in one["why"]] for one in facts]
    mine = Why(kind="ask_meets_offer", is_mine=True, ask="SEO", offer="Ads")
    assert whys == [[("Bo", (mine,))], [("Ana", (replace(mine, is_mine=False),))]]


def test_what_a_letter_was_noted_about_may_be_gone_while_the_other_is_there(
    session, space, people, now
):
    ana, bo, _cy = people
    ab, *_others = a_trio(people, space, now=now)
    blocks.block(session, bo.id, by=ana.id, now=now)

    assert named_in(session, LetterKind.PROPOSED, ana, ab, now) == ["Cy"]


def test_who_agrees_with_two_at_once_has_one_letter_about_both(session, space, people, now):
    ana, _bo, cy = people
    ab, ac, bc = a_trio(people, space, now=now, **YES)
    ab.agreed_at, ac.agreed_at = now, now + timedelta(minutes=1)
    bc.agreed_at = ac.agreed_at

    assert named_in(session, LetterKind.AGREED, cy, ac, now) == ["Ana", "Bo"]
    assert named_in(session, LetterKind.AGREED, ana, ab, now) == ["Bo"]
    blocks.block(session, cy.id, by=ana.id, now=now)
    assert named_in(session, LetterKind.AGREED, cy, ac, now) == ["Bo"]


def test_one_letter_asks_whether_they_met(session, space, people, now):
    ana, bo, cy = people
    ab, ac, bc = a_trio(people, space, now=now, **YES, agreed_at=now)
    bc.first_reply = Reply.NEVER
    bc.agreed_at = None
    session.flush()
    tomorrow = now + timedelta(days=1)

    assert follow_ups.ask_whether_met(session, now=tomorrow) == 2

    noted = session.execute(select(Letter.member_id, Letter.about_id)).all()
    assert sorted(map(tuple, noted)) == [(ana.id, ab.id), (bo.id, ab.id), (cy.id, ac.id)]
    asked = LetterKind.DID_YOU_MEET
    assert named_in(session, asked, ana, ab, tomorrow) == ["Bo", "Cy"]
    assert named_in(session, asked, bo, ab, tomorrow) == ["Ana"]


def test_who_says_they_met_one_is_asked_of_the_other_alone(session, space, people, now):
    ana, bo, cy = people
    ab, ac, bc = a_trio(people, space, now=now, **YES, agreed_at=now)
    follow_ups.record(session, ab.id, by=ana.id, did_meet=True, now=now)

    assert named_in(session, LetterKind.DID_YOU_MEET, ana, ac, now) == ["Cy"]
    assert named_in(session, LetterKind.DID_YOU_MEET, bo, bc, now) == ["Cy"]
    erasure.erase(session, cy.id)
    assert named_in(session, LetterKind.DID_YOU_MEET, ana, ab, now) is None
