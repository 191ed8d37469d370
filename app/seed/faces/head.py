"""Everything about a head that is drawn: where it is, how wide, in which colours."""

from dataclasses import dataclass

import numpy as np

from app.seed.faces.paint import Colour, Point, colour, darker, mixed

SKINS = ("f8dccb", "f2c9ab", "dba883", "b97f58", "8d5a3d", "5f3b2a")
HAIRS = {
    "black": "2c2623",
    "brown": "5d3f2b",
    "chestnut": "80492c",
    "blond": "dcb56d",
    "red": "b9572d",
    "grey": "a09c96",
    "white": "e6e1d8",
    "teal": "2f8f8a",
}
GROUNDS = ("f3d8b4", "cfe0d3", "d5dcec", "f2cdc1", "e8e1c3", "dccfe3", "c8dee6", "f0d3b9")
CLOTHES = (
    "34506b", "7c403b", "3f6b57", "c98a2f", "5b4a70",
    "30363b", "b96b4a", "ebe4d6", "6b8ea3", "9b5064",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """One head: its measures in units, its colours, and what belongs to it."""

    centre: Point
    wide: float
    high: float
    skin: Colour
    hair: Colour
    ground: Colour
    clothes: Colour
    style: str
    extras: frozenset[str]
    smile: float
    """From 0, hardly, to 1, a laugh."""
    brow: float
    """How high the brows are, in units."""
    parting: float
    """-1 for hair parted on the left of the picture, 1 on the right."""
    collar: int

    @property
    def shade(self) -> Colour:
        """The skin where less light falls."""
        return darker(self.skin, 0.16)

    @property
    def ink(self) -> Colour:
        """What lines in the face are drawn with."""
        return darker(self.skin, 0.52)

    def at(self, x: float, y: float) -> Point:
        """Give a point by parts of the head: (1, 0) is the right side, (0, -1) the crown."""
        return (self.centre[0] + x * self.wide, self.centre[1] + y * self.high)


def head_of(look: str, rng: np.random.Generator) -> Head:
    """Read a look such as "3 long black glasses", and draw what it leaves open."""
    tone, style, *rest = look.split()
    skin = mixed(colour(SKINS[int(tone) - 1]), (214, 132, 100), rng.uniform(0, 0.1))
    tint = next((HAIRS[word] for word in rest if word in HAIRS), HAIRS["brown"])
    return Head(
        centre=(50 + rng.uniform(-1, 1), 48 + rng.uniform(-0.8, 1.2)),
        wide=rng.uniform(16.6, 18.6),
        high=rng.uniform(20.2, 22.2),
        skin=skin,
        hair=mixed(colour(tint), (120, 80, 50), rng.uniform(0, 0.12)),
        ground=colour(str(rng.choice(GROUNDS))),
        clothes=colour(str(rng.choice(CLOTHES))),
        style=style,
        extras=frozenset(rest) - HAIRS.keys(),
        smile=rng.uniform(0.15, 1.0),
        brow=rng.uniform(0, 1.1),
        parting=float(rng.choice((-1, 1))),
        collar=int(rng.integers(4)),
    )
