"""Something drawn for each key: evenly, always the same, and another only where more has come."""

# Jump consistent hash: J. Lamping, E. Veach, "A Fast, Minimal Memory, Consistent Hash Algorithm",
# arXiv:1406.2294, 2014. The numbers are theirs.
_TIMES, _WORD, _HALF_WORD = 2_862_933_555_777_941_757, 2**64, 2**31


def drawn(number: int, count: int) -> int:
    """Draw one of so many for a number, from 0; one that comes in addition takes only its share.

    The number should come out of a hash. It takes a few steps, whatever the count.
    """
    place, further = 0, 0
    while further < count:
        place = further
        number = (number * _TIMES + 1) % _WORD
        further = (place + 1) * _HALF_WORD // ((number >> 33) + 1)
    return place
