from datetime import timedelta

import pytest
from sqlalchemy import select

from app.services.acquaintance import blocks, encounters
from app.services.errors import Conflict, NotFound, Refused
from app.services.introductions import follow_ups, hellos, introductions
from app.services.introductions.hellos import SaidAlready
from models import Hello, Introduction, Letter, LetterKind, Reply, Via
from tests.factories import a_member_of, a_space, a_visit, an_introduction
from tests.standing import standing

AGREED = {"first_reply": Reply.YES, "second_reply": Reply.YES}


@pytest.fixture
def agreed(session, now):
    """Ana and Bo, who both said yes today and want mail."""
    space = a_space()
    ana, bo = (a_member_of(space, name, wants_mail=True) for name in ("Ana", "Bo"))
    for person in (ana, bo):
        a_visit(person, space, now=now)
    return space, ana, bo, an_introduction(ana, bo, space, now=now, agreed_at=now, **AGREED)


def letters(session):
    rows = session.execute(select(Letter.kind, Letter.member_id, Letter.about_id))
    return sorted((kind.value, member_id, about_id) for kind, member_id, about_id in rows)


def test_each_has_one_hello_which_the_other_gets_by_letter(session, now, agreed):
    _space, ana, bo, introduction = agreed

    mine = hellos.say(session, introduction.id, " Coffee at three? ", by=ana.id, now=now)
    theirs = hellos.say(session, introduction.id, "Gladly", by=bo.id, now=now)

    assert (mine.words, theirs.words) == ("Coffee at three?", "Gladly")
    assert letters(session) == [("hello", ana.id, theirs.id), ("hello", bo.id, mine.id)]


def test_both_read_both_hellos_on_their_card(session, now, agreed):
    space, ana, bo, introduction = agreed
    hellos.say(session, introduction.id, "From Ana", by=ana.id, now=now)
    hellos.say(session, introduction.id, "From Bo", by=bo.id, now=now)

    cards = [
        introductions.cards_for(session, standing(session, one, space))[0] for one in (ana, bo)
    ]

    assert [(card.my_hello, card.their_hello) for card in cards] == [
        ("From Ana", "From Bo"),
        ("From Bo", "From Ana"),
    ]


def test_once_one_says_that_they_met_the_other_is_not_asked_any_more(session, now, agreed):
    space, ana, bo, introduction = agreed

    follow_ups.record(session, introduction.id, by=ana.id, did_meet=True, now=now)

    [card] = introductions.cards_for(session, standing(session, bo, space))
    later = standing(session, bo, space, now=now + timedelta(days=1))
    assert (card.has_met, introductions.to_follow_up(session, later)) == (True, [])


def test_the_same_hello_again_changes_nothing_and_another_is_refused(session, now, agreed):
    _space, ana, _bo, introduction = agreed
    first = hellos.say(session, introduction.id, "Hello", by=ana.id, now=now)

    again = hellos.say(session, introduction.id, "Hello ", by=ana.id, now=now)
    with pytest.raises(SaidAlready):
        hellos.say(session, introduction.id, "And another thing", by=ana.id, now=now)

    assert again.id == first.id
    assert session.scalars(select(Hello.words)).all() == ["Hello"]
    assert len(letters(session)) == 1


@pytest.mark.parametrize("words", ["", " \n ", "x" * 281])
def test_a_hello_has_words_but_not_many(session, now, agreed, words):
    _space, ana, _bo, introduction = agreed

    with pytest.raises(Refused):
        hellos.say(session, introduction.id, words, by=ana.id, now=now)


@pytest.mark.parametrize(
    ("first", "second"),
    [(Reply.YES, Reply.PENDING), (Reply.YES, Reply.NEVER), (Reply.PENDING, Reply.YES)],
)
def test_before_both_say_yes_there_is_no_hello_and_no_meeting(session, now, first, second):
    space = a_space()
    ana, bo = a_member_of(space), a_member_of(space)
    for person in (ana, bo):
        a_visit(person, space, now=now)
    introduction = an_introduction(ana, bo, space, now=now, first_reply=first, second_reply=second)

    with pytest.raises(NotFound):
        hellos.say(session, introduction.id, "Hello", by=ana.id, now=now)
    with pytest.raises(NotFound):
        follow_ups.record(session, introduction.id, by=ana.id, did_meet=True, now=now)


def test_no_hello_across_a_block_nor_from_a_stranger(session, now, agreed):
    space, ana, bo, introduction = agreed
    stranger = a_member_of(space)
    with pytest.raises(NotFound):
        hellos.say(session, introduction.id, "Hello", by=stranger.id, now=now)

    blocks.block(session, bo.id, by=ana.id, now=now)

    for person in (ana, bo):
        with pytest.raises(NotFound):
            hellos.say(session, introduction.id, "Hello", by=person.id, now=now)


def met_by(session, member, now):
    page = encounters.people_met(session, member.id, now=now)
    return [(one.person.name, [(m.day, m.via) for m in one.meetings]) for one in page.people]


def test_one_tap_by_either_writes_the_meeting_for_both(session, now, agreed):
    _space, ana, bo, introduction = agreed
    tomorrow = now + timedelta(days=1)

    for by in (bo, bo, ana):
        follow_ups.record(session, introduction.id, by=by.id, did_meet=True, now=tomorrow)

    line = [(now.date(), Via.INTRODUCTION)]
    assert met_by(session, ana, now) == [("Bo", line)]
    assert met_by(session, bo, now) == [("Ana", line)]
    assert (introduction.first_met, introduction.second_met) == (True, True)


def test_not_yet_writes_no_meeting_and_may_become_a_yes(session, now, agreed):
    _space, ana, _bo, introduction = agreed

    follow_ups.record(session, introduction.id, by=ana.id, did_meet=False, now=now)
    before = met_by(session, ana, now)
    follow_ups.record(session, introduction.id, by=ana.id, did_meet=True, now=now)
    with pytest.raises(Conflict):
        follow_ups.record(session, introduction.id, by=ana.id, did_meet=False, now=now)

    assert before == []
    assert [name for name, _meetings in met_by(session, ana, now)] == ["Bo"]


@pytest.mark.parametrize(
    ("hours", "asked"),
    [(2, []), (20, []), (21, ["Ana", "Bo"]), (24 * 7, ["Ana", "Bo"]), (24 * 9, [])],
)
def test_whether_they_met_is_asked_from_the_next_morning_on(session, now, agreed, hours, asked):
    _space, ana, bo, _introduction = agreed

    follow_ups.ask_whether_met(session, now=now + timedelta(hours=hours))

    names = {ana.id: "Ana", bo.id: "Bo"}
    assert [names[member_id] for _kind, member_id, _about in letters(session)] == asked


def test_where_it_is_too_early_takes_no_place_from_where_it_is_not(session, now, monkeypatch):
    monkeypatch.setattr(follow_ups, "AT_MOST", 1)
    morning, yesterday = now.replace(hour=10), now.replace(hour=10) - timedelta(days=1)
    for zone in ("America/Los_Angeles", "UTC"):
        space = a_space(time_zone=zone)
        people = [a_member_of(space, wants_mail=True) for _ in range(2)]
        an_introduction(*people, space, now=yesterday, agreed_at=yesterday, **AGREED)
    session.flush()

    asked = [follow_ups.ask_whether_met(session, now=morning) for _ in range(2)]

    assert asked == [1, 0]


def test_whoever_has_told_is_not_asked_and_nobody_once_they_met(session, now, agreed):
    space, ana, bo, introduction = agreed
    follow_ups.record(session, introduction.id, by=ana.id, did_meet=False, now=now)
    cy, dan = (a_member_of(space, wants_mail=True) for _ in range(2))
    an_introduction(cy, dan, space, now=now, agreed_at=now, first_met=True, **AGREED)

    tomorrow = now + timedelta(days=1)
    counts = [follow_ups.ask_whether_met(session, now=tomorrow) for _twice in range(2)]

    assert counts == [2, 0]
    assert letters(session) == [(LetterKind.DID_YOU_MEET.value, bo.id, introduction.id)]
    assert session.scalars(select(Introduction.asked_at)).all() == [tomorrow, tomorrow]


def test_what_lies_behind_is_told_by_what_became_of_it(session, now):
    space = a_space()
    ana = a_member_of(space, "Ana")
    a_visit(ana, space, now=now)
    told = {
        "Open": (3, {**AGREED}),
        "Met": (4, {**AGREED, "first_met": True}),
        "Not yet": (5, {**AGREED, "first_met": False}),
        "Long ago": (61, {**AGREED}),
        "Alone": (2, {"first_reply": Reply.YES}),
        "Alone, long ago": (8, {"first_reply": Reply.YES}),
        "My no": (2, {"first_reply": Reply.NOT_NOW, "second_reply": Reply.YES}),
        "Never answered": (2, {}),
        "Today": (0, {**AGREED}),
    }
    for name, (ago, given) in told.items():
        person = a_member_of(space, name)
        a_visit(person, space, now=now)
        an_introduction(ana, person, space, now=now - timedelta(days=ago), **given)

    earlier = introductions.earlier(session, standing(session, ana, space))

    assert [
        [line.person.name for line in part]
        for part in (earlier.to_follow_up, earlier.agreed, earlier.alone)
    ] == [["Open"], ["Met", "Not yet", "Long ago"], ["Alone"]]


@pytest.mark.parametrize("theirs", [Reply.PENDING, Reply.NOT_NOW, Reply.NEVER])
def test_a_yes_that_stayed_alone_reads_the_same_whatever_the_other_said(session, now, theirs):
    space = a_space()
    ana, bo = a_member_of(space, "Ana"), a_member_of(space, "Bo")
    for person in (ana, bo):
        a_visit(person, space, now=now)
    an_introduction(
        ana, bo, space, now=now - timedelta(days=1), first_reply=Reply.YES, second_reply=theirs
    )

    earlier = introductions.earlier(session, standing(session, ana, space))

    assert [line.person.name for line in earlier.alone] == ["Bo"]
