"""Reasons in plain English, for files and notebooks; the app has its own words for each side."""

import textwrap

from matching.messages import listed, told_people
from matching.proposals import Reason, ReasonKind
from matching.texts.text import tidy

# A sentence is read at a glance; the whole words stand beside it.
_LONGEST = 200


def sentence(reason: Reason) -> str:
    """Say a reason in one sentence.

    Parameters
    ----------
    reason : Reason
        As matching gives it.

    Returns
    -------
    sentence : str
        Without names: people are called by their ids.

    Examples
    --------
    >>> sentence(Reason(kind=ReasonKind.ASK_MEETS_OFFER, strength=0.5, who="ana", other="bo",
    ...     ask="a logo", offer="logo design"))
    'ana looks for "a logo"; bo offers "logo design".'
    >>> sentence(Reason(kind=ReasonKind.SHARED_INTEREST, strength=0.5, words=("tea", "chess")))
    'Both like tea and chess.'
    """
    ask, offer = _quoted(reason.ask), _quoted(reason.offer)
    words = _GUESS if reason.is_guess else _SENTENCES[reason.kind]
    return words.format(
        who=reason.who,
        other=reason.other,
        ask=ask,
        offer=offer,
        words=listed(list(map(_beginning, reason.words))) if reason.words else "",
        people=told_people(reason.people),
        tags=_tags(reason, tidy(ask), tidy(offer)),
    )


def _quoted(words: str) -> str:
    """Quote what somebody wrote, of long texts the beginning, on one line."""
    said = _beginning(words)
    return f"“{said}”" if '"' in said else f'"{said}"'


def _beginning(words: str) -> str:
    said = textwrap.shorten(words, _LONGEST, placeholder="…")
    return said if said != "…" else f"{words[:_LONGEST]}…"


def _tags(reason: Reason, *said: str) -> str:
    """Name the tags that both carry where nothing that is said names them."""
    tags = [tag for tag in reason.words if not all(tidy(tag) in words for words in said)]
    return f" (both: {listed(list(map(_beginning, tags)))})" if tags else ""


_GUESS = "{who} looks for {ask}; perhaps this fits: {other} offers {offer}{tags}."
_SENTENCES = {
    ReasonKind.ASK_MEETS_OFFER: "{who} looks for {ask}; {other} offers {offer}{tags}.",
    ReasonKind.INDUSTRIES: "They come from different fields: {words}.",
    ReasonKind.SHARED_INTEREST: "Both like {words}.",
    ReasonKind.SHARED_SKILL: "Both know about {words}.",
    ReasonKind.COMMON_ACQUAINTANCE: "Both have met {people}.",
    ReasonKind.NEWCOMER: "{who} is new here; {other} knows many people.",
    ReasonKind.SAME_ZONE: "Both sit in {words}.",
}
