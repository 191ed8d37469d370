"""Reasons in plain English, for files and notebooks; the app has its own words for each side."""

from matching.proposals import Reason, ReasonKind


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
    words = _GUESS if reason.is_guess else _SENTENCES[reason.kind]
    return words.format(
        who=reason.who,
        other=reason.other,
        ask=reason.ask,
        offer=reason.offer,
        words=" and ".join(reason.words),
        people=" and ".join(reason.people),
    )


_GUESS = '{who} looks for "{ask}"; perhaps this fits: {other} offers "{offer}".'
_SENTENCES = {
    ReasonKind.ASK_MEETS_OFFER: '{who} looks for "{ask}"; {other} offers "{offer}".',
    ReasonKind.INDUSTRIES: "They come from different fields: {words}.",
    ReasonKind.SHARED_INTEREST: "Both like {words}.",
    ReasonKind.SHARED_SKILL: "Both know about {words}.",
    ReasonKind.COMMON_ACQUAINTANCE: "Both have met {people}.",
    ReasonKind.NEWCOMER: "{who} is new here; {other} knows many people.",
    ReasonKind.SAME_ZONE: "Both sit in {words}.",
}
