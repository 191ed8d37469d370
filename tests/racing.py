"""Several real processes on one database: at once, or killed in the middle."""

import functools
import os
import signal
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.extensions import make_engine
from app.services.errors import Refused
from app.services.introductions import follow_ups, hellos, introductions
from app.services.members import erasure
from app.services.mixers import doors, false_starts, mixer_invitations, rounds
from app.services.mixers.doors import Mark
from app.services.seating import rsvps, seating_chairs
from app.services.seating.seating_chairs import Chair
from models import Introduction, Letter, Mixer, Reply, Space, Visit, VisitSource
from tests import processes
from tests.processes import PATIENCE_SECONDS

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)


def answer(session, introduction_id, by, reply, *together):
    introductions.answer(
        session, introduction_id, by=by, reply=Reply(reply), now=NOON, together_with=together
    )


def leave_for_good(session, member_id):
    erasure.erase(session, member_id)


def say_hello(session, introduction_id, by, words):
    hellos.say(session, introduction_id, words, by=by, now=NOON)


def say_we_met(session, introduction_id, by):
    follow_ups.record(session, introduction_id, by=by, did_meet=True, now=NOON)


def propose(session, space_id):
    introductions.propose(session, session.get_one(Space, space_id), now=NOON)


def arrive(session, space_id, member_id):
    """Check somebody in, as barely as can be."""
    session.add(
        Visit(
            space_id=space_id,
            member_id=member_id,
            day=NOON.date(),
            source=VisitSource.SELF,
            is_listed=True,
            checked_in_at=NOON,
            closes_at=NOON + timedelta(hours=6),
            changed_at=NOON,
        )
    )


def come(session, mixer_id, member_id):
    choice = rsvps.Choice(is_listed=False, wants_letters=True)
    rsvps.come(session, session.get_one(Mixer, mixer_id), choice, by=member_id, now=NOON)


def decline(session, mixer_id, member_id):
    rsvps.decline(session, session.get_one(Mixer, mixer_id), by=member_id, now=NOON)


def invite(session, mixer_id, membership_ids):
    mixer = session.get_one(Mixer, mixer_id)
    space = session.get_one(Space, mixer.space_id)
    mixer_invitations.invite(session, mixer, space, membership_ids, now=NOON)


def ask_whether_met(session, now):
    follow_ups.ask_whether_met(session, now=now)


def begin_round(session, mixer_id, number):
    mixer = session.get_one(Mixer, mixer_id)
    space = session.get_one(Space, mixer.space_id)
    rounds.begin(session, mixer, space, number=number, now=NOON + timedelta(minutes=15 * number))


def take_round_back(session, mixer_id):
    """Let the first round be as if it had not begun, which began at noon."""
    mixer, seen = session.get_one(Mixer, mixer_id), false_starts.second_of(NOON)
    false_starts.take_back(session, mixer, seen=seen, now=NOON + timedelta(minutes=1))


def extend_round(session, mixer_id, number):
    mixer = session.get_one(Mixer, mixer_id)
    rounds.extend(session, mixer, number=number, seen=0, now=NOON + timedelta(minutes=16))


def take_chair(session, mixer_id, attendee_id, table):
    """Seat a latecomer four minutes after the first round has begun."""
    mixer = session.get_one(Mixer, mixer_id)
    space = session.get_one(Space, mixer.space_id)
    now = NOON + timedelta(minutes=4)
    chair = Chair(table=table)
    seating_chairs.take(session, mixer, space, attendee_id, number=1, chair=chair, now=now)


def come_back(session, mixer_id, attendee_id):
    """Note at the same moment that somebody is back who had left."""
    mixer = session.get_one(Mixer, mixer_id)
    doors.mark(session, mixer, attendee_id, Mark.CAME, now=NOON + timedelta(minutes=4))


def _run(session, call):
    action, *given = call
    try:
        action(session, *given)
    except Refused as refused:
        session.rollback()
        return type(refused).__name__
    session.commit()
    return "done"


def _safely(session, call):
    try:
        return _run(session, call)
    except Exception as error:  # noqa: BLE001 - told to the test, which expects none
        return repr(error)[:300]


def _serve(line, barrier):
    engine_of = functools.cache(make_engine)  # an engine keeps what it has compiled
    while (errand := line.recv()) is not None:
        url, calls = errand
        engine = engine_of(url)
        barrier.wait(PATIENCE_SECONDS)
        outcomes = []
        for call in calls:
            with Session(engine) as session:
                outcomes.append(_safely(session, call))
        engine.dispose()
        line.send(outcomes)


class Crew:
    """Processes that wait for work, so that a race starts when all are ready."""

    def __init__(self, size):
        # Kept: a barrier that nobody holds here is gone before the processes have found it.
        self.barrier = processes.forks.Barrier(size)
        self.lines = []
        for _worker in range(size):
            ours, theirs = processes.forks.Pipe()
            processes.started(_serve, theirs, self.barrier)
            self.lines.append(ours)

    def race(self, url, *workers):
        """Let each worker do its calls, all starting together; give all outcomes, sorted."""
        idle = [[]] * (len(self.lines) - len(workers))
        for line, calls in zip(self.lines, [*workers, *idle], strict=True):
            line.send((url, list(calls)))
        answered = []
        for line in self.lines:
            assert line.poll(PATIENCE_SECONDS), "a worker does not answer"
            answered += line.recv()
        return sorted(answered)

    def dismiss(self):
        """Let everybody go home."""
        for line in self.lines:
            line.send(None)


def _die(url, call, when):
    action, *given = call
    with Session(make_engine(url)) as session:
        action(session, *given)
        session.flush()
        if when == "after":
            session.commit()
        os.kill(os.getpid(), signal.SIGKILL)


def killed(url, call, *, when):
    """Do a call in a process that is killed before or after its commit."""
    assert processes.ended(processes.started(_die, url, call, when)) == -signal.SIGKILL


def letters(session):
    """Give all letters that were noted: kind, to whom, about what."""
    session.expire_all()
    rows = session.execute(select(Letter.kind, Letter.member_id, Letter.about_id))
    return sorted((kind.value, member_id, about_id) for kind, member_id, about_id in rows)


def replies(session):
    """Give what both said in each introduction, and whether a moment of agreement is set."""
    session.expire_all()
    rows = session.scalars(select(Introduction).order_by(Introduction.id))
    return [(row.first_reply, row.second_reply, row.agreed_at is not None) for row in rows]
