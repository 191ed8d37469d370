"""What was read of members' words is not read again after a restart, and goes with the words."""

from collections import OrderedDict

import pytest
from sqlalchemy import func, select, update

from app.services.matchmaking import matchmaking
from app.services.members import erasure
from app.services.profiles import offers, profiles
from matching import preparation
from matching.texts import cache, sentence_vectors, vectors
from models import Meaning, Offer
from tests.factories import a_space
from tests.helping import helper


@pytest.fixture
def read(monkeypatch):
    """Count what the encoder reads from here on, in a process that has read nothing."""
    seen = []
    model = sentence_vectors._model()

    def reading(texts, **how):
        # Names are read within a sentence, too.
        seen.extend(text for text in texts if not text.startswith("questions about "))
        return model(texts, **how)

    reading.knows = model.knows
    monkeypatch.setattr(sentence_vectors, "_model", lambda: reading)
    restart(monkeypatch)
    return seen


def restart(monkeypatch):
    monkeypatch.setattr(cache, "_MEMORY", {})
    monkeypatch.setattr(vectors, "_SHELVES", {})
    monkeypatch.setattr(preparation, "_KEPT", OrderedDict())


@pytest.fixture
def room(session, now):
    space = a_space()
    ana = helper(space, now, "leases", wants="labels", industry="N-law")
    bo = helper(space, now, "labels", wants="leases", industry="C-food")
    return space, ana, bo


def kept_of(session, member):
    return session.scalar(
        select(func.count()).select_from(Meaning).where(Meaning.member_id == member.id)
    )


def test_after_a_restart_nothing_is_read_again_and_the_answer_is_the_same(
    session, now, room, read, monkeypatch
):
    space, *_ = room
    first = matchmaking.todays(session, space, now=now)
    assert read
    read.clear()

    restart(monkeypatch)

    assert matchmaking.todays(session, space, now=now) == first
    assert read == []


def test_only_what_is_new_is_read_and_what_is_no_longer_said_is_not_kept(
    session, now, room, read, monkeypatch
):
    space, ana, _bo = room
    matchmaking.todays(session, space, now=now)
    before = kept_of(session, ana)
    read.clear()
    offers.add(session, by=ana.id, words="Folding paper boats", tags=[], now=now)

    restart(monkeypatch)
    matchmaking.todays(session, space, now=now)

    assert "folding paper boats" in read
    assert kept_of(session, ana) == before + 1


def take_back_an_offer(session, who):
    offer = session.scalars(select(Offer.id).where(Offer.member_id == who.id)).first()
    offers.remove(session, offer, by=who.id)


def say_it_otherwise(session, who):
    profiles.describe(session, by=who.id, headline="Else", working_on="")


def leave(session, who):
    erasure.erase(session, who.id)


@pytest.mark.parametrize("change", [take_back_an_offer, say_it_otherwise, leave])
def test_meanings_go_with_the_words_they_were_read_from(session, now, room, read, change):
    space, ana, bo = room
    matchmaking.todays(session, space, now=now)
    assert kept_of(session, ana) > 0

    change(session, ana)

    assert kept_of(session, ana) == 0
    assert kept_of(session, bo) > 0
    assert read


@pytest.mark.parametrize(
    "broken", [{"edition": "an older one"}, {"vector": b"short"}, {"vector": b"\xff" * 768}]
)
def test_what_another_edition_read_or_is_broken_is_read_anew(
    session, now, room, read, monkeypatch, broken
):
    space, *_ = room
    first = matchmaking.todays(session, space, now=now)
    session.execute(update(Meaning).values(broken))
    read.clear()

    restart(monkeypatch)

    assert matchmaking.todays(session, space, now=now) == first
    assert read
    read.clear()
    restart(monkeypatch)
    matchmaking.todays(session, space, now=now)
    assert read == []


def test_a_second_look_writes_nothing_even_where_somebody_has_had_enough(session, now, room, read):
    space, *_ = room
    idle = helper(space, now, "boats", wants="kites", industry="F", introductions_per_day=0)
    matchmaking.todays(session, space, now=now)
    session.execute(update(Meaning).values(edition="marked"))

    matchmaking.todays(session, space, now=now)

    assert set(session.scalars(select(Meaning.edition))) == {"marked"}
    assert kept_of(session, idle) == 0
    assert read
