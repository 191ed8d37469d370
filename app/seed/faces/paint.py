"""A canvas of a hundred by a hundred units, and the colours used on it."""

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

Colour = tuple[int, int, int]
Point = tuple[float, float]

_LARGER = 2
"""Drawn twice as large and then shrunk, so that edges are soft."""
_NEARER = 1.17
"""How much nearer the whole scene stands, so that a face is seen at 64 pixels."""


def colour(text: str) -> Colour:
    """Read a colour such as "f3d9b8"."""
    return (int(text[:2], 16), int(text[2:4], 16), int(text[4:], 16))


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """Mix two colours; `share` is how much of the other, from 0 to 1."""
    red, green, blue = (
        round(mine + (theirs - mine) * share) for mine, theirs in zip(one, other, strict=True)
    )
    return (red, green, blue)


def darker(one: Colour, share: float) -> Colour:
    """Mix in a warm dark, so that shadows stay friendly."""
    return mixed(one, (52, 28, 24), share)


def lighter(one: Colour, share: float) -> Colour:
    """Mix in a warm white."""
    return mixed(one, (255, 248, 238), share)


def arc(centre: Point, radii: Point, start: float, end: float) -> list[Point]:
    """Give points on an ellipse; degrees run clockwise from the right, 270 is the top."""
    angles = np.radians(np.linspace(start, end, 40))
    x, y = centre[0] + radii[0] * np.cos(angles), centre[1] + radii[1] * np.sin(angles)
    return list(zip(x.tolist(), y.tolist(), strict=True))


def smooth(corners: Sequence[Point]) -> list[Point]:
    """Give a closed curve through the corners (Catmull and Rom's spline)."""
    knots = np.array(corners)
    before, after, next_but_one = (np.roll(knots, shift, axis=0) for shift in (1, -1, -2))
    at = np.linspace(0, 1, 10, endpoint=False)[:, None, None]
    curve = 0.5 * (
        2 * knots
        + (after - before) * at
        + (2 * before - 5 * knots + 4 * after - next_but_one) * at**2
        + (3 * knots - before - 3 * after + next_but_one) * at**3
    )
    points = curve.transpose(1, 0, 2).reshape(-1, 2)
    return [(float(x), float(y)) for x, y in points]


class Canvas:
    """A picture that is drawn in units, from (0, 0) at the top left to (100, 100)."""

    def __init__(self, size: int, ground: Colour) -> None:
        self._size = size
        self._unit = size * _LARGER / 100
        self._image = Image.new("RGB", (size * _LARGER, size * _LARGER), ground)
        self._draw = ImageDraw.Draw(self._image)

    def shape(self, points: Sequence[Point], fill: Colour) -> None:
        """Fill a polygon."""
        self._draw.polygon(self._scaled(points), fill=fill)

    def oval(self, centre: Point, radii: Point, fill: Colour) -> None:
        """Fill an ellipse."""
        self._draw.ellipse(self._box(centre, radii), fill=fill)

    def ring(self, centre: Point, radii: Point, ink: Colour, width: float) -> None:
        """Draw the outline of an ellipse."""
        self._draw.ellipse(self._box(centre, radii), outline=ink, width=self._width(width))

    def line(self, points: Sequence[Point], ink: Colour, width: float) -> None:
        """Draw a line with round ends."""
        self._draw.line(self._scaled(points), fill=ink, width=self._width(width), joint="curve")
        for end in (points[0], points[-1]):
            self.oval(end, (width / 2, width / 2), ink)

    def finished(self) -> Image.Image:
        """Give the picture at its true size."""
        return self._image.resize((self._size, self._size), Image.Resampling.BOX)

    def _scaled(self, points: Sequence[Point]) -> list[Point]:
        return [(self._across(x), self._down(y)) for x, y in points]

    def _across(self, x: float) -> float:
        return (50 + (x - 50) * _NEARER) * self._unit

    def _down(self, y: float) -> float:
        return (50 + (y - 51) * _NEARER) * self._unit

    def _box(self, centre: Point, radii: Point) -> tuple[float, float, float, float]:
        (x, y), (wide, high) = centre, radii
        left, right = self._across(x - wide), self._across(x + wide)
        return (left, self._down(y - high), right, self._down(y + high))

    def _width(self, width: float) -> int:
        return max(1, round(width * self._unit * _NEARER))
