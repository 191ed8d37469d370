"""A face from the shoulders up, without its hair."""

from app.seed.faces.head import Head
from app.seed.faces.paint import Canvas, Point, arc, colour, darker, lighter, mixed, smooth

WHITE = (255, 252, 246)
DARK = (46, 33, 30)
LAUGH = 0.66


def shoulders(canvas: Canvas, head: Head) -> None:
    """Draw clothes and neck."""
    x, chin = head.centre[0], head.centre[1] + head.high
    canvas.shape(
        smooth(
            [
                (x - 37, 106),
                (x - 31, 86),
                (x - 13, 78),
                (x, 80),
                (x + 13, 78),
                (x + 31, 86),
                (x + 37, 106),
            ]
        ),
        head.clothes,
    )
    neck = [(x - 7.6, chin - 9), (x - 8, 79), (x, 85), (x + 8, 79), (x + 7.6, chin - 9)]
    canvas.shape(smooth(neck), head.shade)
    _COLLARS[head.collar](canvas, head, x)


def _round_neck(canvas: Canvas, head: Head, x: float) -> None:
    canvas.line(arc((x, 77), (9.5, 8), 15, 165), darker(head.clothes, 0.25), 1.6)


def _shirt(canvas: Canvas, head: Head, x: float) -> None:
    light = lighter(head.clothes, 0.35)
    for side in (-1, 1):
        tip: list[Point] = [
            (x + side * 8.5, 75),
            (x + side * 14, 82),
            (x + side * 6, 90),
            (x, 83.5),
        ]
        canvas.shape(tip, light)
    canvas.line([(x, 85), (x, 100)], darker(head.clothes, 0.2), 0.8)


def _roll_neck(canvas: Canvas, head: Head, x: float) -> None:
    canvas.shape(
        smooth([(x - 10, 74), (x - 11, 84), (x, 86), (x + 11, 84), (x + 10, 74), (x, 77)]),
        darker(head.clothes, 0.14),
    )


def _apron(canvas: Canvas, head: Head, x: float) -> None:
    strap = lighter(head.clothes, 0.5)
    for side in (-1, 1):
        canvas.line([(x + side * 9, 78), (x + side * 12, 92)], strap, 2.6)
    canvas.shape([(x - 15, 91), (x + 15, 91), (x + 18, 106), (x - 18, 106)], strap)


_COLLARS = (_round_neck, _shirt, _roll_neck, _apron)


def outline(head: Head) -> list[Point]:
    """Give the outline of the face, a little narrower at the jaw."""
    points = arc(head.centre, (head.wide, head.high), 0, 360)
    middle, x = head.centre[1], head.centre[0]
    return [
        (x + (px - x) * (1 - 0.14 * max(0.0, (py - middle) / head.high) ** 1.6), py)
        for px, py in points
    ]


def face(canvas: Canvas, head: Head) -> None:
    """Draw ears, face, cheeks, and what is on it."""
    for side in (-1, 1):
        canvas.oval(head.at(side * 1.0, 0.1), (3.2, 4.4), head.skin)
        canvas.oval(head.at(side * 1.0, 0.12), (1.5, 2.4), head.shade)
    canvas.shape(outline(head), head.skin)
    blush = mixed(head.skin, (222, 96, 84), 0.22)
    for side in (-1, 1):
        canvas.oval(head.at(side * 0.58, 0.36), (3.5, 2.5), blush)
    if "freckles" in head.extras:
        for x, y in ((0.46, 0.26), (0.58, 0.31), (0.7, 0.25), (0.36, 0.32), (0.2, 0.24)):
            for side in (-1, 1):
                canvas.oval(head.at(side * x, y), (0.42, 0.42), darker(head.skin, 0.25))


def expression(canvas: Canvas, head: Head) -> None:
    """Draw eyes, brows, nose and mouth."""
    brow_ink = darker(head.hair, 0.25) if head.style != "scarf" else DARK
    for side in (-1, 1):
        x, y = head.at(side * 0.42, 0.0)
        canvas.oval((x, y), (1.75, 2.15), DARK)
        canvas.oval((x + 0.55, y - 0.75), (0.55, 0.6), WHITE)
        lift = y - 5.2 - head.brow
        canvas.line(
            [(x - 3, lift + 0.9 - side * 0.3), (x, lift), (x + 3, lift + 0.9 + side * 0.3)],
            brow_ink,
            1.15,
        )
    nose = [head.at(0.01, 0.1), head.at(0.1, 0.3), head.at(-0.05, 0.33)]
    canvas.line(nose, head.shade if sum(head.skin) > _DARK_SKIN else lighter(head.skin, 0.14), 1.15)
    _mouth(canvas, head)


_DARK_SKIN = 330


def _mouth(canvas: Canvas, head: Head) -> None:
    centre = head.at(0, 0.5)
    wide = 4.2 + 2.2 * head.smile
    if head.smile > LAUGH:
        canvas.shape(arc(centre, (wide, 4.4), 0, 180), colour("7d2f33"))
        canvas.shape(arc(centre, (wide * 0.86, 1.7), 0, 180), WHITE)
        return
    canvas.line(
        arc((centre[0], centre[1] - 1), (wide, 1.6 + 2.4 * head.smile), 20, 160), head.ink, 1.2
    )


def beard(canvas: Canvas, head: Head) -> None:
    """Draw a beard, or its shadow."""
    if "beard" in head.extras:
        tint = head.hair
    elif "stubble" in head.extras:
        tint = mixed(head.skin, head.hair, 0.24)
    else:
        return
    jaw = [point for point in outline(head) if point[1] > head.at(0, 0.16)[1]]
    middle = head.at(0, 0.16)[1]
    rim = sorted(jaw)
    lower = [(x, y + (1.6 if "beard" in head.extras else 0)) for x, y in rim if y > middle]
    inner = [
        head.at(0.72, 0.3),
        head.at(0.42, 0.36),
        head.at(0, 0.32),
        head.at(-0.42, 0.36),
        head.at(-0.72, 0.3),
    ]
    canvas.shape([*lower, *inner], tint)
    if "beard" in head.extras:
        canvas.oval(head.at(0, 0.54), (5.2, 2.9), mixed(head.skin, (190, 90, 84), 0.18))


def glasses(canvas: Canvas, head: Head) -> None:
    """Draw glasses, round or a little square."""
    if "glasses" not in head.extras:
        return
    ink = DARK if head.collar % 2 else colour("7a4b2c")
    for side in (-1, 1):
        canvas.ring(head.at(side * 0.42, 0.02), (5.3, 4.9), ink, 0.95)
        canvas.line([head.at(side * 0.72, -0.02), head.at(side * 1.0, -0.03)], ink, 0.9)
    canvas.line(arc(head.at(0, 0.02), (2.2, 1.4), 200, 340), ink, 0.95)


def earrings(canvas: Canvas, head: Head) -> None:
    """Draw earrings."""
    if "earrings" in head.extras:
        for side in (-1, 1):
            canvas.oval(head.at(side * 1.04, 0.42), (1.3, 1.7), colour("e0b04a"))
