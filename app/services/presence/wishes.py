"""Whom of those in a member wants to see: what can be wished for, and who fits."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.services.matchmaking.matchmaking_fits import other_names
from app.services.presence.cards import folded, industry_name
from app.services.presence.fits import Fitted

MOST_WORDS = 8
LONGEST_WISH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Whom the viewer wants to see; what is empty does not matter."""

    is_open: bool = False
    tag: str = ""
    industry: str = ""
    zone: str = ""
    words: str = ""

    @property
    def is_any(self) -> bool:
        """Whether anybody will do."""
        return self == ANYBODY


ANYBODY = Wish()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What can be wished for, as pairs of a value and its name."""

    tags: list[tuple[str, str]]
    industries: list[tuple[str, str]]
    zones: list[tuple[str, str]]


def fitting(people: Iterable[Fitted], wish: Wish) -> list[Fitted]:
    """Give those of these people whom the viewer wants to see.

    A tag, and each word of a search, is found by its other names, too.
    """
    everybody = list(people)
    if wish.is_any:
        return everybody
    words = folded(wish.words[:LONGEST_WISH]).split()[:MOST_WORDS]
    sought = [wish.tag, " ".join(words), *words]
    as_tag, as_one, *as_words = other_names(sought, _tags(everybody))
    return [
        one
        for one in everybody
        if not (wish.is_open and one.person.stay.heads_down_until is not None)
        and (not wish.tag or wish.tag in one.answers or _has(one, wish.tag, as_tag))
        and wish.industry in ("", one.person.card.industry_code)
        and wish.zone in ("", one.person.stay.zone)
        and (_is_named(one, as_one) or _is_found(one, words, as_words))
    ]


def choices(people: Iterable[Fitted], wish: Wish, *, sought: dict[str, str]) -> Choices:
    """Give what can be wished for: only what somebody has whom the viewer sees.

    What was wished for stays a choice, in the viewer's own words, when the last one
    who had it has just left.
    """
    tags = {wish.tag: sought.get(wish.tag, wish.tag)}
    codes, zones = {wish.industry}, {wish.zone}
    for (stay, card), _fit, _answers in people:
        tags |= card.tags
        codes.add(card.industry_code)
        zones.add(stay.zone)
    return Choices(
        tags=_by_name(tags),
        industries=_by_name({code: industry_name(code) or code for code in codes}),
        zones=_by_name({zone: zone for zone in zones}),
    )


def _tags(people: Iterable[Fitted]) -> set[str]:
    names: set[str] = set()
    for one in people:
        names.update(one.person.card.tags.values(), one.person.card.sought.values())
    return names


def _has(one: Fitted, key: str, names: set[str]) -> bool:
    tags = one.person.card.tags
    return key in tags or not names.isdisjoint(tags.values())


def _is_named(one: Fitted, names: set[str]) -> bool:
    card = one.person.card
    return bool(names) and not (
        names.isdisjoint(card.tags.values()) and names.isdisjoint(card.sought.values())
    )


def _is_found(one: Fitted, words: list[str], named: list[set[str]]) -> bool:
    told = folded(one.person.card.words)
    return all(
        word in told or _is_named(one, names) for word, names in zip(words, named, strict=True)
    )


def _by_name(names: dict[str, str]) -> list[tuple[str, str]]:
    named = [(key, name) for key, name in names.items() if key]
    return sorted(named, key=lambda pair: folded(pair[1]))
