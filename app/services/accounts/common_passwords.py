"""Passwords that everybody tries first.

Not a list of passwords but of what they are made of: with a capital, with
letters written as figures, with figures and signs around, each of the words
below stands for hundreds of the passwords found at the top of every list.
"""

import re
from itertools import pairwise
from pathlib import Path

WORDS = frozenset(Path(__file__).with_name("common_words.txt").read_text().split())
LEET = str.maketrans("@4301!|57$89", "aaeoiiistsbg")
ROWS = (
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "789456123",
    "147258369",
    "159753159",
)
LONGEST_REPEAT = 4
FEWEST_SIGNS = 3


def is_common(password: str, *, about: tuple[str, ...] = ()) -> bool:
    """Whether this is one of the first thousands of guesses.

    `about` is what can be guessed about the person: their name, their e-mail,
    the space.
    """
    folded = password.casefold()
    personal = frozenset(part for words in about for part in _parts(words))
    return (
        len(set(folded)) < FEWEST_SIGNS
        or all(_is_run(part) for part in _apart(folded))
        or _is_repeat(folded)
        or any(core in WORDS or core in personal for core in _cores(folded))
    )


def _cores(folded: str) -> set[str]:
    """Give what is left without the figures and signs around, and with letters for figures."""
    letters = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", folded)
    read = folded.translate(LEET)
    trimmed = re.sub(r"[\W\d_]+$", "", folded).translate(LEET)
    found = {folded, letters, letters.translate(LEET), read, trimmed}
    return found | {re.sub(r"[\W_]", "", core) for core in found}


def _apart(folded: str) -> list[str]:
    """Give the whole if it is a run, else its letters and its figures: a1b2c3d4."""
    if _is_run(folded):
        return [folded]
    letters = "".join(sign for sign in folded if sign.isalpha())
    return [letters, "".join(sign for sign in folded if sign.isdecimal())]


def _parts(words: str) -> set[str]:
    whole = words.casefold()
    parts = {part for part in re.split(r"[\W_]+", whole) if len(part) > LONGEST_REPEAT - 2}
    return {whole, re.sub(r"[\W_]", "", whole), *parts} - {""}


def _is_run(folded: str) -> bool:
    """Whether it walks along the alphabet, the figures or the keyboard, with few jumps."""
    plain = re.sub(r"[\W_]", "", folded)
    jumps = sum(1 for one, other in pairwise(plain) if not _are_neighbours(one, other))
    return jumps * LONGEST_REPEAT <= len(plain) - LONGEST_REPEAT


def _are_neighbours(one: str, other: str) -> bool:
    both = one + other
    return one == other or any(both in row or both in row[::-1] for row in ROWS)


def _is_repeat(folded: str) -> bool:
    """Whether it is one short piece over and over: abcabcabc, 20202020."""
    return any(
        folded == (folded[:size] * len(folded))[: len(folded)]
        for size in range(1, min(LONGEST_REPEAT, len(folded) // 2) + 1)
    )
