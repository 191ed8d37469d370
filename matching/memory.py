"""Large arrays in large pages of memory, which are had at far less cost than many small ones."""

from typing import TypeVar

import numpy as np
import numpy.typing as npt

Number = TypeVar("Number", bound=np.generic)


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
