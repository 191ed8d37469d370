"""One portrait, from the background to the glasses."""

import numpy as np
from PIL import Image

from app.seed.faces import features, hair
from app.seed.faces.head import head_of
from app.seed.faces.paint import Canvas, darker, lighter

SIZE = 512


def portrait(look: str, rng: np.random.Generator) -> Image.Image:
    """Draw somebody who looks like "3 long black glasses"; what that leaves open, by lot."""
    head = head_of(look, rng)
    canvas = Canvas(SIZE, head.ground)
    canvas.oval((50 + 12 * head.parting, 44), (46, 46), lighter(head.ground, 0.35))
    canvas.oval((50, 108), (60, 26), darker(head.ground, 0.07))
    hair.behind(canvas, head)
    features.shoulders(canvas, head)
    features.face(canvas, head)
    features.beard(canvas, head)
    features.expression(canvas, head)
    hair.on_top(canvas, head)
    features.earrings(canvas, head)
    features.glasses(canvas, head)
    return canvas.finished()
