"""A small sentence model: its numbers read from a file, its layers in NumPy."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from matching.processors import one_thread, shared_out
from matching.texts.model_file import numbers_in
from matching.texts.text import Floats

Tokens = Sequence[Sequence[int]]

_HEADS = 12
# Pieces of words that are read of a text; the model was trained on no longer ones.
_LONGEST = 128
# Pieces of words that pass through the layers at a time: enough for large products, and
# few enough to stay near the processor.
_AT_A_TIME = 768
_SMALLEST = np.float32(1e-12)
# The last layers see to what the model was trained for, and what comes before them is nearer to
# the words.
_LAST = 2


class Transformer:
    """Reads short texts as unit vectors of meaning.

    Parameters
    ----------
    folder : Path
        Holds ``model.safetensors`` and ``tokenizer.json`` of a BERT encoder [1]_ [2]_.

    Raises
    ------
    OSError
        If the files are missing.
    ValueError, KeyError
        If they are not what they should be.

    Notes
    -----
    Texts are neither padded nor mixed: the pieces of words of many texts pass through the
    large products together, and only attention works text by text, those of one length at
    a time. Time is some thousandths of a second for ten words. The numbers stay in
    the file, mapped into memory, so that the processes of one machine share them.

    References
    ----------
    .. [1] J. Devlin, M.-W. Chang, K. Lee, K. Toutanova, "BERT: pre-training of deep
       bidirectional transformers for language understanding", NAACL 2019.
    .. [2] N. Reimers, I. Gurevych, "Sentence-BERT", EMNLP 2019.
    """

    def __init__(self, folder: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_LONGEST)
        held = numbers_in(folder / "model.safetensors")
        self._words = held["embeddings.word_embeddings.weight"]
        kinds = held["embeddings.token_type_embeddings.weight"]
        self._places: Floats = held["embeddings.position_embeddings.weight"] + kinds[0]
        self._first = _Norm(held, "embeddings.LayerNorm")
        self._layers = [_Layer(held, f"encoder.layer.{k}.") for k in range(_count_layers(held))]

    def __call__(self, texts: Sequence[str], *, ends: float = 1, before: float = 0) -> Floats:
        """Read texts.

        Parameters
        ----------
        texts : sequence of str
            Any texts; of long ones the beginning is read.
        ends : float, default=1
            How much the marks at either end of a text count; a piece of a word counts 1.
        before : float, default=0
            How much counts what was understood before the last layers; the end counts 1.

        Returns
        -------
        vectors : ndarray of shape (n, d), dtype=float32
            Of length 1; the zero vector for a text without any word.
        """
        tokens = [found.ids for found in self._tokenizer.encode_batch(list(texts))]
        vectors = np.zeros((len(tokens), self._words.shape[1]), dtype=np.float32)
        # Two marks, one at either end, are all there is of an empty text.
        worded = [row for row, ids in enumerate(tokens) if len(ids) > 2]  # noqa: PLR2004 - its begin and its end
        worded.sort(key=lambda row: len(tokens[row]))

        def read(rows: list[int]) -> None:
            vectors[rows] = self._read([tokens[row] for row in rows], ends, before)

        # Each processor reads texts of its own. Where several multiply together, all wait for the
        # slowest after each product, and while another program takes one of them, for long.
        with one_thread():
            shared_out(read, _batches(worded, tokens))
        return vectors

    def knows(self, word: str) -> bool:
        """Say whether something is read in one piece, as words are that are often written.

        Parameters
        ----------
        word : str
            In small letters.

        Returns
        -------
        knows : bool
            False where it is read piece by piece.
        """
        return self._tokenizer.token_to_id(word) is not None

    def _read(self, tokens: Tokens, ends: float, before: float) -> Floats:
        """Read texts that are sorted by their number of tokens."""
        lengths = np.array([len(ids) for ids in tokens])
        start = np.cumsum(lengths) - lengths
        place = np.arange(lengths.sum()) - np.repeat(start, lengths)
        told = self._words[np.concatenate([np.array(ids) for ids in tokens])]
        state = self._first(told + self._places[place])
        for layer in self._layers[:-_LAST]:
            state = layer(state, lengths)
        early = _mean(state, start, ends) if before else np.float32(0)
        for layer in self._layers[-_LAST:]:
            state = layer(state, lengths)
        return _unit(_mean(state, start, ends) + np.float32(before) * early)


def _mean(state: Floats, start: npt.NDArray[np.int_], ends: float) -> Floats:
    """Give the direction of the mean of each text's tokens."""
    marks = state[start] + state[np.append(start[1:], len(state)) - 1]
    return _unit(np.add.reduceat(state, start, axis=0) - np.float32(1 - ends) * marks)


def _unit(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


class _Norm:
    """Brings each row to mean 0 and variance 1, and then to where it was trained to be."""

    def __init__(self, held: dict[str, Floats], name: str) -> None:
        self._scale, self._shift = held[f"{name}.weight"], held[f"{name}.bias"]

    def __call__(self, state: Floats) -> Floats:
        state -= state.mean(axis=1, keepdims=True)
        variance = np.einsum("td,td->t", state, state) / np.float32(state.shape[1])
        state /= np.sqrt(variance + _SMALLEST)[:, None]
        state *= self._scale
        state += self._shift
        return state


class _Product:
    """Multiplies by one or several matrices side by side, and adds what belongs to them."""

    def __init__(self, held: dict[str, Floats], *names: str) -> None:
        matrices = [held[f"{name}.weight"] for name in names]
        self._matrix = matrices[0] if len(matrices) == 1 else np.concatenate(matrices)
        self._shift = np.concatenate([held[f"{name}.bias"] for name in names])

    def __call__(self, state: Floats) -> Floats:
        product = state @ self._matrix.T
        product += self._shift
        return product


class _Layer:
    """One layer: every token looks at its text, then at itself."""

    def __init__(self, held: dict[str, Floats], name: str) -> None:
        looks = [f"{name}attention.self.{part}" for part in ("query", "key", "value")]
        self._look = _Product(held, *looks)
        self._seen = _Product(held, f"{name}attention.output.dense")
        self._after_seeing = _Norm(held, f"{name}attention.output.LayerNorm")
        self._widen = _Product(held, f"{name}intermediate.dense")
        self._narrow = _Product(held, f"{name}output.dense")
        self._after_thought = _Norm(held, f"{name}output.LayerNorm")

    def __call__(self, state: Floats, lengths: npt.NDArray[np.int_]) -> Floats:
        seen = self._seen(_attended(self._look(state), lengths))
        seen += state
        state = self._after_seeing(seen)
        thought = self._narrow(_bent(self._widen(state)))
        thought += state
        return self._after_thought(thought)


def _attended(looks: Floats, lengths: npt.NDArray[np.int_]) -> Floats:
    """Let every token take from the others of its text what it looks for, head by head."""
    width = looks.shape[1] // 3
    seen = np.empty((len(looks), width), dtype=np.float32)
    end = 0
    for length, count in zip(*np.unique(lengths, return_counts=True), strict=True):
        start, end = end, end + length * count
        parts = looks[start:end].reshape(count, length, 3, _HEADS, width // _HEADS)
        query, key, value = parts.transpose(2, 0, 3, 1, 4)
        weight = query @ key.transpose(0, 1, 3, 2)
        weight /= np.float32(np.sqrt(width // _HEADS))
        weight -= weight.max(axis=-1, keepdims=True)
        np.exp(weight, out=weight)
        weight /= weight.sum(axis=-1, keepdims=True)
        seen[start:end] = (weight @ value).transpose(0, 2, 1, 3).reshape(-1, width)
    return seen


def _bent(state: Floats) -> Floats:
    """Let through what is above 0, softly: GELU in its form with a hyperbolic tangent.

    It differs from the exact form by at most a thousandth, which no text's neighbours
    notice, and takes a fifth of the time.
    """
    inner = state * state
    inner *= np.float32(0.044715)
    inner += 1
    inner *= state
    inner *= np.float32(np.sqrt(2 / np.pi))
    np.tanh(inner, out=inner)
    inner += 1
    inner *= state
    inner *= np.float32(0.5)
    return inner


def _batches(rows: list[int], tokens: Tokens) -> Iterator[list[int]]:
    """Cut rows so that each batch has a bounded number of tokens, at least one row."""
    batch: list[int] = []
    size = 0
    for row in rows:
        if batch and size + len(tokens[row]) > _AT_A_TIME:
            yield batch
            batch, size = [], 0
        batch.append(row)
        size += len(tokens[row])
    if batch:
        yield batch


def _count_layers(held: dict[str, Floats]) -> int:
    return sum(name.endswith(".attention.self.query.weight") for name in held)
