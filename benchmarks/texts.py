"""How well texts are understood, on word pairs made for this, and what reading them costs."""

import csv
import time
from pathlib import Path

import numpy as np

from matching import Want, meets
from matching.similarity import nearest
from matching.texts.encoders import BY_WORD, Blend, best_encoder
from matching.texts.sentence_vectors import SENTENCES
from matching.texts.text import Encoder
from matching.texts.tf_idf import GramSpace

Row = tuple[str, str, str]

# Of these every other pair was used while the reading was tuned, and only the rest is measured.
_HALVED = {"questions", "spellings", "occupations", "duties", "registers", "bios"}
_HALVED |= {"wishes", "tongues", "skills", "labels", "trades"}
_WORDS = Path(__file__).parent / "words"
_SETS = {
    "tags": "tags, and what they stand for",
    "questions": "tags as on sites of questions and answers, held back while tuning",
    "spellings": "tags spelt or named otherwise, of many fields, held back while tuning",
    "work": "what a person does, and the name of the occupation",
    "occupations": "the same in a sentence or two, held back while tuning",
    "duties": "duties as in a list of occupations, held back while tuning",
    "registers": "duties in whatever words, as in a register, held back while tuning",
    "bios": "what people tell of themselves, held back while tuning",
    "needs": "asks in everyday words (four languages), and the offer that meets them",
}
# Written later; each ranks its own right sides alone. One half was looked at, and figures of the
# other were seen, so that it is not called held back.
_LATER = {
    "wishes": "asks as members write them, and the offer that meets them",
    "tongues": "the same in German, French and Spanish",
    "skills": "skills in other words, most without a stem in common",
    "labels": "tags, and what they stand for, of all trades",
    "trades": "what a person does in one line, and the name of the occupation",
}


def rows() -> list[Row]:
    """Measure, and give each figure with its goal."""
    pairs = {name: _pairs(name) for name in _SETS}
    offers = list(dict.fromkeys(offer for listed in pairs.values() for _, offer in listed))
    measured = {name: _held_back(name, listed) for name, listed in pairs.items()}
    return [
        *(_understood(_SETS[name], listed, offers) for name, listed in measured.items()),
        *(_understood_alone(name, title) for name, title in _LATER.items()),
        _said([pair for listed in measured.values() for pair in listed], offers),
        _cost(offers),
    ]


def _pairs(name: str) -> list[tuple[str, str]]:
    with (_WORDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        _, *listed = csv.reader(file)
    return [(ask, offer) for ask, offer in listed]


def _held_back(name: str, listed: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return listed[1::2] if name in _HALVED else listed


def _understood_alone(name: str, title: str) -> Row:
    """Rank the offers of one set for its asks."""
    listed = _pairs(name)
    offers = list(dict.fromkeys(offer for _, offer in listed))
    return _understood(f"{title}, one half", _held_back(name, listed), offers)


def _understood(title: str, pairs: list[tuple[str, str]], offers: list[str]) -> Row:
    """Rank the offers of all sets for each ask of one."""
    read = (
        ("", best_encoder),
        (" by words and letters", lambda texts: Blend(texts, BY_WORD)),
        (" by letters alone", GramSpace),
    )
    figures = [f"{_rank(pairs, offers, encoder):.2f}{by}" for by, encoder in read]
    return (f"Mean reciprocal rank: {title}", "above words", "; ".join(figures))


def _rank(pairs: list[tuple[str, str]], offers: list[str], encoder: Encoder) -> float:
    asks = [ask for ask, _ in pairs]
    found = nearest(asks, offers, top=len(offers), encoder=encoder)
    place = {offer: at for at, offer in enumerate(offers)}
    ranks = [
        1 + [at for at, _ in best].index(place[offer])
        for (_, offer), best in zip(pairs, found, strict=True)
    ]
    return float(np.mean(1 / np.array(ranks)))


def _said(pairs: list[tuple[str, str]], offers: list[str]) -> Row:
    """Say of how many offers it is said that they meet an ask: of those that do, and of others."""
    said = meets([Want(words=ask) for ask, _ in pairs], [Want(words=offer) for offer in offers])
    place = {offer: at for at, offer in enumerate(offers)}
    is_right = np.zeros_like(said)
    is_right[np.arange(len(pairs)), [place[offer] for _, offer in pairs]] = True
    right, wrong = said[is_right].mean(), said[~is_right].mean()
    words = "Offers said to meet an ask, of those that do; and of all others"
    return (words, "most; few", f"{right:.0%}; {wrong:.2%}")


def _cost(texts: list[str]) -> Row:
    """Read texts of few words that were never read, and some of a thousand letters."""
    long = [" ".join(texts[start : start + 50])[:1_000] for start in range(0, 300, 50)]
    SENTENCES.read(texts[:1])
    each = _milliseconds(texts) / len(texts), _milliseconds(long) / len(long)
    figure = f"{each[0]:.1f} ms; {each[1]:.0f} ms for a thousand letters"
    return ("Reading a text for the first time, processor time", "a few ms", figure)


def _milliseconds(texts: list[str]) -> float:
    begun = time.process_time()
    SENTENCES.read(texts)
    return 1_000 * (time.process_time() - begun)
