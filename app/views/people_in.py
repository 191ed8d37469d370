"""The list of who is in as a page shows it: rendered cards, kept while they are true."""

import hashlib
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from flask import get_template_attribute, request, url_for
from flask_babel import get_locale
from markupsafe import Markup

from app import i18n
from app.extensions import db
from app.services.cache import Cache, Remembered
from app.services.presence import cards, fits, whos_in, wishes
from app.services.presence.cards import Card, Key
from app.services.presence.fits import Fitted, Wants
from app.services.presence.whos_in import Person, Present
from app.services.presence.wishes import Wish
from app.services.viewers import Here
from app.views import pages
from models import Space, Visit

MOST_KEPT = 4000
MOST_REMEMBERED = 2000
BEHIND = Markup("<!---->")
"""Ends each card; no card holds it, for what people write is escaped."""
WITHIN = Markup("<!-- -->")
"""Stands in a card wherever something goes that only one viewer is told."""
WORDS = ("tag", "industry", "zone", "words")
STEP = 60
"""So many cards are shown at first, and so many more each time."""


class Further(NamedTuple):
    """The way to more of those in, which leads to the first of them, and how many it adds."""

    url: str
    people: int


Parts = tuple[str, ...]
"""The HTML of a card: what it tells one viewer alone goes between the parts."""

_cards: WeakKeyDictionary[object, Cache[Key, Card]] = WeakKeyDictionary()
"""What the cards tell of each database that this process has open."""
_html: WeakKeyDictionary[object, Cache[Key, Parts]] = WeakKeyDictionary()
"""Those of them that somebody was shown, for of very many only the first are."""
_etags: Remembered[tuple[Hashable, ...], str] = Remembered(at_most=MOST_REMEMBERED)
"""What the list of each viewer showed when last asked."""


@dataclass(frozen=True, slots=True)
class People:
    """Those in whom the viewer may see, and what each has to do with the viewer."""

    stays: list[Present]
    wants: Wants
    """What the viewer looks for and offers."""
    everybody: list[Fitted]
    """Those first with whom there is most to gain."""
    until: datetime
    """When time alone may make others of them, or when another look may tell more."""

    @property
    def ties(self) -> str:
        """Tell by a short mark with whom the viewer has an introduction today."""
        tied = sorted((stay.tie, stay.member_id) for stay in self.stays if stay.tie)
        return _mark(tied) if tied else ""

    @property
    def marks(self) -> str:
        """Tell what `whos_in.marks` would tell now."""
        return "\n".join([stay.mark for stay in self.stays])


def found(here: Here) -> People:
    """Find who is in, and what they and the viewer have for each other."""

    def look_up() -> tuple[People, datetime]:
        people = _found(here)
        return people, people.until

    return pages.found(here, "people", look_up)


def _found(here: Here) -> People:
    stays, day, locale = whos_in.present(db.session, here), here.today, str(get_locale() or "")
    keys = [
        Key(stay.member_id, stay.profile_version, stay.zone, _until(stay, here), day, locale)
        for stay in stays
    ]
    kept = _cards.setdefault(db.engine, Cache(at_most=MOST_KEPT))
    told = kept.all_of(keys, lambda missing: cards.cards_of(db.session, missing))
    wants = fits.wants_of(db.session, here.viewer.id, today=day)
    fitted, is_whole = fits.fitted(db.session, map(Person, stays, told), wants, by=here.viewer.id)
    # What was not read yet is read for the next look.
    until = whos_in.holds_until(stays, here) if is_whole else here.now
    return People(stays, wants, fits.best_first(fitted), until)


def _until(stay: Present, here: Here) -> str:
    return i18n.time_words(stay.heads_down_until, here.space) if stay.heads_down_until else ""


def etag(here: Here, marks: str, *, seen: str) -> str:
    """Tell by a mark what the list shows; nothing goes into it that the viewer may not see.

    `seen` tells which introductions the page has shown, `ties` of those present.
    """
    words = (here.space.id, here.space.time_zone, here.today, str(get_locale()), seen)
    return _mark(marks, words, wished(), most())


def etag_now(here: Here, *, seen: str) -> str:
    """Tell what `etag` would tell now; as long as nobody writes anything, without a query."""

    def look_up() -> tuple[str, datetime]:
        marks, until = whos_in.marks(db.session, here)
        return etag(here, marks, seen=seen), until

    asked = (here.viewer.id, here.space.id, request.query_string, str(get_locale()))
    return _etags.of(asked, look_up, version=db.version, now=here.now)


def forget() -> None:
    """Forget who is in, all cards and pages, as a new process has none; for those who measure."""
    pages.forget()
    _cards.clear()
    _html.clear()


def listed(here: Here, people: People) -> dict[str, object]:
    """Give what the template of the list needs: those who fit, of all, and how many are open."""
    fitting = wishes.fitting(people.everybody, wished())
    return {
        "cards": _told(fitting[: most()]),
        "fitting": len(fitting),
        "open_now": sum([one.person.stay.heads_down_until is None for one in fitting]),
        "everybody": len(people.everybody),
        "further": _further(here, fitting),
    }


def _told(people: list[Fitted]) -> Markup:
    """Put the cards together, each with what it tells this viewer alone."""
    fitted = [one.fit for one in people if any(one.fit)]
    in_html = get_template_attribute("presence/_fits.html", "fit_lines")
    lines = iter(in_html(fitted, BEHIND).split(BEHIND))
    told = [(one.fit, next(lines) if any(one.fit) else "") for one in people]
    shown = _shown([one.person for one in people])
    # Joined as plain text: each is marked as safe already, and asking each again takes long.
    html = "\n".join(
        [
            f"{start}-{_mark(fit)}{middle}{line}{end}" if line else f"{start}{middle}{end}"
            for (start, middle, end), (fit, line) in zip(shown, told, strict=True)
        ]
    )
    return Markup(html)  # noqa: S704 - all of it was escaped when it was rendered


def _shown(people: list[Person]) -> list[Parts]:
    """Give the HTML of these cards, of which only the new ones are rendered."""
    of = {person.card.key: person.card for person in people}
    kept = _html.setdefault(db.engine, Cache(at_most=MOST_KEPT))
    return kept.all_of(list(of), lambda keys: _render([of[key] for key in keys]))


def _further(here: Here, people: list[Fitted]) -> Further | None:
    """Give the way to those who are not shown yet, if there are any."""
    after = people[most() :]
    if not after:
        return None
    asked = urlencode(_asked() | {"most": str(most() + STEP)})
    first = after[0].person.stay
    address = url_for("presence.today", slug=here.space.slug)
    return Further(f"{address}?{asked}#p{first.member_id}", min(STEP, len(after)))


def most() -> int:
    """Read from the address how many cards are wanted."""
    return max(STEP, request.args.get("most", STEP, type=int))


def _asked() -> dict[str, str]:
    """Give the wish as it stands in the address."""
    return {name: words for name in ("open", *WORDS) if (words := request.args.get(name))}


def wished() -> Wish:
    """Read from the address whom the viewer wants to see."""
    most = wishes.LONGEST_WISH
    words = {name: request.args.get(name, "").strip()[:most] for name in WORDS}
    return Wish(is_open="open" in request.args, **words)


def live_url(here: Here, people: People) -> str:
    """Give the address at which the list, as the viewer wants it, is kept true."""
    asked = _asked() | ({"most": str(most())} if most() > STEP else {})
    address = url_for("presence.live", slug=here.space.slug, seen=people.ties)
    return f"{address}&{urlencode(asked)}" if asked else address


def space_of(visit: Visit | None, here: Here) -> Space | None:
    """Give the other space in which the viewer is checked in, if it is one of theirs still."""
    spaces = (membership.space for membership in here.viewer.memberships)
    return next((space for space in spaces if visit and space.id == visit.space_id), None)


def _render(told: list[Card]) -> Iterator[Parts]:
    cards_in_html = get_template_attribute("_macros/people.html", "person_cards")
    # Split as plain text, for the same reason as above.
    html = str(cards_in_html([card.told for card in told], BEHIND, WITHIN))
    return (tuple(card.split(WITHIN)) for card in html.split(BEHIND)[:-1])


def _mark(*parts: object) -> str:
    return hashlib.blake2b(repr(parts).encode(), digest_size=9).hexdigest()
