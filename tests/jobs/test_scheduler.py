"""What is due is done, again and again, and one broken chore stops no other."""

import asyncio
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app import mail
from app.jobs import scheduler
from app.jobs.scheduler import Chore
from app.services import letters
from models import LetterKind, SignIn, Visit
from tests import mail_server, processes
from tests.factories import (
    a_member,
    a_member_of,
    a_membership,
    a_space,
    a_visit,
    an_ask,
    an_invitation,
    an_offer,
)


@pytest.fixture
def right_now():
    return datetime.now(UTC)


def test_everything_that_is_due_is_done_once(app, session, right_now):
    space = a_space(retention_days=30)
    member = a_member_of(space)
    a_visit(member, space, now=right_now, closes_at=right_now - timedelta(minutes=1))
    long_ago = right_now - timedelta(days=40)
    a_visit(
        a_member_of(space),
        space,
        now=right_now,
        checked_in_at=long_ago,
        checked_out_at=long_ago,
        closes_at=long_ago,
    )
    session.add(
        SignIn(
            token_hash="ended",
            member_id=member.id,
            created_at=long_ago,
            seen_at=long_ago,
            expires_at=long_ago,
        )
    )
    session.commit()

    first, second = scheduler.run_once(app), scheduler.run_once(app)

    assert first == {
        "close visits": 1,
        "end evenings": 0,
        "propose introductions": 0,
        "ask whether they met": 0,
        "fill places of mixers": 0,
        "remind of mixers": 0,
        "send letters": 0,
        "learn from answers": 0,
        "forget": 1,
    }
    assert set(second.values()) == {0}
    session.expire_all()
    assert len(session.scalars(select(Visit)).all()) == 1
    assert session.scalars(select(SignIn)).all() == []


def test_two_who_fit_are_introduced_by_the_scheduler_too(app, session, right_now):
    space = a_space()
    for trade, offer, ask in (
        ("C-food", "Baking bread for cafés", "Somebody to design packaging for our bread"),
        ("N-design", "Packaging design for food", "Fresh bread for our studio breakfast"),
    ):
        member = a_member_of(space, profile={"industry": trade, "company": trade})
        _with(member, offer, ask)
        a_visit(member, space, now=right_now, changed_at=right_now)
    session.commit()

    done = scheduler.run_once(app)

    assert done["propose introductions"] == 1


def _with(member, offer, ask):
    an_offer(member, offer)
    an_ask(member, ask)


@pytest.fixture
def chores(monkeypatch):
    """Chores of the test's own; the first is broken."""
    done = []

    def broken(_app):
        done.append("broken")
        raise ValueError

    def sound(_app):
        done.append("sound")
        return 1

    monkeypatch.setattr(scheduler, "CHORES", (Chore("broken", broken, 1), Chore("sound", sound, 1)))
    monkeypatch.setattr(scheduler, "TICK_SECONDS", 0.01)
    return done


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_broken_chore_keeps_no_other_from_being_done(app, chores):
    assert scheduler.run_once(app) == {"broken": 0, "sound": 1}
    assert chores == ["broken", "sound"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_thread_goes_on_until_it_is_told_to_stop(app, chores):
    stop = scheduler.start(app)
    (thread,) = [one for one in threading.enumerate() if one.name == "scheduler"]
    while chores.count("sound") < 2:
        stop.wait(0.01)

    stop.set()
    thread.join(timeout=5)

    assert not thread.is_alive()
    assert chores[:2] == ["broken", "sound"]


@pytest.fixture
def slow_post(app, settings, monkeypatch):
    """A mail server that takes a letter and says nothing about it, and more patience than ours."""
    monkeypatch.setattr(mail, "PATIENCE_SECONDS", 2 * processes.PATIENCE_SECONDS)
    with mail_server.running() as (postbox, url):
        postbox.held = asyncio.Event()
        app.config["SETTINGS"] = replace(settings, smtp_url=url)
        yield postbox


def test_a_mail_server_that_takes_its_time_holds_up_letters_alone(
    app, session, right_now, slow_post, monkeypatch
):
    chores = [one for one in scheduler.CHORES if one.name in {"close visits", "send letters"}]
    monkeypatch.setattr(scheduler, "CHORES", tuple(replace(one, every_seconds=0) for one in chores))
    monkeypatch.setattr(scheduler, "TICK_SECONDS", 0.1)
    space = a_space()
    newcomer = a_member(claimed_at=None)
    about_id = an_invitation(a_membership(newcomer, space), now=right_now).id
    kind = LetterKind.INVITATION
    letters.write(session, kind, to=newcomer.id, about_id=about_id, now=right_now)
    session.commit()
    stop = scheduler.start(app)
    try:
        assert slow_post.waiting.wait(processes.PATIENCE_SECONDS)
        closed = right_now - timedelta(minutes=1)
        visit = a_visit(a_member_of(space), space, now=right_now, closes_at=closed)
        session.commit()

        assert processes.awaited(lambda: _left_at(session, visit)) == closed
    finally:
        stop.set()
        slow_post.let_go()
        for thread in threading.enumerate():
            if thread.name in {"scheduler", "letters"}:
                thread.join(processes.PATIENCE_SECONDS)


def _left_at(session, visit):
    found = session.scalar(select(Visit.checked_out_at).where(Visit.id == visit.id))
    session.rollback()  # lets others write
    return found
