"""Hair: what lies behind the head, and what lies on it."""

from collections.abc import Callable, Sequence

from app.seed.faces.head import Head
from app.seed.faces.paint import Canvas, Colour, Point, arc, colour, darker, lighter, smooth

Painter = Callable[[Canvas, Head], None]


def behind(canvas: Canvas, head: Head) -> None:
    """Draw the hair that the head and the shoulders hide in part."""
    _BEHIND.get(head.style, _nothing)(canvas, head)


def on_top(canvas: Canvas, head: Head) -> None:
    """Draw the hair on the head, and a cap over it."""
    _ON_TOP.get(head.style, _short)(canvas, head)
    if "cap" in head.extras:
        _cap(canvas, head)


def _nothing(_canvas: Canvas, _head: Head) -> None:
    """Leave it."""


def _crown(head: Head, grow: float, start: float, end: float) -> list[Point]:
    """Give the upper outline of the hair, so many units outside the skull."""
    return arc(head.centre, (head.wide + grow * 0.75, head.high + grow), start, end)


def _mirrored(head: Head, corners: Sequence[Point]) -> list[Point]:
    """Give an outline from its right half, which begins on the middle line at the top."""
    right = [head.at(x, y) for x, y in corners]
    return [*right, *(head.at(-x, y) for x, y in reversed(corners[1:]))]


def _back(head: Head) -> Colour:
    return darker(head.hair, 0.22)


# Behind


def _long_behind(canvas: Canvas, head: Head) -> None:
    corners = ((0, -1.18), (1.16, -0.6), (1.3, 0.5), (1.22, 1.75), (0.6, 1.95))
    canvas.shape(smooth(_mirrored(head, corners)), _back(head))


def _wavy_behind(canvas: Canvas, head: Head) -> None:
    for side in (-1, 1):
        for x, y, size in (
            (1.0, -0.5, 7.5),
            (1.18, -0.05, 7.2),
            (1.12, 0.42, 7.6),
            (1.22, 0.86, 7.2),
            (1.06, 1.24, 6.8),
        ):
            canvas.oval(head.at(side * x, y), (size, size * 1.1), _back(head))
    canvas.oval(head.at(0, -0.2), (head.wide + 3, head.high + 3), _back(head))


def _bob_behind(canvas: Canvas, head: Head) -> None:
    corners = ((0, -1.18), (1.0, -0.85), (1.28, 0.1), (1.26, 0.92), (0.7, 1.0))
    canvas.shape(smooth(_mirrored(head, corners)), _back(head))


def _curly_behind(canvas: Canvas, head: Head) -> None:
    for angle in range(150, 400, 18):
        [(x, y)] = arc(head.centre, (head.wide + 2.5, head.high + 1.5), angle, angle)[:1]
        canvas.oval((x, y), (6.4, 6.4), _back(head))


def _afro_behind(canvas: Canvas, head: Head) -> None:
    canvas.oval(head.at(0, -0.36), (head.wide + 10.5, head.high + 5.5), head.hair)
    for angle in range(150, 400, 20):
        [(x, y)] = arc(head.at(0, -0.36), (head.wide + 8.5, head.high + 3.5), angle, angle)[:1]
        canvas.oval((x, y), (4.6, 4.6), head.hair)


def _ponytail_behind(canvas: Canvas, head: Head) -> None:
    corners = (
        (0.5, -0.95), (1.25, -0.75), (1.62, 0.1), (1.45, 1.1),
        (1.25, 1.35), (1.2, 0.5), (0.9, -0.2),
    )  # fmt: skip
    tail = [head.at(head.parting * x, y) for x, y in corners]
    canvas.shape(smooth(tail), _back(head))


def _bun_behind(canvas: Canvas, head: Head) -> None:
    canvas.oval(head.at(0, -1.22), (7.6, 6.8), _back(head))
    canvas.oval(head.at(-0.04, -1.25), (6.0, 5.2), head.hair)


# On top


def _short(canvas: Canvas, head: Head) -> None:
    at, side = head.at, head.parting
    line = [at(0.98, -0.1), at(0.86, -0.42), at(side * 0.3 + 0.3, -0.62), at(side * 0.5, -0.58),
            at(side * 0.3 - 0.4, -0.5), at(-0.86, -0.4), at(-0.98, -0.1)]  # fmt: skip
    canvas.shape([*_crown(head, 3.4, 178, 362), *line], head.hair)


def _crop(canvas: Canvas, head: Head) -> None:
    at = head.at
    line = [at(0.94, -0.3), at(0.8, -0.6), at(0, -0.68), at(-0.8, -0.6), at(-0.94, -0.3)]
    canvas.shape([*_crown(head, 1.4, 190, 350), *line], head.hair)


def _undercut(canvas: Canvas, head: Head) -> None:
    _crop(canvas, head)
    corners = (
        (-0.92, -0.52),
        (-0.95, -1.02),
        (-0.2, -1.34),
        (0.75, -1.16),
        (0.98, -0.62),
        (0.3, -0.7),
    )
    tuft = [head.at(head.parting * x, y) for x, y in corners]
    canvas.shape(smooth(tuft), lighter(head.hair, 0.1))


def _parted(canvas: Canvas, head: Head) -> None:
    """Draw long hair that falls to both sides of a parting."""
    at, side = head.at, head.parting
    line = [at(1.06, 0.42), at(0.96, -0.1), at(side * 0.3 + 0.45, -0.42), at(side * 0.34, -0.8),
            at(side * 0.3 - 0.45, -0.42), at(-0.96, -0.1), at(-1.06, 0.42)]  # fmt: skip
    canvas.shape([*_crown(head, 3.2, 158, 382), *line], head.hair)


def _fringe(canvas: Canvas, head: Head) -> None:
    corners = ((0, -0.27), (-0.3, -0.3), (-0.86, -0.28), (-0.93, -0.12), (-1.05, 0.3))
    left = [head.at(x, y) for x, y in corners]
    right = [head.at(-x, y) for x, y in reversed(corners[1:])]
    canvas.shape([*_crown(head, 3.2, 162, 378), *right, *left], head.hair)


def _combed_back(canvas: Canvas, head: Head) -> None:
    at = head.at
    line = [
        at(0.99, -0.12),
        at(0.82, -0.5),
        at(0.4, -0.72),
        at(0, -0.76),
        at(-0.4, -0.72),
        at(-0.82, -0.5),
        at(-0.99, -0.12),
    ]
    canvas.shape([*_crown(head, 2.0, 178, 362), *line], head.hair)


def _curls(canvas: Canvas, head: Head) -> None:
    _combed_back(canvas, head)
    for angle in range(202, 340, 19):
        [(x, y)] = arc(head.centre, (head.wide - 1.2, head.high - 1.8), angle, angle)[:1]
        canvas.oval((x, y), (4.9, 4.6), head.hair)


def _bald(canvas: Canvas, head: Head) -> None:
    canvas.oval(head.at(-0.3 * head.parting, -0.72), (3.6, 1.7), lighter(head.skin, 0.3))


def _scarf(canvas: Canvas, head: Head) -> None:
    cloth = colour(_CLOTHS[head.collar])
    corners = ((0, -1.24), (0.75, -1.08), (1.22, -0.3), (1.3, 0.9), (1.75, 2.3), (0.01, 2.6))
    outer = smooth(_mirrored(head, corners))
    inner = arc(head.at(0, 0.06), (head.wide * 0.86, head.high * 0.93), 0, 360)
    # The face has been drawn; the cloth goes round it as a ring, open at no place.
    canvas.shape([*outer, outer[0], inner[0], *reversed(inner)], cloth)
    fold = darker(cloth, 0.16)
    canvas.line(arc(head.at(-0.1, 0.9), (head.wide * 1.1, head.high * 0.55), 25, 140), fold, 1.1)
    canvas.line(arc(head.at(0.15, 1.2), (head.wide * 1.25, head.high * 0.5), 35, 150), fold, 1.1)


_CLOTHS = ("3f7a76", "8a4f66", "44597f", "c79a4b")


def _cap(canvas: Canvas, head: Head) -> None:
    cloth = darker(head.clothes, 0.1)
    canvas.shape([*_crown(head, 3.8, 186, 354), head.at(0.9, -0.42), head.at(-0.9, -0.42)], cloth)
    peak = [head.at(-0.96, -0.36), head.at(0, -0.52), head.at(0.96, -0.36), head.at(0, -0.3)]
    canvas.shape(smooth(peak), darker(cloth, 0.25))


_BEHIND: dict[str, Painter] = {
    "long": _long_behind,
    "wavy": _wavy_behind,
    "bob": _bob_behind,
    "fringe": _bob_behind,
    "curly": _curly_behind,
    "afro": _afro_behind,
    "ponytail": _ponytail_behind,
    "bun": _bun_behind,
}
_ON_TOP: dict[str, Painter] = {
    "short": _short,
    "crop": _crop,
    "undercut": _undercut,
    "long": _parted,
    "wavy": _parted,
    "bob": _parted,
    "fringe": _fringe,
    "curly": _curls,
    "afro": _combed_back,
    "ponytail": _combed_back,
    "bun": _combed_back,
    "bald": _bald,
    "scarf": _scarf,
}
