"""Why two people were introduced, told from one side: what is stored becomes data for a sentence.

Others may change what they offer or leave the room; a reason is shown with the
words it was made with, and only on the day it was made for.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.services.matchmaking.matchmaking import FEWEST_IN_COMMON
from models.industry import INDUSTRIES

MOST = 3
KINDS = frozenset(
    {
        "ask_meets_offer",
        "industries",
        "shared_interest",
        "shared_skill",
        "common_acquaintance",
        "newcomer",
        "same_zone",
    }
)
SAYING_LITTLE = frozenset({"industries", "same_zone"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """One reason as its reader stands to it; `templates/introductions/_reasons.html` says it."""

    kind: str
    is_mine: bool
    """Whether the ask is the reader's, or the reader is the one who is new."""
    ask: str = ""
    offer: str = ""
    ask_kind: str = ""
    words: tuple[str, ...] = ()
    """Shared interests or skills, the zone, both industries, the reader's first, or the tags of an
    ask and an offer that their words do not say."""
    is_guess: bool = False
    """Whether the offer meets the ask less likely than not."""
    is_starter: bool = False
    """Whether it is what the two could begin to talk about."""


def told(
    stored: Iterable[Mapping[str, Any]], *, to: int, visible: Collection[int]
) -> tuple[Why, ...]:
    """Tell the stored reasons to one of the two, who may see the people in `visible`.

    That two people have common acquaintances is said without a name, and only
    when there are several whom the reader may see. That fields differ is said only
    where there is nothing better to say.
    """
    kept = [reason for reason in stored if _may_be_told(reason, visible)]
    if not all(reason["kind"] in SAYING_LITTLE for reason in kept):
        kept = [reason for reason in kept if reason["kind"] != "industries"]
    return tuple(_told(reason, to) for reason in kept[:MOST])


def says_little(whys: Iterable[Why]) -> bool:
    """Say whether nobody could tell from these reasons what the two might talk about."""
    return all(why.kind in SAYING_LITTLE for why in whys)


def acquaintances_in(stored: Iterable[Mapping[str, Any]]) -> set[int]:
    """Give everybody whom the reasons point to without naming them."""
    return {person for reason in stored for person in reason.get("people", ())}


def _may_be_told(reason: Mapping[str, Any], visible: Collection[int]) -> bool:
    kind = reason["kind"]
    if kind == "common_acquaintance":
        return len(set(reason["people"]) & set(visible)) >= FEWEST_IN_COMMON
    if kind == "industries":
        return all(code in INDUSTRIES for code in reason["words"])
    return kind in KINDS


def _told(reason: Mapping[str, Any], to: int) -> Why:
    is_mine = reason.get("who") == to
    words = tuple(reason.get("words", ()))
    if reason["kind"] == "industries":
        words = tuple(INDUSTRIES[code].name for code in (words if is_mine else words[::-1]))
    if reason["kind"] == "ask_meets_offer":
        said = reason["ask"].casefold(), reason["offer"].casefold()
        words = tuple(tag for tag in words if not all(tag.casefold() in one for one in said))
    return Why(
        kind=reason["kind"],
        is_mine=is_mine,
        ask=reason.get("ask", ""),
        offer=reason.get("offer", ""),
        ask_kind=reason.get("ask_kind", ""),
        words=words,
        is_guess=bool(reason.get("is_guess", False)),
        is_starter=bool(reason.get("is_starter", False)),
    )
