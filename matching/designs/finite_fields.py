"""Sums and products in finite fields: what designs without repeats are made of."""

from dataclasses import dataclass
from functools import reduce

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Ring:
    """Numbers 0 .. n-1 with sums and products of their own.

    Parameters
    ----------
    plus, times : ndarray of shape (n, n), dtype=intp
        The table of sums and that of products. 0 is nothing, 1 need not be one.
    apart : ndarray of shape (d,), dtype=intp
        Elements, any two of which differ by a number that can be divided by. In a field
        these are all.
    """

    plus: Numbers
    times: Numbers
    apart: Numbers


def ring(order: int) -> Ring:
    """Make a ring of any size with as many elements apart as a product of fields has.

    Parameters
    ----------
    order : int
        How many elements, at least 2.

    Returns
    -------
    ring : Ring
        A field where `order` is a power of a prime; else the product of the fields whose
        orders divide it. Takes some `order`² steps for each field tried.

    Examples
    --------
    >>> ring(4).plus[2].tolist(), ring(4).times[2].tolist()
    ([2, 3, 0, 1], [0, 2, 3, 1])
    >>> [len(ring(order).apart) for order in (7, 8, 9, 10, 12)]
    [7, 8, 9, 2, 3]
    """
    return reduce(_product, (_field(prime, power) for prime, power in _prime_powers(order)))


def _prime_powers(number: int) -> list[tuple[int, int]]:
    """Split a number into powers of primes."""
    found, prime = [], 2
    while number > 1:
        power = 0
        while number % prime == 0:
            number, power = number // prime, power + 1
        if power:
            found.append((prime, power))
        prime += 1
    return found


def _field(prime: int, power: int) -> Ring:
    """Calculate with polynomials, remainders modulo one that cannot be taken apart."""
    order = prime**power
    everything = np.arange(order, dtype=np.intp)
    places = prime ** np.arange(power)
    digits = everything[:, None] // places % prime
    plus = (digits[:, None] + digits) % prime @ places
    for rest in digits:
        times = _products(digits, rest, prime) @ places
        # It cannot be taken apart if no product of two numbers is nothing.
        if times[1:, 1:].all():
            return Ring(plus, times, everything)
    raise AssertionError(order)  # every power of a prime has such a polynomial


def _products(digits: Numbers, rest: Numbers, prime: int) -> Numbers:
    """Multiply everything with everything, where x to the last power is `rest`."""
    shifted = digits
    found = np.zeros((len(digits), *digits.shape), dtype=np.intp)
    for place in range(digits.shape[1]):
        found += digits[:, None, place, None] * shifted
        over = shifted[:, -1:]
        shifted = (np.pad(shifted, ((0, 0), (1, 0)))[:, :-1] + over * rest) % prime
    return found % prime


def _product(one: Ring, other: Ring) -> Ring:
    """Let pairs of numbers add up and multiply each on its own."""
    n = len(other.plus)
    first, second = np.divmod(np.arange(len(one.plus) * n), n)
    plus = one.plus[np.ix_(first, first)] * n + other.plus[np.ix_(second, second)]
    times = one.times[np.ix_(first, first)] * n + other.times[np.ix_(second, second)]
    both = min(len(one.apart), len(other.apart))
    return Ring(plus, times, one.apart[:both] * n + other.apart[:both])
