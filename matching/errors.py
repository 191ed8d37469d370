"""What can be wrong with what matching is given; each says which value, and why."""


class MatchingError(Exception):
    """Anything that matching refuses to work with."""


class InvalidValue(MatchingError, ValueError):
    """A value that no person, memory or rule can have, such as a negative limit."""


class DuplicatePerson(MatchingError, ValueError):
    """Two people in one room under the same id."""


class InvalidFile(MatchingError, ValueError):
    """A file, or one value in it, that is not what it must be; the path says where."""

    def __init__(self, path: str, fault: str) -> None:
        super().__init__(f"{path}: {fault}")
        self.path = path
