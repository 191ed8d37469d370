"""Six months at Harbour Yard: believable, repeatable, and true to the rules of the house."""

from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from app.seed import space
from app.seed.members import PLAYED_HOST, PLAYED_MEMBER, State, number_of
from app.seed.story import SEED, tell

TUESDAY = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
A_WEEK = [TUESDAY + timedelta(days=day) for day in range(7)]
HOURS = [
    datetime(2026, 3, 2, 23, 0, 30, tzinfo=UTC),  # half a minute into Tuesday in the space
    datetime(2026, 3, 3, 2, 30, tzinfo=UTC),
    datetime(2026, 3, 3, 6, 45, tzinfo=UTC),
    datetime(2026, 3, 3, 22, 59, 30, tzinfo=UTC),
    datetime(2026, 3, 29, 0, 30, tzinfo=UTC),  # the clock has been put forward
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),  # the clock is put back
]


@pytest.fixture(scope="module")
def story():
    return tell(SEED, now=TUESDAY)


def visits_today(story, now):
    return [visit for visit in story.visits if visit.day == space.today(now)]


def test_equal_seed_and_moment_tell_the_equal_story(story):
    assert tell(SEED, now=TUESDAY) == story
    assert tell(SEED + 1, now=TUESDAY) != story


@pytest.mark.no_cover  # the story itself is counted once
@pytest.mark.parametrize(
    ("seed", "now"), [*((SEED, now) for now in A_WEEK), *((7, now) for now in HOURS)], ids=str
)
def test_some_forty_five_people_are_in_whatever_the_day_and_hour(seed, now):
    inside = [
        visit for visit in visits_today(tell(seed, now=now), now) if visit.checked_out_at is None
    ]

    assert 43 <= len(inside) <= 47
    assert {visit.checked_in_at <= now < visit.closes_at for visit in inside} == {True}
    assert all(visit.heads_down_until is None or visit.heads_down_until > now for visit in inside)


def test_some_are_heads_down_for_a_while(story):
    until = [visit.heads_down_until for visit in visits_today(story, TUESDAY)]

    assert 3 <= sum(moment is not None for moment in until) <= 18
    assert {moment.minute for moment in until if moment} <= {0, 30}


def test_some_are_in_unlisted_and_some_have_left(story):
    today = visits_today(story, TUESDAY)

    assert {visit.is_listed for visit in today} == {True, False}
    assert sum(visit.checked_out_at is not None for visit in today) == 5


def test_those_to_be_played_are_not_in_yet(story):
    today = {story.members[visit.member].name for visit in visits_today(story, TUESDAY)}

    assert today & {PLAYED_HOST, PLAYED_MEMBER} == set()


def test_only_today_has_visits_that_are_not_over(story):
    unfinished = {visit.day for visit in story.visits if visit.checked_out_at is None}

    assert unfinished == {space.today(TUESDAY)}


def test_nobody_is_in_while_it_is_closed_or_twice_at_once(story):
    by_member = defaultdict(list)
    for visit in story.visits:
        opens = space.moment(visit.day, 0)
        left_at = visit.checked_out_at or TUESDAY
        assert opens <= visit.checked_in_at <= left_at <= visit.closes_at
        assert visit.checked_in_at <= TUESDAY
        by_member[visit.member].append((visit.checked_in_at, left_at))
    overlaps = [
        member
        for member, stays in by_member.items()
        for (_, left_at), (came_at, _) in pairwise(sorted(stays))
        if came_at < left_at
    ]

    assert overlaps == []


def test_nobody_comes_before_joining_or_without_having_claimed(story):
    early = [
        visit
        for visit in story.visits
        if story.members[visit.member].joined_on > visit.day
        or story.members[visit.member].state is not State.CLAIMED
    ]

    assert early == []


def test_nobody_is_shown_who_did_not_agree(story):
    shown = {story.members[visit.member].is_listed for visit in story.visits if visit.is_listed}

    assert shown == {True}


def test_weeks_have_a_rhythm_and_people_have_habits(story):
    days = Counter(
        visit.day.weekday() for visit in story.visits if visit.day < space.today(TUESDAY)
    )
    often = Counter(visit.member for visit in story.visits)

    assert min(days[weekday] for weekday in range(5)) > 3 * max(days[5], days[6])
    assert max(often.values()) > 60
    assert sum(count < 12 for count in often.values()) > 10
    assert min(visit.day for visit in story.visits) <= space.today(TUESDAY) - timedelta(days=180)


def test_introductions_bring_the_unlike_together_and_keep_to_the_rules(story):
    proposed = defaultdict(list)
    for introduction in story.introductions:
        first, second = (story.members[number] for number in introduction.pair)
        assert introduction.first.member < introduction.second.member
        assert first.industry != second.industry
        assert (first.company or first.name) != (second.company or second.name)
        assert first.wants_introductions
        assert second.wants_introductions
        assert 1 <= len(introduction.reasons) <= 3
        assert 0 <= introduction.worth <= 1
        proposed[introduction.pair].append(introduction)
    too_soon = [
        pair
        for pair, ones in proposed.items()
        for one, next_one in pairwise(ones)
        if (next_one.day - one.day).days < 90
        or one.is_agreed
        or "never" in (one.first.reply, one.second.reply)
    ]

    assert len(story.introductions) > 400
    assert too_soon == []


def test_nobody_has_more_than_two_introductions_a_day(story):
    a_day = Counter(
        (day, number)
        for day, number, _which in {
            (one.day, number, "three" if one.is_of_three else one.pair)
            for one in story.introductions
            for number in one.pair
        }
    )

    assert max(a_day.values()) == 2


def test_both_were_in_and_listed_when_they_were_introduced(story):
    present = {(visit.day, visit.member) for visit in story.visits if visit.is_listed}
    missing = [
        introduction
        for introduction in story.introductions
        for number in introduction.pair
        if (introduction.day, number) not in present
    ]

    assert missing == []


def test_the_share_of_yeses_and_of_meetings_is_as_measured_elsewhere(story):
    replies = Counter(
        answer.reply
        for introduction in story.introductions
        for answer in (introduction.first, introduction.second)
    )
    agreed = [introduction for introduction in story.introductions if introduction.is_agreed]
    met = [introduction for introduction in agreed if introduction.has_met]

    assert replies.keys() == {"yes", "not_now", "never", "pending"}
    assert 0.38 < replies["yes"] / replies.total() < 0.5
    assert 0.54 < len(met) / len(agreed) < 0.81


def test_replies_have_a_moment_after_the_proposal_and_only_then(story):
    answers = [
        (answer, introduction.proposed_at)
        for introduction in story.introductions
        for answer in (introduction.first, introduction.second)
    ]

    assert {
        (answer.reply == "pending") == (answer.replied_at is None) for answer, _ in answers
    } == {True}
    assert all(answer.replied_at is None or answer.replied_at > at for answer, at in answers)


def test_the_ledger_holds_every_meeting_once(story):
    told = {(*one.pair, one.day) for one in story.introductions if one.has_met}
    noted = {(*one.pair, one.day) for one in story.encounters if one.via == "introduction"}
    keys = Counter((*one.pair, one.day, one.via) for one in story.encounters)

    assert noted == told
    assert Counter(one.via for one in story.encounters).keys() == {
        "introduction",
        "mixer",
        "by_hand",
    }
    assert max(keys.values()) == 1
    assert all(one.first < one.second and one.noted_at <= TUESDAY for one in story.encounters)
    assert all((one.via == "by_hand") == (one.noted_by in one.pair) for one in story.encounters)


@pytest.mark.parametrize("seed", range(SEED, SEED + 4))
def test_the_visitor_finds_a_question_memories_and_people_who_can_help(seed):
    story = tell(seed, now=TUESDAY)
    visitor = number_of(story.members, PLAYED_MEMBER)
    inside = {v.member for v in visits_today(story, TUESDAY) if v.checked_out_at is None}
    asked = [
        one
        for one in story.introductions
        if visitor in one.pair and one.is_agreed and one.first.has_met is one.second.has_met is None
    ]
    wanted = {tag for ask in story.members[visitor].asks for tag in ask.skills}
    helpful = {
        number
        for number in inside
        if wanted & {tag for offer in story.members[number].offers for tag in offer.skills}
    }

    three = [one for one in story.introductions if one.is_of_three]

    assert any(sum(one.pair) - visitor in inside for one in asked)
    assert [one.is_agreed for one in three] == [True] * 3
    assert len({number for one in three for number in one.pair} - inside) == 1
    assert len(story.notes) == 5
    assert len(helpful) >= 2
