"""What members look for, while it is true."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.services.errors import NotFound, Refused
from app.services.profiles import asks
from app.services.profiles.asks import AskState
from models import Ask, AskKind, Profile
from tests.factories import a_member, an_ask

TODAY = date(2026, 3, 3)
IN_SIXTY_DAYS = date(2026, 5, 2)


def rows_of(session, member):
    return session.execute(
        select(Ask.kind, Ask.words, Ask.expires_on)
        .where(Ask.member_id == member.id)
        .order_by(Ask.id)
    ).all()


def test_an_ask_counts_for_sixty_days(session, now):
    member = a_member()

    ask = asks.add(
        session, AskKind.MENTOR, by=member.id, words="Selling abroad", tags=["sales"], now=now
    )

    assert rows_of(session, member) == [(AskKind.MENTOR, "Selling abroad", IN_SIXTY_DAYS)]
    assert [skill.name for skill in ask.skills] == ["sales"]
    assert session.get(Profile, member.id).version == 2


def test_still_true_takes_one_tap(session, now):
    member = a_member()
    ask = an_ask(member, expires_on=TODAY - timedelta(days=1))

    asks.renew(session, ask.id, by=member.id, now=now)
    asks.renew(session, ask.id, by=member.id, now=now)
    session.flush()

    assert rows_of(session, member) == [(ask.kind, ask.words, IN_SIXTY_DAYS)]


def test_saying_an_ask_again_or_differently_renews_it(session, now):
    member = a_member()
    again = an_ask(member, "A lawyer", expires_on=TODAY)
    changed = an_ask(member, "A baker", ["bread"], expires_on=TODAY)

    asks.add(session, AskKind.CLIENT, by=member.id, words="a LAWYER", tags=[], now=now)
    asks.change(
        session, changed.id, AskKind.HIRE, by=member.id, words="Two bakers", tags=[], now=now
    )

    assert rows_of(session, member) == [
        (AskKind.CLIENT, "a LAWYER", IN_SIXTY_DAYS),
        (AskKind.HIRE, "Two bakers", IN_SIXTY_DAYS),
    ]
    assert [asks.of_member(session, a.id, by=member.id).skills for a in (again, changed)] == [
        [],
        [],
    ]


@pytest.mark.parametrize(
    ("days_left", "state"),
    [
        (-1, AskState.EXPIRED),
        (0, AskState.ENDING),
        (14, AskState.ENDING),
        (15, AskState.LIVE),
    ],
)
def test_an_ask_says_when_it_ends(days_left, state):
    assert asks.state(TODAY + timedelta(days=days_left), today=TODAY) is state


def test_nobody_touches_the_ask_of_another(session, now):
    owner, stranger = a_member(), a_member()
    ask = an_ask(owner, "A lawyer", expires_on=TODAY)

    for touch in (
        lambda: asks.of_member(session, ask.id, by=stranger.id),
        lambda: asks.renew(session, ask.id, by=stranger.id, now=now),
        lambda: asks.change(
            session, ask.id, AskKind.HIRE, by=stranger.id, words="Me", tags=[], now=now
        ),
    ):
        with pytest.raises(NotFound):
            touch()
    asks.remove(session, ask.id, by=stranger.id)

    assert rows_of(session, owner) == [(ask.kind, "A lawyer", TODAY)]


def test_eight_are_the_most_and_one_taken_back_makes_room(session, now):
    member = a_member()
    made = [an_ask(member, f"Ask {n}") for n in range(8)]
    session.commit()

    with pytest.raises(asks.TooMany):
        asks.add(session, AskKind.OTHER, by=member.id, words="More", tags=[], now=now)
    asks.remove(session, made[0].id, by=member.id)
    asks.add(session, AskKind.OTHER, by=member.id, words="More", tags=[], now=now)

    assert [row.words for row in rows_of(session, member)] == [
        *(f"Ask {n}" for n in range(1, 8)),
        "More",
    ]


@pytest.mark.parametrize("words", ["", "…", "a" * 201])
def test_words_that_say_nothing_or_too_much_are_refused(session, now, words):
    member = a_member()

    with pytest.raises(Refused):
        asks.add(session, AskKind.OTHER, by=member.id, words=words, tags=[], now=now)
