"""How often one may try.

Per account and per network, so that neither many guesses at one person nor
one guess at many people gets far.

Nobody is locked out by somebody else's guesses: tries at one account are
counted for each network by itself, and the higher limit for all networks
together leaves the way by a reset link open. Only what failed counts where
many people share one address.
"""

import math
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import cast

from flask import Flask, Response, make_response, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from limits import RateLimitItem, parse_many
from werkzeug.exceptions import TooManyRequests

from app.extensions import device, half_signed_in, limiter, network, settings, view_at_hand
from app.services import addresses, tokens

View = Callable[..., ResponseReturnValue]

POST = ["POST"]
BAD_REQUEST = 400
EVEN_SECONDS = 0.25
"""To note a letter takes a tenth of it."""
LAST_SECONDS = 0.1
PEOPLE = ("presence.today", "profiles.show", "encounters.index")
"""Pages from which somebody could copy the whole house."""


def account() -> str:
    """Tell apart whom a form is about; nobody without the key can read the address from it."""
    email = addresses.folded(request.form.get("email", ""))
    return tokens.token_for("account", email, key=settings().secret_key)


def _account_here() -> str:
    return f"{account()} {network()}"


def _person() -> str:
    # By the person, not the device: whoever signs in once more is still the same.
    return f"member {current_user.id}" if current_user.is_authenticated else device()


def _failed(response: Response) -> bool:
    return response.status_code >= BAD_REQUEST


def signing_in(view: View) -> View:
    """Slow down guessing of passwords."""
    here = _limit("10 per 15 minutes", _account_here, "password here", only=_failed)
    anyone = _limit("100 per 15 minutes", network, "password network", only=_failed)
    return here(anyone(_limit("60 per hour", account, "password account")(view)))


def asking(view: View) -> View:
    """Slow down letters to addresses that a stranger typed."""
    anyone = _limit("40 per hour", network, "letter network")
    return anyone(_limit("6 per hour", account, "letter account")(view))


@contextmanager
def evenly() -> Iterator[None]:
    """Take so long at least for what is done inside, that the time does not tell what it was."""
    ends_at = time.monotonic() + EVEN_SECONDS
    yield
    # On a busy machine one wakes the later, the longer one has slept: so all sleep as long at last.
    for left in (LAST_SECONDS, 0.0):
        time.sleep(max(0.0, ends_at - left - time.monotonic()))


def joining(view: View) -> View:
    """Slow down guessing of links, also by looking; a whole space may join on one evening."""
    guessed = _limit("60 per 15 minutes", network, "link network", methods=None, only=_failed)
    return guessed(view)


def confirming(view: View) -> View:
    """Slow down guessing of one's own password by somebody at one's desk."""
    return _limit("10 per 15 minutes", device, "own password", only=_failed)(view)


def being_oneself(view: View) -> View:
    """Slow down guessing of one's own password, and of the code where one is asked for."""
    return confirming(_with_codes(view, unless=_has_no_second_factor))


def proving(view: View) -> View:
    """Slow down guessing of codes: there are a million, and three of them are right at a time.

    Under one password few are tried in a day, so whoever has learned it gets nowhere; and its
    owner, who may find no try left, goes on at once with a new one.
    """
    return _with_codes(view)


def _with_codes(view: View, *, unless: Callable[[], bool] | None = None) -> View:
    here = _limit("10 per 15 minutes", _proving_here, "code here", only=_failed, unless=unless)
    anyone = _limit("100 per 15 minutes", network, "code network", only=_failed, unless=unless)
    one_password = _limit("30 per day", _proving, "code password", unless=unless)
    one_account = _limit("100 per day", _whose, "code account", unless=unless)
    return here(anyone(one_password(one_account(view))))


def _has_no_second_factor() -> bool:
    return not (current_user.is_authenticated and current_user.has_second_factor)


def _proving() -> str:
    waiting = half_signed_in()
    return f"{waiting.member_id} {waiting.mark}" if waiting else device()


def _proving_here() -> str:
    return f"{_proving()} {network()}"


def _whose() -> str:
    waiting = half_signed_in()
    return f"member {waiting.member_id}" if waiting else _person()


def taking_along(view: View) -> View:
    """Slow down gathering all that is kept of somebody."""
    return _limit("10 per hour", _person, "export", methods=None)(view)


def uploading(view: View) -> View:
    """Slow down drawing pictures anew."""
    return _limit("30 per hour", _person, "picture")(view)


def init_app(app: Flask) -> None:
    """Keep anybody from copying all people: far more pages than one reads, and no more."""
    slow = _limit("90 per minute; 900 per hour", _person, "people", methods=None)
    for endpoint in PEOPLE:
        if endpoint in app.view_functions:
            app.view_functions[endpoint] = slow(cast("View", app.view_functions[endpoint]))


def seconds_to_wait() -> int:
    """Say in how many seconds the page that is refused works again, if nobody else tries.

    All limits of the page count, not only the one that was met first: that one may end in
    minutes, and another holds until tomorrow.
    """
    counts, now = limiter.limiter, time.time()
    ends = [
        counts.get_window_stats(rate, tries.who(), tries.scope).reset_time
        for tries in getattr(view_at_hand(), "tries", ())
        if tries.holds()
        for rate in tries.rates
        if not counts.test(rate, tries.who(), tries.scope)
    ]
    return max(1, math.floor(max(ends, default=now) - now) + 1)


@dataclass(frozen=True, slots=True)
class _Tries:
    """How often a view may be tried, and by whom; kept with the view."""

    rates: tuple[RateLimitItem, ...]
    who: Callable[[], str]
    scope: str
    methods: list[str] | None
    unless: Callable[[], bool] | None

    def holds(self) -> bool:
        """Whether the request at hand is counted."""
        is_counted = self.methods is None or request.method in self.methods
        return is_counted and not (self.unless is not None and self.unless())

    def take(self, who: str) -> bool:
        """Count a try by each rate, or by none when one of them has none left."""
        taken: list[RateLimitItem] = []
        for rate in self.rates:
            if not limiter.limiter.hit(rate, who, self.scope):
                self.give_back(who, taken)
                return False
            taken.append(rate)
        return True

    def give_back(self, who: str, rates: Iterable[RateLimitItem]) -> None:
        """Take a try back; one step for the store, as is counting it."""
        for rate in rates:
            limiter.limiter.hit(rate, who, self.scope, cost=-1)


def _limit(
    rate: str,
    who: Callable[[], str],
    scope: str,
    *,
    methods: list[str] | None = POST,
    only: Callable[[Response], bool] | None = None,
    unless: Callable[[], bool] | None = None,
) -> Callable[[View], View]:
    tries = _Tries(tuple(parse_many(rate)), who, scope, methods, unless)

    def limit(view: View) -> View:
        @wraps(view)
        def limited(*args: object, **kwargs: object) -> ResponseReturnValue:
            if not tries.holds():
                return view(*args, **kwargs)
            me = who()  # what a view does may make somebody else of them
            if not tries.take(me):
                raise TooManyRequests
            try:
                response = make_response(view(*args, **kwargs))
            except TooManyRequests:  # by another limit, so that nothing was looked at
                tries.give_back(me, tries.rates)
                raise
            if only is not None and not only(response):
                tries.give_back(me, tries.rates)
            return response

        limited.tries = (tries, *getattr(view, "tries", ()))  # type: ignore[attr-defined]  # read by `seconds_to_wait`
        return limited

    return limit
