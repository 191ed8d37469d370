"""How a rule says no, in words for a person."""


class Refused(Exception):
    """A request that was understood and will not be done."""

    status = 400
    message = "We could not do that."

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.message)
        self.message = message or self.message


class NotFound(Refused):
    """Nothing is there, or nothing that this member may know of."""

    status = 404
    message = "We could not find that."


class Conflict(Refused):
    """Somebody, perhaps the same person twice, was quicker."""

    status = 409
    message = "That has changed in the meantime. Look again, please."


class SignedOut(Refused):
    """Who sent this was signed in when they began to write it."""

    status = 401
    message = "You are not signed in any more. Sign in, and send it once more."


class LinkEnded(NotFound):
    """A link was used, revoked, has expired, or never was one: nobody is told which."""

    message = "This link does not work any more."
