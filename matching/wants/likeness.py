"""Which words mean the same: for whoever lists people, whom nobody introduces."""

from collections.abc import Collection, Sequence

import numpy as np

from matching.people.profiles import told_of
from matching.texts.abbreviations import SURE
from matching.texts.encoders import best_encoder, best_taste
from matching.texts.short_forms import ShortForms
from matching.texts.text import LONGEST, Marks, tidy
from matching.types import Want
from matching.wants.comparison import OTHER_TAGS
from matching.wants.gains import AS_LIKELY_AS_NOT


def meets(asks: Sequence[Want], offers: Sequence[Want]) -> Marks:
    """Say which offers meet which asks so that it can be said, whoever else could.

    Parameters
    ----------
    asks, offers : sequence of Want
        Any, of anybody.

    Returns
    -------
    meets : ndarray of shape (a, o), dtype=bool
        Where an introduction of those two people would say it of their words, and where a tag of
        one is a tag of the other, or another name for it. It depends on these two wants alone.

    Notes
    -----
    Texts that were never read are read now, which takes milliseconds each; see `matching.unread`.

    Examples
    --------
    >>> asks = [Want(words="MwSt"), Want(words="A cat")]
    >>> meets(asks, [Want(words="VAT"), Want(words="Tea tasting")]).tolist()
    [[True, False], [False, False]]
    """
    told = [text_of(want) for want in (*asks, *offers)]
    place = {text: at for at, text in enumerate(dict.fromkeys(told))}
    rows = np.array([place[text] for text in told], dtype=np.intp)
    mine, theirs = rows[: len(asks)], rows[len(asks) :]
    if not (len(asks) and len(offers)):
        return np.zeros((len(asks), len(offers)), dtype=np.bool_)
    tagged, alike = _tags(asks, offers)
    doubt = np.where(tagged & ~alike, OTHER_TAGS, np.float32(0))
    evidence = best_encoder(list(place)).evidence(mine, theirs)
    return np.asarray(alike | (evidence - doubt >= AS_LIKELY_AS_NOT))


def text_of(want: Want) -> str:
    """Give the text that is read of an ask or an offer.

    Parameters
    ----------
    want : Want
        Any.

    Returns
    -------
    text : str
        Its words with its tags, tidied.
    """
    return told_of(want.words[:LONGEST], tuple(want.skills))


def other_names(sought: Sequence[str], names: Collection[str]) -> list[set[str]]:
    """Find among some names other names for the same.

    Parameters
    ----------
    sought : sequence of str
        Anything, such as the words that somebody searches for.
    names : collection of str
        Names of tags.

    Returns
    -------
    others : list of set of str
        For each of those sought the names that are the same written short, written out or in
        another language, as far as that is sure. What only means something near is none, and
        nothing is read for it.

    Examples
    --------
    >>> other_names(["MwSt", "tea"], ["VAT", "Tax", "User experience"])
    [{'VAT'}, set()]
    """
    words, told = [tidy(one) for one in sought], {name: tidy(name) for name in names}
    place = {text: at for at, text in enumerate(dict.fromkeys([*words, *told.values()]))}
    speaks = np.zeros((len(words), len(told)), dtype=np.float32)
    left, right = (
        np.array([place[text] for text in texts], dtype=np.intp) for texts in (words, told.values())
    )
    ShortForms(list(place), best_taste().knows).add_to(speaks, left, right)
    return [
        {name for name, is_sure in zip(told, row, strict=True) if is_sure} for row in speaks >= SURE
    ]


def _tags(asks: Sequence[Want], offers: Sequence[Want]) -> tuple[Marks, Marks]:
    """Say which have tags on both sides, and of which some are the same by some name."""
    theirs = [frozenset(want.skills) for want in offers]
    names = sorted(frozenset().union(*theirs))
    mine = sorted({tag for want in asks for tag in want.skills})
    others = dict(zip(mine, other_names(mine, names), strict=True))
    tidied = {name: tidy(name) for name in names}
    same = {tag: {*others[tag], *(n for n in names if tidied[n] == tidy(tag))} for tag in mine}
    tagged = [[bool(want.skills and tags) for tags in theirs] for want in asks]
    alike = [
        [any(not same[tag].isdisjoint(tags) for tag in want.skills) for tags in theirs]
        for want in asks
    ]
    return np.array(tagged), np.array(alike)
