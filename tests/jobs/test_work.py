"""The background work in processes of its own: at once, killed, again."""

import asyncio
import signal
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from app.services import letters
from models import Letter, LetterKind, Visit
from tests import commands, processes
from tests.commands import Command
from tests.factories import a_member, a_member_of, a_membership, a_space, a_visit, an_invitation


@pytest.fixture
def told(tmp_path, database_url, post):
    return commands.environment(tmp_path, database_url, post[1])


def _invite(session, people):
    now = datetime.now(UTC)
    space = a_space()
    for _ in range(people):
        membership = a_membership(a_member(claimed_at=None), space)
        invitation = an_invitation(membership, now=now)
        letters.write(
            session,
            LetterKind.INVITATION,
            to=membership.member_id,
            about_id=invitation.id,
            now=now,
        )
    session.commit()


def test_three_workers_at_once_send_each_letter_once(session, post, told):
    _invite(session, 12)

    for worker in [Command("work", "--once", told=told) for _ in range(3)]:
        worker.finished()

    ids = [letter["Message-ID"] for letter in post[0].letters]
    assert (len(ids), len(set(ids))) == (12, 12)


def test_a_worker_killed_while_sending_loses_nothing(session, post, told):
    _invite(session, 1)
    post[0].held = asyncio.Event()
    worker = Command("work", "--once", told=told)
    try:
        assert post[0].waiting.wait(processes.PATIENCE_SECONDS)
    finally:
        worker.process.kill()
    assert processes.ended(worker.process) == -signal.SIGKILL
    post[0].held = None
    post[0].letters.clear()
    assert Command("work", "--once", told=told).finished().count("letters: 0") == 1

    session.execute(update(Letter).values(claimed_until=datetime.now(UTC) - timedelta(seconds=1)))
    session.commit()
    Command("work", "--once", told=told).finished()

    kept = session.scalars(select(Letter).execution_options(populate_existing=True)).one()
    (letter,) = post[0].letters
    assert letter["Message-ID"].startswith(f"<{kept.message_id}@")
    assert (kept.attempts, kept.sent_at is not None) == (2, True)


def test_work_closes_the_visits_of_a_closed_space(session, told):
    now = datetime.now(UTC)
    space = a_space()
    closed = a_visit(a_member_of(space), space, now=now, closes_at=now - timedelta(minutes=5))
    a_visit(a_member_of(space), space, now=now)
    session.commit()

    said = Command("work", "--once", told=told).finished()

    assert "close visits: 1" in said
    ended = session.execute(
        select(Visit.id, Visit.checked_out_at).where(Visit.checked_out_at.is_not(None))
    ).all()
    assert ended == [(closed.id, now - timedelta(minutes=5))]
