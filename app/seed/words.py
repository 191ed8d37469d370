"""What people wrote to each other, and for themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from app.seed.encounters import SeedEncounter
from app.seed.introductions import SeedIntroduction

_HELLO_SHARE = 0.45

HELLOS = (
    "Hi! I'm the one with the red thermos by the window. Come over whenever.",
    "Glad you said yes too. Coffee at three?",
    "I'm in until five. I'll bring what I'm working on, if you like.",
    "Hello! I'm on the phone till half past, then free.",
    "I'm at the kitchen table, behind far too many papers.",
    "Five minutes or an hour, both are fine with me.",
    "I'd love to hear how you began. I'm on the sofa by the stairs.",
    "Shall we take the soup together?",
    "I've wondered about exactly this for weeks. When suits you?",
    "Grey jumper, big headphones, happy to take them off.",
    "Good morning! I leave early today; tomorrow works as well.",
    "Walk around the basin after lunch?",
    "I've only a small question, but it keeps me awake.",
    "I'm the loud typist. Sorry, and hello.",
    "Nice to be introduced. I'll be by the coffee machine at eleven.",
    "I brought samples. Come before they're gone.",
)

NOTES = (
    "Sat by the window. Laughs quietly. Ask again about the trip in spring.",
    "Knows someone at the port; will send me the name.",
    "Has a dog called Bolt. Vegetarian. Owes me a book.",
    "Talked for an hour about prices. I should raise mine.",
    "Wants to come and see our kitchen, any Friday.",
    "Speaks slowly and means every word. Good person to test ideas on.",
    "Twins, eight years old. New flat near the canal.",
    "Promised to taste the carrot ferment and be honest.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedHello:
    """One short message: about which introduction (by number), from whom, when."""

    introduction: int
    sender: int
    words: str
    sent_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedNote:
    """What one member keeps about another."""

    member: int
    about: int
    words: str
    written_at: datetime


def hellos(
    introductions: Sequence[SeedIntroduction], rng: np.random.Generator
) -> tuple[SeedHello, ...]:
    """Let some of those who both said yes write first."""
    said: list[SeedHello] = []
    for number, introduction in enumerate(introductions):
        agreed_at = introduction.agreed_at
        if agreed_at is None or rng.random() > _HELLO_SHARE:
            continue
        sender = introduction.pair[int(rng.integers(2))]
        words = HELLOS[int(rng.integers(len(HELLOS)))]
        sent_at = agreed_at + timedelta(minutes=3)
        said.append(SeedHello(introduction=number, sender=sender, words=words, sent_at=sent_at))
    return tuple(said)


def notes(member: int, encounters: Sequence[SeedEncounter]) -> tuple[SeedNote, ...]:
    """Let one member keep a few lines about those met last."""
    met = [one for one in encounters if member in one.pair and one.noted_by in (None, member)]
    latest = sorted(met, key=lambda encounter: encounter.noted_at, reverse=True)
    about = dict.fromkeys(one.first + one.second - member for one in latest)
    when = {one.first + one.second - member: one.noted_at for one in reversed(latest)}
    return tuple(
        SeedNote(member=member, about=other, words=words, written_at=when[other])
        for other, words in zip(about, NOTES[:5], strict=False)
    )
