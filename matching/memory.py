"""Large arrays where memory is had, and read, at the least cost."""

from typing import TypeVar

import numpy as np
import numpy.typing as npt

Number = TypeVar("Number", bound=np.generic)
_LINE = 64


def zeros(shape: tuple[int, ...], dtype: type[Number]) -> npt.NDArray[Number]:
    """Make an array of nothing but zeros.

    Parameters
    ----------
    shape : tuple of int
        How large it is.
    dtype : type
        Of what.

    Returns
    -------
    zeros : ndarray of that shape and type
        Written now. NumPy asks for large pages of memory that is not yet written, but not for
        memory that the system promises to be zero, of which each small page is then fetched on
        its first use: for an array of 14 MB that takes twenty times as long.

    Examples
    --------
    >>> zeros((2, 2), np.uint16).tolist()
    [[0, 0], [0, 0]]
    """
    found = np.empty(shape, dtype=dtype)
    found.fill(0)
    return found


def aligned(shape: tuple[int, ...], dtype: type[Number]) -> npt.NDArray[Number]:
    """Make an array that begins where a line of memory does, and is not written yet.

    Parameters
    ----------
    shape : tuple of int
        How large it is.
    dtype : type
        Of what.

    Returns
    -------
    aligned : ndarray of that shape and type
        A line is the most that the processor reads at once; of what lies across two it reads both.

    Examples
    --------
    >>> aligned((2, 16), np.float32).ctypes.data % 64
    0
    """
    size = int(np.prod(shape)) * np.dtype(dtype).itemsize
    room = np.empty(size + _LINE, dtype=np.uint8)
    start = -room.ctypes.data % _LINE
    return room[start : start + size].view(dtype).reshape(shape)
