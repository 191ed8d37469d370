"""What a space allows and prefers: the weights of the parts of worth, and the limits."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

import numpy as np

from matching.errors import InvalidValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each part of the worth of a pair counts, relative to the others.

    Parameters
    ----------
    mutual : float
        Both gain: the harmonic mean of what each can get from the other.
    best_side : float
        The gain of the one who gains more, for fits in one direction only.
    common_ground : float
        Some overlap, neither none nor all; an inverted U.
    cross_industry : float
        Different fields, as far apart as the two like it.
    kind : float
        Asks that a meeting in person serves best, such as a mentor or a supplier.
    acquaintance : float
        People both know.
    bridging : float
        Connects two circles that do not know each other.
    newcomer : float
        Brings somebody new together with somebody well connected.
    zone : float
        Sitting in the same part of the space.
    freshness : float
        Never or not for long proposed to each other.

    Notes
    -----
    Only the proportions matter; worth is divided by the sum of all weights. Gain counts
    most. Common ground decides between pairs of like gain: where both answers to real
    one-to-one meetings were recorded, shared interests foretold a yes no better than chance.

    Where the parts come from: what both gain, and the better side [1]_; common ground [2]_;
    different fields, and never rivals [3]_ [4]_; the same part of the space, as spill-over ends
    after some twenty metres [4]_; nobody again whom one knows [5]_. That people whom both know
    foretell a new contact was measured in offices and at conferences, where bridging foretold the
    opposite: bridging, newcomers and the kind of ask are chosen, as what a space wants.

    References
    ----------
    .. [1] L. Pizzato et al., "RECON: a reciprocal recommender for online dating",
       RecSys 2010.
    .. [2] J. Lane, I. Ganguli, P. Gaule, E. Guinan, K. Lakhani, "Engineering serendipity",
       Strategic Management Journal 42(6), 2021.
    .. [3] J. Cai, A. Szeidl, "Interfirm relationships and business performance",
       Quarterly Journal of Economics 133(3), 2018.
    .. [4] M. P. Roche, A. Oettl, C. Catalini, "Proximate (co-)working: knowledge spillovers
       and social interactions", Management Science, 2024.
    .. [5] P. Ingram, M. W. Morris, "Do people mix at mixers?",
       Administrative Science Quarterly 52(4), 2007.
    """

    mutual: float = 0.50
    best_side: float = 0.22
    common_ground: float = 0.04
    cross_industry: float = 0.10
    kind: float = 0.03
    acquaintance: float = 0.03
    bridging: float = 0.02
    newcomer: float = 0.03
    zone: float = 0.01
    freshness: float = 0.02

    def __post_init__(self) -> None:
        """Refuse weights with which no worth can be computed."""
        values = [getattr(self, part.name) for part in fields(self)]
        if not all(value >= 0 for value in values) or not 0 < sum(values) < float("inf"):
            msg = "weights are finite, never negative, and not all zero"
            raise InvalidValue(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What the answers of one space have taught about who says yes.

    Parameters
    ----------
    base : float
        Log-odds of a yes from one to another of whom nothing is known.
    parts : mapping of str to float
        What each part of the worth adds to them, at its full; named as in `Weights`.
    gives, gets : float
        How much it counts how readily one says yes, and is said yes to; never negative.
    usual : float
        How likely two of the space agreed in the past, between 0 and 1.
    """

    base: float
    parts: Mapping[str, float]
    gives: float
    gets: float
    usual: float

    def __post_init__(self) -> None:
        """Refuse what cannot have been learned."""
        numbers = [self.base, self.gives, self.gets, *self.parts.values()]
        if not np.isfinite(numbers).all() or min(self.gives, self.gets) < 0:
            msg = "a lesson's numbers are finite, and gives and gets never negative"
            raise InvalidValue(msg)
        if not 0 < self.usual < 1 or not self.parts.keys() <= {f.name for f in fields(Weights)}:
            msg = "a lesson names parts of worth, and its usual chance is between 0 and 1"
            raise InvalidValue(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a space allows and prefers.

    Parameters
    ----------
    cooling_days : int
        A pair is not proposed again within so many days.
    floor : float
        Weakest worth, from 0 to 1, that is still worth a proposal.
    candidates_each : int
        How many of each person's best partners are considered.
    weights : Weights
        What counts how much.
    seed : int
        Decides between equally good answers; the same seed gives the same answer.
    lesson : Lesson or None
        What answers have taught, where it is to have a say.
    explore : float
        Share of people who are matched as if there were no lesson; the seed draws them.
    trios : bool
        Whether somebody who would be alone may join two others.
    """

    cooling_days: int = 60
    floor: float = 0.145
    candidates_each: int = 20
    weights: Weights = field(default_factory=Weights)
    seed: int = 0
    lesson: Lesson | None = None
    explore: float = 0.05
    trios: bool = False

    def __post_init__(self) -> None:
        """Refuse rules that cannot be followed."""
        if min(self.cooling_days, self.seed, self.candidates_each - 1) < 0:
            msg = "cooling_days and seed are at least 0, candidates_each at least 1"
            raise InvalidValue(msg)
        if not 0 <= self.floor <= 1:
            msg = f"the floor is a worth, so between 0 and 1, and not {self.floor}"
            raise InvalidValue(msg)
        if not 0 <= self.explore <= 1:
            msg = f"explore is a share, so between 0 and 1, and not {self.explore}"
            raise InvalidValue(msg)
